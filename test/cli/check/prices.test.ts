import { answerWith, type Configuration } from "../../support/held-portals";
import { useSandbox } from "../../support/sandbox";
import { compare, portalsOf, providerValues, resourcesOf, stepFeatures } from "./hand-made";

const sandbox = useSandbox();

const recurring = { interval: "month" };

/** A portal that lists these prices of one product. */
function listing(product: string, prices: readonly string[]): Configuration {
  const account = sandbox.dashboard();
  const price = account.create("price", { product, currency: "usd", unit_amount: 1, recurring }).id;
  const portal = account.create("configuration", {
    features: {
      payment_method_update: { enabled: true },
      subscription_update: { enabled: true, products: [{ product, prices: [price] }] },
    },
  });
  portal.features.subscription_update.products[0].prices = [...prices];
  return portal;
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
  const account = sandbox.dashboard();
  const live = sandbox.dashboard({ mode: "live" });
  const product = account.create("product", { name: "Pro" }).id;
  const create = (more: object) => account.create("price", { product, currency: "usd", unit_amount: 1, ...more }).id;
  const archived = create({ recurring, active: false });
  const once = create({});
  const liveProduct = live.create("product", { name: "Pro" }).id;
  const ofLive = live.create("price", { product: liveProduct, currency: "usd", unit_amount: 1, recurring }).id;
  const held = listing(product, [create({ recurring }), archived, once, ofLive, "price_gone"]);

  answerWith(sandbox, [held]);

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
  const account = sandbox.dashboard();
  const held = listing(account.create("product", { name: "Pro" }).id, ["price_gone"]);
  held.features.subscription_update.enabled = false;
  answerWith(sandbox, [held]);
  const { findings } = await compare(sandbox, checked(held));
  expect(findings).toEqual([]);
});

test("reads more than a page of a product, and nothing twice for many portals", async () => {
  const account = sandbox.dashboard();
  const product = account.create("product", { name: "Pro" }).id;
  const ids = Array.from(
    { length: 120 },
    () => account.create("price", { product, currency: "usd", unit_amount: 1, recurring }).id,
  );
  const portals = [0, 1, 2].map(() => listing(product, [ids[0], ids[119]]));
  answerWith(sandbox, portals);
  sandbox.clearRequests();
  const report = await compare(sandbox, checked(...portals));
  expect(report).toMatchObject({ exitCode: 0, findings: [] });
  expect(sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /v1/billing_portal/configurations",
    "GET /v1/prices",
    "GET /v1/prices",
  ]);
});
