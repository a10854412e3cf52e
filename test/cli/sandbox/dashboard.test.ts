import { type Kind, type Params, startSandbox } from "../../../cli/src/sandbox";
import { useSandbox } from "../../support/sandbox";
import { Client } from "./client";

const sandbox = useSandbox({ once: true });

test("an account starts with a default configuration as saved in the Dashboard", () => {
  expect(sandbox.dashboard().list("configuration")).toHaveLength(1);
  expect(sandbox.dashboard().list("configuration")[0]).toMatchObject({
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
  expect(fresh.dashboard().list("configuration")).toEqual([]);
  await fresh.close();
});

test("objects are complete copies and contain their products", () => {
  const dashboard = sandbox.dashboard();
  const product = dashboard.create("product", { name: "Pro" }).id;
  const price = dashboard.create("price", {
    product,
    currency: "usd",
    unit_amount: 1,
    recurring: { interval: "month" },
  }).id;
  const { id } = dashboard.create("configuration", {
    features: {
      payment_method_update: { enabled: true },
      subscription_update: { enabled: true, products: [{ product, prices: [price] }] },
    },
  });
  dashboard.get("configuration", id).name = "changed on the copy";
  expect(dashboard.get("configuration", id)).toMatchObject({
    name: null,
    features: { subscription_update: { products: [{ product, prices: [price] }] } },
  });
});

test("edit follows Stripe's rules, remove does not", async () => {
  const dashboard = sandbox.dashboard();
  const { id } = dashboard.create("configuration", { features: { invoice_history: { enabled: true } } });
  expect(() => dashboard.edit("configuration", id, { features: { subscription_update: { enabled: true } } })).toThrow(
    "Missing required param: features[subscription_update][products]",
  );
  expect(dashboard.edit("configuration", id, { metadata: { by: "Dashboard" }, active: false })).toMatchObject({
    id,
    active: false,
    metadata: { by: "Dashboard" },
  });
  dashboard.remove("configuration", id);
  expect(() => dashboard.get("configuration", id)).toThrow(`No such configuration: '${id}'`);
  expect((await new Client(sandbox).get(`/v1/billing_portal/configurations/${id}`)).status).toBe(404);
});

test.each<[Kind, Params]>([
  ["configuration", { features: { invoice_history: { enabled: true } } }],
  ["customer", { name: "Jenny" }],
  ["payment_method_configuration", { name: "Cards" }],
  ["product", { id: "my product/2", name: "Pro" }],
])("a %s can be created, edited, listed and removed", (kind, params) => {
  const dashboard = sandbox.dashboard({ account: "acct_kinds" });
  const before = dashboard.list(kind);
  const { id } = dashboard.create(kind, params);
  const edited = dashboard.edit(kind, id, { name: "edited" });
  expect(edited).toMatchObject({ id, name: "edited" });
  expect(dashboard.get(kind, id)).toEqual(edited);
  expect(dashboard.list(kind)).toEqual([...before, edited]);
  dashboard.remove(kind, id);
  expect(dashboard.list(kind)).toEqual(before);
});

test("edits outside of the API are not recorded as requests", () => {
  sandbox.dashboard().create("product", { name: "x" });
  expect(sandbox.requests.filter(({ method }) => method === "POST")).toEqual([]);
});
