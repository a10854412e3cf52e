import { type Sandbox, startSandbox } from "../../cli/src/sandbox";
import { Client, type Params } from "./client";

let sandbox: Sandbox;
let stripe: Client;
let product: string;

beforeAll(async () => {
  sandbox = await startSandbox({ environment: {} });
  stripe = new Client(sandbox);
  product = sandbox.account().createProduct({ name: "Pro" }).id;
});
afterAll(() => sandbox.close());

test("a recurring price has every field that Stripe returns", async () => {
  const params = { product, currency: "USD", unit_amount: 1000, recurring: { interval: "month" } };
  const { body } = await stripe.post("/v1/prices", params);
  expect(body).toEqual({
    id: expect.stringMatching(/^price_1\w{23}$/),
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: expect.any(Number),
    currency: "usd",
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product,
    recurring: { interval: "month", interval_count: 1, meter: null, trial_period_days: null, usage_type: "licensed" },
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: 1000,
    unit_amount_decimal: "1000",
  });
});

test.each<[Params, number | null, string | null]>([
  [{ unit_amount: 0 }, 0, "0"],
  [{ unit_amount_decimal: "12.5" }, null, "12.5"],
  [{ unit_amount_decimal: "12.00" }, 12, "12"],
  [{ unit_amount: 5, unit_amount_decimal: "5" }, 5, "5"],
  [{ custom_unit_amount: { enabled: true, minimum: 100 } }, null, null],
])("%j is shown both ways, as far as it is whole", async (amount, whole, decimal) => {
  const { body } = await stripe.post("/v1/prices", { product, currency: "usd", ...amount });
  expect([body.unit_amount, body.unit_amount_decimal]).toEqual([whole, decimal]);
});

test("tiers and other currencies are shown only when expanded", async () => {
  const { body } = await stripe.post("/v1/prices", {
    product,
    currency: "usd",
    billing_scheme: "tiered",
    tiers_mode: "graduated",
    tiers: [
      { up_to: 10, unit_amount: 100 },
      { up_to: "inf", flat_amount_decimal: "0.5" },
    ],
    currency_options: { eur: { unit_amount: 90, tax_behavior: "inclusive" } },
    recurring: { interval: "year" },
  });
  expect(body).toMatchObject({ billing_scheme: "tiered", tiers_mode: "graduated", unit_amount: null });
  expect(body).not.toHaveProperty("tiers");
  expect(body).not.toHaveProperty("currency_options");
  const path = `/v1/prices/${body.id}`;
  const { body: whole } = await stripe.get(path, { expand: ["tiers", "currency_options", "product"] });
  expect(whole.tiers).toEqual([
    { flat_amount: null, flat_amount_decimal: null, unit_amount: 100, unit_amount_decimal: "100", up_to: 10 },
    { flat_amount: null, flat_amount_decimal: "0.5", unit_amount: null, unit_amount_decimal: null, up_to: null },
  ]);
  expect(whole.currency_options).toMatchObject({ usd: {}, eur: { unit_amount: 90, tax_behavior: "inclusive" } });
  expect(whole.product).toMatchObject({ id: product, name: "Pro" });
});

test("a price can bring its product along", async () => {
  const params = { currency: "usd", unit_amount: 1, product_data: { id: "along", name: "Along", unit_label: "seat" } };
  expect((await stripe.post("/v1/prices", params)).body.product).toBe("along");
  expect(sandbox.account().product("along")).toMatchObject({ name: "Along", unit_label: "seat" });
});

