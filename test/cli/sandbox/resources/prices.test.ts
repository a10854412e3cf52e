import { useSandbox } from "../../../support/sandbox";
import { Client, type Params } from "../client";
import { created, describeWire } from "../wire";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);
let product: string;

beforeAll(() => {
  product = sandbox.dashboard().create("product", { name: "Pro" }).id;
});

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
])("%j is returned as an integer if it is whole, and as a decimal string", async (amount, whole, decimal) => {
  const { body } = await stripe.post("/v1/prices", { product, currency: "usd", ...amount });
  expect([body.unit_amount, body.unit_amount_decimal]).toEqual([whole, decimal]);
});

test("tiers and other currencies are returned only if expanded", async () => {
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

test("a price can create its product", async () => {
  const params = { currency: "usd", unit_amount: 1, product_data: { id: "along", name: "Along", unit_label: "seat" } };
  expect((await stripe.post("/v1/prices", params)).body.product).toBe("along");
  expect(sandbox.dashboard().get("product", "along")).toMatchObject({ name: "Along", unit_label: "seat" });
});

test.each<[string, Params, string | undefined]>([
  ["no product", { currency: "usd", unit_amount: 1 }, undefined],
  ["a product that does not exist", { product: "prod_nope", currency: "usd", unit_amount: 1 }, "product"],
  ["no currency", { product: "p", unit_amount: 1 }, "currency"],
  ["a currency that is none", { product: "p", currency: "u$d", unit_amount: 1 }, "currency"],
  ["no amount", { product: "p", currency: "usd" }, undefined],
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
  [
    "a billing scheme without its tiers",
    { product: "p", currency: "usd", billing_scheme: "tiered", recurring: { interval: "month" } },
    "tiers",
  ],
  [
    "a product and a new product",
    { product: "p", product_data: { name: "x" }, currency: "usd", unit_amount: 1 },
    "product",
  ],
])("a price with %s is rejected", async (_, params, param) => {
  const { status, body } = await stripe.post("/v1/prices", params);
  expect(status).toBe(400);
  expect(body.error.param).toBe(param);
});

test("a rejected price creates no product", async () => {
  const before = sandbox.dashboard().list("product").length;
  await stripe.post("/v1/prices", { currency: "usd", product_data: { name: "Orphan" } });
  expect(sandbox.dashboard().list("product")).toHaveLength(before);
});

test("the amount of a price cannot be changed, its description can", async () => {
  const { id } = sandbox.dashboard().create("price", { product, currency: "usd", unit_amount: 1, nickname: "old" });
  const rejected = await stripe.post(`/v1/prices/${id}`, { unit_amount: 2 });
  expect(rejected.body.error.message).toBe("Received unknown parameter: unit_amount");
  const { body } = await stripe.post(`/v1/prices/${id}`, {
    active: false,
    nickname: "new",
    metadata: { a: "b" },
    tax_behavior: "exclusive",
  });
  expect(body).toMatchObject({ active: false, nickname: "new", metadata: { a: "b" }, tax_behavior: "exclusive" });
});

test("a lookup key belongs to one price, and moves only with transfer_lookup_key", async () => {
  const params = { product, currency: "usd", unit_amount: 1, lookup_key: "pro" };
  const { body: first } = await stripe.post("/v1/prices", params);
  const rejected = await stripe.post("/v1/prices", params);
  expect(rejected.body.error).toMatchObject({
    param: "lookup_key",
    message: `A price (\`${first.id}\`) already uses that lookup key.`,
  });
  const { body: second } = await stripe.post("/v1/prices", { ...params, transfer_lookup_key: true });
  expect(second.lookup_key).toBe("pro");
  expect(sandbox.dashboard().get("price", first.id).lookup_key).toBeNull();
});

test("lists can be filtered", async () => {
  const alone = stripe.with({ "stripe-account": "acct_prices" });
  const dashboard = sandbox.dashboard({ account: "acct_prices" });
  const one = dashboard.create("product", { name: "One" }).id;
  const two = dashboard.create("product", { name: "Two" }).id;
  const once = dashboard.create("price", { product: one, currency: "usd", unit_amount: 1, lookup_key: "once" }).id;
  const monthly = dashboard.create("price", {
    product: one,
    currency: "eur",
    unit_amount: 1,
    recurring: { interval: "month" },
  }).id;
  const old = dashboard.create("price", { product: two, currency: "usd", unit_amount: 1, active: false }).id;
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

test.each<[string, Params, string]>([
  [
    "no product",
    { currency: "usd", unit_amount: 1 },
    "You must specify either `product` or `product_data` when creating a price.",
  ],
  ["no amount", { currency: "usd" }, "Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set."],
  [
    "a metered price without a meter",
    { currency: "usd", unit_amount: 1, recurring: { interval: "month", usage_type: "metered" } },
    "Starting with Stripe version `2025-03-31.basil`, metered prices must be backed by meters.",
  ],
  [
    "a one-time price with tiers",
    { currency: "usd", billing_scheme: "tiered", tiers_mode: "volume", tiers: [{ up_to: "inf", unit_amount: 1 }] },
    "Prices with `type=one_time` are not supported with tiered billing.",
  ],
  [
    "a currency in upper case as a key",
    { currency: "usd", unit_amount: 1, currency_options: { EUR: { unit_amount: 1 } } },
    "Currencies must be lowercase when used as keys in a map. Use `eur` instead of `EUR`.",
  ],
])("rejects %s with Stripe's message", async (_, params, message) => {
  expect((await stripe.post("/v1/prices", params)).body.error.message).toBe(message);
});

test.each<[Params]>([
  [{ product: "p", currency: "euro", unit_amount: 1 }],
  [{ product: "p", currency: "xyz", unit_amount: 1 }],
  [{ product: "p", currency: "usd", unit_amount: 1, currency_options: { xyz: { unit_amount: 1 } } }],
])("rejects an unknown currency in %j", async (params) => {
  const { body } = await stripe.post("/v1/prices", params);
  expect(body.error.message).toMatch(
    /^Invalid currency: (euro|xyz)\. Stripe currently supports these currencies: usd, aed, /,
  );
});

test("a metered price requires no meter in versions before 2025-03-31", async () => {
  const recurring = { interval: "month", usage_type: "metered" };
  const params = { product, currency: "usd", unit_amount: 1, recurring };
  const old = stripe.with({ "stripe-version": "2025-02-24.acacia" });
  expect((await old.post("/v1/prices", params)).body.recurring).toMatchObject({ usage_type: "metered", meter: null });
  const { body } = await stripe.post("/v1/prices", { ...params, recurring: { ...recurring, meter: "mtr_1" } });
  expect(body.recurring.meter).toBe("mtr_1");
});

test.each([
  ["day", 1095],
  ["week", 156],
  ["month", 36],
  ["year", 3],
])("an interval in %ss is limited to %s", async (interval, longest) => {
  const create = (count: number): ReturnType<Client["post"]> =>
    stripe.post("/v1/prices", {
      product,
      currency: "usd",
      unit_amount: 1,
      recurring: { interval, interval_count: count },
    });
  expect((await create(longest)).status).toBe(200);
  expect((await create(longest + 1)).body.error.param).toBe("recurring[interval_count]");
});

test.each<[string, Params[], boolean]>([
  [
    "end in inf",
    [
      { up_to: 10, unit_amount: 2 },
      { up_to: "inf", unit_amount: 1 },
    ],
    true,
  ],
  ["do not end in inf", [{ up_to: 10, unit_amount: 2 }], false],
  [
    "have inf before the end",
    [
      { up_to: "inf", unit_amount: 2 },
      { up_to: "inf", unit_amount: 1 },
    ],
    false,
  ],
])("tiers that %s: %#", async (_, tiers, accepted) => {
  const recurring = { interval: "month" };
  const base = { product, currency: "usd", billing_scheme: "tiered", tiers_mode: "volume", recurring };
  const { status, body } = await stripe.post("/v1/prices", { ...base, tiers });
  expect([status, body.error?.param]).toEqual(accepted ? [200, undefined] : [400, "tiers"]);
});

test("the default price of a product cannot be archived", async () => {
  const params = { name: "Pro", default_price_data: { currency: "usd", unit_amount: 1 } };
  const { id, default_price: price } = sandbox.dashboard().create("product", params);
  const rejected = await stripe.post(`/v1/prices/${price}`, { active: false });
  expect([rejected.status, rejected.body.error.message]).toEqual([
    400,
    "This price cannot be archived because it is the default price of its product.",
  ]);
  await stripe.post(`/v1/products/${id}`, { default_price: "" });
  expect((await stripe.post(`/v1/prices/${price}`, { active: false })).body.active).toBe(false);
});

test("tax_behavior can be set once", async () => {
  const { id } = sandbox.dashboard().create("price", { product, currency: "usd", unit_amount: 1 });
  const set = (behavior: string): ReturnType<Client["post"]> =>
    stripe.post(`/v1/prices/${id}`, { tax_behavior: behavior });
  expect((await set("exclusive")).body.tax_behavior).toBe("exclusive");
  expect((await set("exclusive")).status).toBe(200);
  for (const other of ["inclusive", "unspecified"]) {
    expect((await set(other)).body.error).toMatchObject({
      param: "tax_behavior",
      message: "You cannot update `tax_behavior` field once it has been specified.",
    });
  }
});

describe("lookup keys", () => {
  const params = { currency: "usd", unit_amount: 1, lookup_key: "lk" };

  test("an archived price keeps and reserves its key and is found by it", async () => {
    const { id } = sandbox.dashboard().create("price", { product, ...params });
    sandbox.dashboard().edit("price", id, { active: false });
    const rejected = await stripe.post("/v1/prices", { product, ...params });
    expect(rejected.body.error.message).toBe(`A price (\`${id}\`) already uses that lookup key.`);
    const { body } = await stripe.get("/v1/prices", { lookup_keys: ["lk"] });
    expect(body.data).toMatchObject([{ id, active: false }]);
  });

  test("a key can move on update, and its old price stays active", async () => {
    const first = sandbox.dashboard().create("price", { product, ...params, lookup_key: "moving" }).id;
    const second = sandbox.dashboard().create("price", { product, currency: "usd", unit_amount: 1 }).id;
    const moving = { lookup_key: "moving", transfer_lookup_key: true };
    expect((await stripe.post(`/v1/prices/${second}`, { lookup_key: "moving" })).body.error.param).toBe("lookup_key");
    expect((await stripe.post(`/v1/prices/${second}`, moving)).body.lookup_key).toBe("moving");
    expect(sandbox.dashboard().get("price", first)).toMatchObject({ active: true, lookup_key: null });
  });

  test("each account and mode has its own keys", () => {
    for (const dashboard of [sandbox.dashboard({ account: "acct_other" }), sandbox.dashboard({ mode: "live" })]) {
      const own = dashboard.create("product", { name: "Other" }).id;
      expect(dashboard.create("price", { product: own, ...params }).lookup_key).toBe("lk");
    }
  });

  test("has at most 200 characters", async () => {
    const create = (length: number): ReturnType<Client["post"]> =>
      stripe.post("/v1/prices", { product, currency: "usd", unit_amount: 1, lookup_key: "k".repeat(length) });
    expect((await create(200)).status).toBe(200);
    expect((await create(201)).body.error).toMatchObject({
      param: "lookup_key",
      message: `Invalid string: ${"k".repeat(201)}; must be at most 200 characters`,
    });
  });

  test("an empty key frees it on update", async () => {
    const first = sandbox.dashboard().create("price", { product, ...params, lookup_key: "freed" }).id;
    const keep = await stripe.post(`/v1/prices/${first}`, { lookup_key: "freed" });
    expect(keep.body.lookup_key).toBe("freed");
    expect((await stripe.post(`/v1/prices/${first}`, { lookup_key: "" })).body.lookup_key).toBeNull();
    expect((await stripe.post("/v1/prices", { product, ...params, lookup_key: "freed" })).status).toBe(200);
  });

  test("a rejected price does not take the key of another one", async () => {
    const { id } = sandbox.dashboard().create("price", { product, ...params, lookup_key: "kept" });
    const taking = { currency: "usd", unit_amount: 1, lookup_key: "kept", transfer_lookup_key: true };
    expect((await stripe.post("/v1/prices", { ...taking, product: "prod_nope" })).status).toBe(400);
    expect(sandbox.dashboard().get("price", id).lookup_key).toBe("kept");
  });

  test("finds the prices of several products with their products, page by page", async () => {
    const account = "acct_lookup";
    const dashboard = sandbox.dashboard({ account });
    const keys = ["pro_monthly", "pro_yearly", "team_monthly"];
    for (const key of keys) {
      const plan = dashboard.create("product", { name: key }).id;
      dashboard.create("price", { product: plan, currency: "usd", unit_amount: 1, lookup_key: key });
      dashboard.create("price", { product: plan, currency: "usd", unit_amount: 2 });
    }
    const theirs = stripe.with({ "stripe-account": account });
    const find = async (paging: Params): Promise<Record<string, any>> =>
      (await theirs.get("/v1/prices", { lookup_keys: [...keys, "none"], expand: ["data.product"], ...paging })).body;
    const first = await find({ limit: 2 });
    expect(first).toMatchObject({
      has_more: true,
      data: [
        { lookup_key: "team_monthly", product: { object: "product", name: "team_monthly" } },
        { lookup_key: "pro_yearly", product: { object: "product", name: "pro_yearly" } },
      ],
    });
    expect(await find({ limit: 2, starting_after: first.data[1].id })).toMatchObject({
      has_more: false,
      data: [{ lookup_key: "pro_monthly", product: { name: "pro_monthly" } }],
    });
  });

  test("at most 10 can be requested at once", async () => {
    const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `key${index}`);
    expect((await stripe.get("/v1/prices", { lookup_keys: keys(10) })).status).toBe(200);
    expect((await stripe.get("/v1/prices", { lookup_keys: keys(11) })).body.error).toMatchObject({
      param: "lookup_keys",
      message: "Array lookup_keys exceeded maximum 10 allowed elements.",
    });
  });
});

test("the prices of a product that does not exist cannot be listed", async () => {
  const { status, body } = await stripe.get("/v1/prices", { product: "prod_nope" });
  expect([status, body.error.message]).toEqual([400, "No such product: 'prod_nope'"]);
});

describeWire("price", "GET /v1/prices/:id", {
  answers: async (stripe) => [
    await created(stripe, "/v1/prices", {
      product_data: { name: "x" },
      currency: "usd",
      custom_unit_amount: { enabled: true },
      currency_options: { eur: { unit_amount: 1 } },
      recurring: { interval: "month" },
      transform_quantity: { divide_by: 2, round: "up" },
      expand: ["currency_options", "product"],
    }),
    await created(stripe, "/v1/prices", {
      product_data: { name: "x" },
      currency: "usd",
      billing_scheme: "tiered",
      tiers_mode: "volume",
      tiers: [{ up_to: "inf", unit_amount: 1 }],
      recurring: { interval: "month" },
      expand: ["tiers"],
    }),
  ],
  undeclared: { "product.type": ["service"], "recurring.trial_period_days": true },
});
