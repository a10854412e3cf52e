import { type Configuration, type Sandbox, startSandbox } from "../../../cli/src/sandbox";
import { compare, portalsOf, providerValues, resourcesOf, stepFeatures } from "./hand-made";

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox()));
afterEach(() => sandbox.close());

const recurring = { interval: "month" };

/** A portal in Stripe and in the app that lists these prices of one product. */
function listing(product: string, prices: readonly string[]): Configuration {
  const account = sandbox.account();
  const price = account.createPrice({ product, currency: "usd", unit_amount: 1, recurring }).id;
  const { id } = account.createConfiguration({
    features: {
      payment_method_update: { enabled: true },
      subscription_update: { enabled: true, products: [{ product, prices: [price] }] },
    },
  });
  account.edit(id, ({ features }) => (features.subscription_update.products[0].prices = [...prices]));
  sandbox.clearRequests();
  return account.configuration(id);
}

const checked = (...held: readonly Configuration[]) =>
  held.flatMap((one, index) =>
    portalsOf(
      resourcesOf({
        name: `portal-${index}`,
        values: providerValues(one),
        desired: { active: true, features: stepFeatures(one), unset: [] },
      }),
    ),
  );

test("reports archived, missing and one-time prices, and prices of the other mode", async () => {
  const account = sandbox.account();
  const live = sandbox.account({ mode: "live" });
  const product = account.createProduct({ name: "Pro" }).id;
  const create = (more: object) => account.createPrice({ product, currency: "usd", unit_amount: 1, ...more }).id;
  const archived = create({ recurring, active: false });
  const once = create({});
  const liveProduct = live.createProduct({ name: "Pro" }).id;
  const ofLive = live.createPrice({ product: liveProduct, currency: "usd", unit_amount: 1, recurring }).id;
  const held = listing(product, [create({ recurring }), archived, once, ofLive, "price_gone"]);

  const { exitCode, findings } = await compare(sandbox, checked(held));
  expect(exitCode).toBe(1);
  expect(findings.map(({ kind, message, property }) => [kind, message, property])).toEqual(
    [
      ["price-archived", `${archived} is archived`],
      ["price-one-time", `${once} is a one-time price`],
      ["price-other-mode", `${ofLive} exists in live mode only`],
      ["price-missing", "price_gone does not exist"],
    ].map((finding) => [...finding, `features.subscriptionUpdate.products[${product}].prices`]),
  );
});

test("ignores the prices of a portal whose plan switching is off", async () => {
  const account = sandbox.account();
  const held = listing(account.createProduct({ name: "Pro" }).id, ["price_gone"]);
  account.edit(held.id, ({ features }) => (features.subscription_update.enabled = false));
  const { findings } = await compare(sandbox, checked(account.configuration(held.id)));
  expect(findings).toEqual([]);
});

test("reads more than a page of a product, and nothing twice for many portals", async () => {
  const account = sandbox.account();
  const product = account.createProduct({ name: "Pro" }).id;
  const ids = Array.from(
    { length: 120 },
    () => account.createPrice({ product, currency: "usd", unit_amount: 1, recurring }).id,
  );
  const portals = [0, 1, 2].map(() => listing(product, [ids[0], ids[119]]));
  sandbox.clearRequests();
  const report = await compare(sandbox, checked(...portals));
  expect(report).toMatchObject({ exitCode: 0, findings: [] });
  expect(sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /v1/billing_portal/configurations",
    "GET /v1/prices",
    "GET /v1/prices",
  ]);
});