test.each<[string, Params, string]>([
  ["no product", { currency: "usd", unit_amount: 1 }, "product"],
  ["a product that does not exist", { product: "prod_nope", currency: "usd", unit_amount: 1 }, "product"],
  ["no currency", { product: "p", unit_amount: 1 }, "currency"],
  ["a currency that is none", { product: "p", currency: "u$d", unit_amount: 1 }, "currency"],
  ["no amount", { product: "p", currency: "usd" }, "unit_amount"],
  ["a negative amount", { product: "p", currency: "usd", unit_amount: -1 }, "unit_amount"],
  ["two amounts", { product: "p", currency: "usd", unit_amount: 1, unit_amount_decimal: "2" }, "unit_amount_decimal"],
  [
    "no interval",
    { product: "p", currency: "usd", unit_amount: 1, recurring: { interval_count: 1 } },
    "recurring[interval]",
  ],
  [
    "a wrong interval",
    { product: "p", currency: "usd", unit_amount: 1, recurring: { interval: "decade" } },
    "recurring[interval]",
  ],
  ["tiers without their billing scheme", { product: "p", currency: "usd", tiers: [{ up_to: "inf" }] }, "tiers"],
  ["a billing scheme without its tiers", { product: "p", currency: "usd", billing_scheme: "tiered" }, "tiers"],
  [
    "a product and a new product",
    { product: "p", product_data: { name: "x" }, currency: "usd", unit_amount: 1 },
    "product",
  ],
])("a price with %s is refused", async (_, params, param) => {
  const { status, body } = await stripe.post("/v1/prices", params);
  expect(status).toBe(400);
  expect(body.error.param).toBe(param);
});

test("a price that is refused leaves no product behind", async () => {
  const before = sandbox.account().products.length;
  await stripe.post("/v1/prices", { currency: "usd", product_data: { name: "Orphan" } });
  expect(sandbox.account().products).toHaveLength(before);
});

test("an amount cannot be changed, what describes a price can", async () => {
  const { id } = sandbox.account().createPrice({ product, currency: "usd", unit_amount: 1, nickname: "old" });
  const refused = await stripe.post(`/v1/prices/${id}`, { unit_amount: 2 });
  expect(refused.body.error.message).toBe("Received unknown parameter: unit_amount");
  const { body } = await stripe.post(`/v1/prices/${id}`, {
    active: false,
    nickname: "new",
    metadata: { a: "b" },
    tax_behavior: "exclusive",
  });
  expect(body).toMatchObject({ active: false, nickname: "new", metadata: { a: "b" }, tax_behavior: "exclusive" });
});

test("a lookup key belongs to one price, and moves only when told so", async () => {
  const params = { product, currency: "usd", unit_amount: 1, lookup_key: "pro" };
  const { body: first } = await stripe.post("/v1/prices", params);
  const refused = await stripe.post("/v1/prices", params);
  expect(refused.body.error).toMatchObject({
    param: "lookup_key",
    message: `A price (\`${first.id}\`) already uses that lookup key.`,
  });
  const { body: second } = await stripe.post("/v1/prices", { ...params, transfer_lookup_key: true });
  expect(second.lookup_key).toBe("pro");
  expect(sandbox.account().price(first.id).lookup_key).toBeNull();
});

test("lists can be filtered", async () => {
  const alone = stripe.with({ "stripe-account": "acct_prices" });
  const account = sandbox.account({ account: "acct_prices" });
  const one = account.createProduct({ name: "One" }).id;
  const two = account.createProduct({ name: "Two" }).id;
  const once = account.createPrice({ product: one, currency: "usd", unit_amount: 1, lookup_key: "once" }).id;
  const monthly = account.createPrice({
    product: one,
    currency: "eur",
    unit_amount: 1,
    recurring: { interval: "month" },
  }).id;
  const old = account.createPrice({ product: two, currency: "usd", unit_amount: 1, active: false }).id;
  const ids = async (params: Params): Promise<string[]> =>
    (await alone.get("/v1/prices", params)).body.data.map(({ id }: { id: string }) => id);
  expect(await ids({})).toEqual([old, monthly, once]);
  expect(await ids({ product: one })).toEqual([monthly, once]);
  expect(await ids({ active: false })).toEqual([old]);
  expect(await ids({ currency: "eur" })).toEqual([monthly]);
  expect(await ids({ type: "one_time" })).toEqual([old, once]);
  expect(await ids({ lookup_keys: ["once", "never"] })).toEqual([once]);
  expect(await ids({ recurring: { interval: "month" } })).toEqual([monthly]);
  expect(await ids({ recurring: { usage_type: "metered" } })).toEqual([]);
});

test("a price is never deleted", async () => {
  expect((await stripe.delete("/v1/prices/price_1")).status).toBe(404);
});
