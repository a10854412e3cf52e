import type { Configuration } from "../../support/held-portals";
import { useSandbox } from "../../support/sandbox";
import { compare, portalsOf, providerValues, resourcesOf, stepFeatures } from "./hand-made";

const sandbox = useSandbox();
let portal: Configuration;
let product: string;
let monthly: string;
let yearly: string;

beforeEach(() => {
  const account = sandbox.dashboard();
  product = account.create("product", { name: "Pro" }).id;
  [monthly, yearly] = ["month", "year"].map((interval) => createPrice(`pro_${interval}ly`, interval));
  portal = account.create("configuration", {
    features: {
      payment_method_update: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        products: [{ product, prices: [monthly, yearly], adjustable_quantity: { enabled: false } }],
      },
    },
  });
  sandbox.clearRequests();
});

function createPrice(lookupKey: string, interval: string, more: Record<string, boolean> = {}): string {
  const recurring = { interval };
  const price = { product, currency: "usd", unit_amount: 1000, lookup_key: lookupKey, recurring, ...more };
  return sandbox.dashboard().create("price", price).id;
}

/** A portal with plans by lookup key instead of products, as in DesiredState. */
function withPlans(...lookupKeys: readonly string[]) {
  const update = stepFeatures(portal).subscription_update;
  const plans = [{ lookup_keys: lookupKeys, adjustable_quantity: { enabled: false, minimum: 0 } }];
  const features = { ...stepFeatures(portal), subscription_update: { ...update, products: [], plans } };
  return portalsOf(resourcesOf({ values: providerValues(portal), desired: { active: true, features, unset: [] } }));
}

const UPDATE = "features.subscriptionUpdate";
const REPLACE = "terraform -chdir=cdktf.out/stacks/billing apply -replace=terraform_data.portal_AAAAAAAA_Step";

test("resolves the lookup keys again, in one request for ten keys", async () => {
  const report = await compare(sandbox, withPlans("pro_monthly", "pro_yearly"), { onlyManaged: true });
  expect(report).toMatchObject({ exitCode: 0, findings: [], notCompared: [] });
  expect(sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /v1/billing_portal/configurations/${portal.id}`,
    "GET /v1/prices",
  ]);
});

test("reports a lookup key that moved, with both prices and the command", async () => {
  const moved = createPrice("pro_monthly", "month", { transfer_lookup_key: true });
  const { exitCode, findings } = await compare(sandbox, withPlans("pro_monthly", "pro_yearly"));
  expect(exitCode).toBe(1);
  expect(findings).toEqual([
    {
      kind: "different",
      portal: "billing/portal",
      property: `${UPDATE}.products[${product}].prices`,
      values: { code: [moved, yearly], stripe: [monthly, yearly] },
      message: `the lookup key pro_monthly belongs to ${moved} now`,
      fix: REPLACE,
    },
  ]);
});

test("reports a lookup key that no price has, and an archived price that has one", async () => {
  sandbox.dashboard().edit("price", yearly, { active: false });
  const { findings } = await compare(sandbox, withPlans("pro_monthly", "pro_yearly", "pro_weekly"));
  expect(findings.map(({ kind, property, message }) => [kind, property, message])).toEqual([
    ["price-archived", `${UPDATE}.products[${product}].prices`, `${yearly} is archived`],
    ["lookup-key-missing", `${UPDATE}.plans`, "no price has the lookup key pro_weekly"],
  ]);
});

test("asks for more than ten lookup keys in several requests", async () => {
  const keys = Array.from({ length: 21 }, (_, index) => `key_${index}`);
  await compare(sandbox, withPlans(...keys), { onlyManaged: true });
  const asked = sandbox.requests.filter(({ params }) => "lookup_keys" in params);
  expect(asked.map(({ params }) => Object.keys(params.lookup_keys as object).length)).toEqual([10, 10, 1]);
});

test("is not compared if the key cannot read prices", async () => {
  sandbox.intercept = ({ path }) => (path === "/v1/prices" ? { status: 403 } : undefined);
  const { exitCode, notCompared } = await compare(sandbox, withPlans("pro_monthly", "pro_yearly"));
  expect(exitCode).toBe(2);
  expect(notCompared).toMatchObject([
    { subject: "billing/portal", reason: expect.stringContaining("lacks the permission Prices: Read") },
  ]);
});
