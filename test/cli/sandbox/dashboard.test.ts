import { type Sandbox, startSandbox } from "../../../cli/src/sandbox";
import { Client } from "./client";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ environment: {} });
});
afterAll(() => sandbox.close());

test("an account starts with a default configuration as saved in the Dashboard", () => {
  expect(sandbox.account().configurations).toHaveLength(1);
  expect(sandbox.account().defaultConfiguration).toMatchObject({
    active: true,
    is_default: true,
    features: {
      customer_update: { enabled: true },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true, cancellation_reason: { enabled: true } },
      subscription_update: { enabled: false, products: [] },
    },
  });
});

test("a fresh account starts without a default configuration", async () => {
  const fresh = await startSandbox({ fresh: true, environment: {} });
  expect(fresh.account().configurations).toEqual([]);
  await fresh.close();
});

test("objects are complete copies and contain their products", () => {
  const account = sandbox.account();
  const product = account.createProduct({ name: "Pro" }).id;
  const price = account.createPrice({ product, currency: "usd", unit_amount: 1, recurring: { interval: "month" } }).id;
  const { id } = account.createConfiguration({
    features: {
      payment_method_update: { enabled: true },
      subscription_update: { enabled: true, products: [{ product, prices: [price] }] },
    },
  });
  account.configuration(id).name = "changed on the copy";
  expect(account.configuration(id)).toMatchObject({
    name: null,
    features: { subscription_update: { products: [{ product, prices: [price] }] } },
  });
});

test("update follows Stripe's rules, edit and remove do not", async () => {
  const account = sandbox.account();
  const { id } = account.createConfiguration({ features: { invoice_history: { enabled: true } } });
  expect(() => account.update(id, { features: { subscription_update: { enabled: true } } })).toThrow(
    "Missing required param: features[subscription_update][products]",
  );
  account.update(id, { metadata: { by: "Dashboard" }, active: false });
  account.edit(id, (configuration) => (configuration.features.subscription_update.enabled = true));
  expect(account.configuration(id)).toMatchObject({
    active: false,
    features: { subscription_update: { enabled: true } },
  });
  account.remove("configuration", id);
  expect(() => account.configuration(id)).toThrow(`No such configuration: '${id}'`);
  expect((await new Client(sandbox).get(`/v1/billing_portal/configurations/${id}`)).status).toBe(404);
});

test.each([
  ["a price", () => sandbox.account().createPrice({ product: chosen(), currency: "usd", unit_amount: 1 }).id],
  ["a product with a chosen id", () => chosen()],
  ["a payment method configuration", () => sandbox.account().createPaymentMethodConfiguration({ name: "x" })],
])("%s can be updated by its id", (_, create) => {
  expect(() => sandbox.account().update(create(), { active: false })).not.toThrow();
});

function chosen(): string {
  return sandbox.account().createProduct({ id: `my_product_${Math.random()}`, name: "Mine" }).id;
}

test("edits outside of the API are not recorded as requests", () => {
  sandbox.account().createProduct({ name: "x" });
  expect(sandbox.requests.filter(({ method }) => method === "POST")).toEqual([]);
});
