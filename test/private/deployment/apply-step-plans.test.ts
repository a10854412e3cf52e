import { fail, HURRIED, PRODUCTS, serveStripe, stripe, succeed, switching } from "./apply-step-harness";
import { HeldPrice, refusal } from "./stripe-double";

serveStripe();

/** A monthly price of 20 USD. Its ID, its lookup key and its product have the same name. */
function price(name: string, fields: Record<string, unknown> = {}): HeldPrice {
  return {
    id: `price_${name}`,
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    currency: "usd",
    livemode: false,
    lookup_key: name,
    product: `prod_${name}`,
    recurring: { interval: "month", interval_count: 1 },
    type: "recurring",
    unit_amount: 2000,
    unit_amount_decimal: "2000",
    ...fields,
  };
}

const yearly = { interval: "year", interval_count: 1 };
const MONTHLY = price("pro_monthly", { product: "prod_pro" });
const YEARLY = price("pro_yearly", { product: "prod_pro", recurring: yearly, unit_amount_decimal: "20050" });

/** A desired state with plans beside `products`. */
function withPlans(plans: unknown, products: unknown = []): Record<string, any> {
  const desired = switching();
  Object.assign(desired.features.subscription_update, { products, plans });
  return desired;
}

const plan = (...keys: unknown[]) => ({ lookup_keys: keys, adjustable_quantity: { enabled: false } });

const requests = () => stripe.received.map(({ method, path }) => `${method} ${path}`);
const heldProducts = () => stripe.portal.features.subscription_update.products;

/** Expects that the plans are rejected with these violations, and that the portal is not sent. */
async function expectViolations(desired: unknown, violations: readonly string[], mode = "test"): Promise<void> {
  expect(await fail({ desired })).toBe(
    [
      `Error: app/portal, bpc_1: the plans cannot be used in Stripe's ${mode} mode:`,
      ...violations.map((violation) => `  ${violation}`),
      "Nothing was changed in Stripe.",
      "",
    ].join("\n"),
  );
  expect(stripe.writes).toEqual([]);
}

describe("plans", () => {
  test("are sent as products, after the listed ones, with their prices in the order of the keys", async () => {
    stripe.prices = [MONTHLY, YEARLY, price("team")];
    const [listed] = [{ product: "prod_free", prices: ["price_free"], adjustable_quantity: { enabled: false } }];
    const team = { lookup_keys: ["team"], adjustable_quantity: { enabled: true, minimum: 2, maximum: 50 } };
    const { out } = await succeed({ desired: withPlans([plan("pro_yearly", "pro_monthly"), team], [listed]) });

    expect(heldProducts()).toEqual([
      listed,
      {
        product: "prod_pro",
        prices: ["price_pro_yearly", "price_pro_monthly"],
        adjustable_quantity: { enabled: false },
      },
      { product: "prod_team", prices: ["price_team"], adjustable_quantity: { enabled: true, minimum: 2, maximum: 50 } },
    ]);
    expect(requests()).toEqual([
      `GET /v1/billing_portal/configurations/bpc_1?expand[]=${PRODUCTS}`,
      "GET /v1/prices?limit=100&lookup_keys[]=pro_yearly&lookup_keys[]=pro_monthly&lookup_keys[]=team",
      "POST /v1/billing_portal/configurations/bpc_1",
    ]);
    expect(Object.keys(stripe.writes[0]!.form).join()).not.toMatch(/plans|lookup/);
    expect(out.split("\n").slice(0, 4)).toEqual([
      "pro_yearly -> price_pro_yearly (prod_pro, 200.50 USD / year)",
      "pro_monthly -> price_pro_monthly (prod_pro, 20.00 USD / month)",
      "team -> price_team (prod_team, 20.00 USD / month)",
      expect.stringMatching(/^bpc_1: sent to Stripe/),
    ]);
  });

  test("need no products beside them", async () => {
    stripe.prices = [MONTHLY];
    const desired = withPlans([plan("pro_monthly")]);
    delete desired.features.subscription_update.products;
    await succeed({ desired });

    expect(heldProducts()).toMatchObject([{ product: "prod_pro", prices: ["price_pro_monthly"] }]);
  });

  test("are not sent again while Stripe holds them, and again when a key has moved", async () => {
    stripe.prices = [MONTHLY];
    const desired = withPlans([plan("pro_monthly")]);
    await succeed({ desired });
    expect((await succeed({ desired })).out).toContain("bpc_1: up to date");
    expect(stripe.writes).toHaveLength(1);

    stripe.prices = [
      { ...MONTHLY, lookup_key: null },
      { ...MONTHLY, id: "price_new" },
    ];
    const { out } = await succeed({ desired });
    expect(out).toContain(
      '  features.subscription_update.products[prod_pro].prices: ["price_pro_monthly"] -> ["price_new"]\n',
    );
    expect(heldProducts()).toMatchObject([{ product: "prod_pro", prices: ["price_new"] }]);
  });

  test.each([[[]], [null], [""]])("%j cause no request for prices", async (plans) => {
    await succeed({ desired: withPlans(plans, switching().features.subscription_update.products) });

    expect(requests().filter((request) => request.includes("/v1/prices"))).toEqual([]);
    expect(heldProducts()).toHaveLength(2);
  });

  test("are resolved ten keys at a time", async () => {
    const names = Array.from({ length: 21 }, (_, index) => `key ${index}&[é]`);
    const intervals = ["day", "week", "month", "year"];
    stripe.prices = names.map((name, index) =>
      price(name, {
        product: "prod_all",
        recurring: { interval: intervals[index % 4], interval_count: 1 + Math.floor(index / 4) },
      }),
    );
    await succeed({ desired: withPlans([plan(...names)]) });

    const counts = stripe.received.map(({ path }) => path.match(/lookup_keys/g)?.length ?? 0);
    expect(counts).toEqual([0, 10, 10, 1, 0]);
    expect(heldProducts()[0].prices).toEqual(names.map((name) => `price_${name}`));
  });

  test("may have prices of equal intervals in several currencies", async () => {
    stripe.prices = [MONTHLY, price("pro_eur", { product: "prod_pro", currency: "eur" })];
    await succeed({ desired: withPlans([plan("pro_monthly", "pro_eur")]) });

    expect(heldProducts()[0].prices).toEqual(["price_pro_monthly", "price_pro_eur"]);
  });

  test.each([
    ["usd", { unit_amount_decimal: "0" }, "0.00 USD / month"],
    ["eur", { unit_amount_decimal: "5" }, "0.05 EUR / month"],
    ["usd", { unit_amount_decimal: "0.5", unit_amount: null }, "0.005 USD / month"],
    ["jpy", { unit_amount_decimal: "500" }, "500 JPY / month"],
    ["isk", { unit_amount_decimal: "50000" }, "500.00 ISK / month"],
    ["kwd", { unit_amount_decimal: "5120" }, "5.120 KWD / month"],
    ["usd", { recurring: { interval: "month", interval_count: 3 } }, "20.00 USD every 3 months"],
    ["usd", { billing_scheme: "tiered", unit_amount_decimal: null }, "tiers in USD / month"],
    ["usd", { unit_amount_decimal: null }, "custom amount in USD / month"],
  ])("are printed with the amount and the interval of each price (%s, %j)", async (currency, fields, text) => {
    stripe.prices = [price("pro", { currency, ...fields })];
    const { out } = await succeed({ desired: withPlans([plan("pro")]) });

    expect(out).toContain(`pro -> price_pro (prod_pro, ${text})\n`);
  });

  test("drop limits of the quantity that are not set", async () => {
    stripe.prices = [MONTHLY];
    const quantity = { enabled: true, minimum: 1, maximum: null };
    await succeed({ desired: withPlans([{ ...plan("pro_monthly"), adjustable_quantity: quantity }]) });

    expect(heldProducts()[0].adjustable_quantity).toEqual({ enabled: true, minimum: 1 });
  });
});

describe("plans are rejected before the portal is sent", () => {
  test.each([
    [[plan("a", null)], ["plans[0] (a, not set)"]],
    [[plan(""), plan("a")], ["plans[0] (not set)"]],
    [[plan("a"), { lookup_keys: null }], ["plans[1] (no lookup keys)"]],
    [[plan("a"), { lookup_keys: "" }], ["plans[1] (no lookup keys)"]],
    [[plan()], ["plans[0] (no lookup keys)"]],
    [
      [plan(null), plan()],
      ["plans[0] (not set)", "plans[1] (no lookup keys)"],
    ],
  ])("if keys are not set (%j)", async (plans, names) => {
    await expectViolations(
      withPlans(plans),
      names.map((name) => `${name}: each lookup key is required. Set the variable or expression that provides it.`),
    );
    expect(stripe.received).toHaveLength(1);
  });

  test("if the choice of the quantity is not set", async () => {
    const plans = [plan("a"), { ...plan("b", "c"), adjustable_quantity: { enabled: null } }];

    expect(await fail({ desired: withPlans(plans) })).toContain(
      "`features.subscription_update.plans[1] (b, c).adjustable_quantity.enabled` must be true or false; got: null.",
    );
    expect(stripe.received).toEqual([]);
  });

  test("if a key is repeated", async () => {
    await expectViolations(withPlans([plan("a", "a"), plan("b", "a")]), [
      "plans[0] (a, a): a is already in plans[0] (a, a). Remove the duplicate.",
      "plans[1] (b, a): a is already in plans[0] (a, a). Remove the duplicate.",
    ]);
  });

  test("if the portal has more than 10 products", async () => {
    const listed = Array.from({ length: 9 }, (_, index) => ({ product: `prod_${index}`, prices: ["price_1"] }));
    stripe.prices = [price("a"), price("b")];
    await expectViolations(withPlans([plan("a"), plan("b")], listed), [
      "plans[1] (b): a portal can have 10 products; with its plans it has 11. Remove some.",
    ]);

    await succeed({ desired: withPlans([plan("a")], listed) });
    expect(heldProducts()).toHaveLength(10);
  });

  test("if no price has a key", async () => {
    stripe.prices = [MONTHLY];
    await expectViolations(withPlans([plan("pro_monthly", "pro_yearly")]), [
      "plans[0] (pro_monthly, pro_yearly): no price has the lookup key pro_yearly. Create the price, or correct the key.",
    ]);
  });

  test("if an archived price has a key", async () => {
    stripe.prices = [{ ...MONTHLY, active: false }];
    await expectViolations(withPlans([plan("pro_monthly")]), [
      "plans[0] (pro_monthly): no active price has the lookup key pro_monthly; the archived price price_pro_monthly has it. " +
        "Transfer it to an active price.",
    ]);
  });

  test("if a one-time price has a key", async () => {
    stripe.prices = [price("setup", { recurring: null, type: "one_time" })];
    await expectViolations(withPlans([plan("setup")]), [
      "plans[0] (setup): setup is the lookup key of the one-time price price_setup. Use a recurring price.",
    ]);
  });

  test("if a plan has prices of two products", async () => {
    stripe.prices = [MONTHLY, price("team")];
    await expectViolations(withPlans([plan("pro_monthly", "team")]), [
      "plans[0] (pro_monthly, team): a plan must have the prices of one product; got: pro_monthly of prod_pro, team of prod_team. " +
        "Add a plan for each product.",
    ]);
  });

  test("if two plans have the same product", async () => {
    stripe.prices = [MONTHLY, YEARLY];
    await expectViolations(withPlans([plan("pro_monthly"), plan("pro_yearly")]), [
      "plans[1] (pro_yearly): prod_pro is already in plans[0] (pro_monthly). Combine the two.",
    ]);
  });

  test("if a plan and `products` have the same product", async () => {
    stripe.prices = [MONTHLY];
    await expectViolations(withPlans([plan("pro_monthly")], switching().features.subscription_update.products), [
      "plans[0] (pro_monthly): prod_pro is already in products[0]. Combine the two.",
    ]);
  });

  test("if two prices have the same interval and currency", async () => {
    stripe.prices = [MONTHLY, price("pro_cheap", { product: "prod_pro" })];
    await expectViolations(withPlans([plan("pro_monthly", "pro_cheap")]), [
      "plans[0] (pro_monthly, pro_cheap): pro_monthly and pro_cheap have the same billing interval in USD. Remove one.",
    ]);
  });

  test("with all violations in one error, in the mode of the portal", async () => {
    stripe.portal.livemode = true;
    stripe.prices = [MONTHLY, { ...YEARLY, active: false }, price("team"), price("setup", { recurring: null })];
    await expectViolations(
      withPlans([plan("pro_monthly", "pro_yearly"), plan("none", "team"), plan("setup")], [{ product: "prod_team" }]),
      [
        "plans[0] (pro_monthly, pro_yearly): no active price has the lookup key pro_yearly; the archived price price_pro_yearly " +
          "has it. Transfer it to an active price.",
        "plans[1] (none, team): no price has the lookup key none. Create the price, or correct the key.",
        "plans[2] (setup): setup is the lookup key of the one-time price price_setup. Use a recurring price.",
        "plans[1] (none, team): prod_team is already in products[0]. Combine the two.",
      ],
      "live",
    );
  });

  test("if a restricted key cannot read prices", async () => {
    stripe.answers = ["as usual", refusal({ message: "The provided key does not have the required permissions" }, 403)];

    expect(await fail({ desired: withPlans([plan("a", "b")]) })).toBe(
      [
        "Error: app/portal, bpc_1: Stripe rejected the request to read the prices with the lookup keys a, b in test mode (403): " +
          "The provided key does not have the required permissions",
        "request: req_double",
        "A restricted key needs the permission Prices: Read.",
        "Nothing was changed in Stripe.",
        "",
      ].join("\n"),
    );
    expect(stripe.received).toHaveLength(2);
  });
});

describe("the request for prices", () => {
  beforeEach(() => (stripe.prices = [MONTHLY]));

  test("contains the key and the account like the others, and no idempotency key", async () => {
    await succeed({ desired: withPlans([plan("pro_monthly")]), env: { STRIPE_ACCOUNT: "acct_1" } });
    const [read, prices] = stripe.received.map(({ headers }) => headers);

    expect(prices).toEqual(read);
    expect(prices).toMatchObject({ "stripe-context": "acct_1" });
    expect(stripe.connects).toHaveLength(3);
  });

  test("is repeated", async () => {
    stripe.answers = ["as usual", "reset", refusal({ message: "Slow down" }, 429), "silence"];
    await succeed({ desired: withPlans([plan("pro_monthly")]), env: HURRIED });

    expect(stripe.received).toHaveLength(6);
    expect(heldProducts()).toMatchObject([{ prices: ["price_pro_monthly"] }]);
  });

  test.each<[string, unknown, string]>([
    ["another object", { object: "price" }, '`object` must be list; got: "price".'],
    ["no data", { object: "list" }, "`data` must be a list; got: not set."],
    ["a price without an ID", { object: "list", data: [{}] }, "`data[0].id` must be a string; got: not set."],
    ["null as a price", { object: "list", data: [null] }, "`data[0]` must be an object; got: not set."],
    [
      "a price without `active`",
      { object: "list", data: [MONTHLY, { ...MONTHLY, active: 1 }] },
      "`data[1].active` must be true or false; got: 1.",
    ],
    [
      "a price without `recurring`",
      { object: "list", data: [{ ...MONTHLY, recurring: undefined }] },
      "`data[0].recurring` must be an object or null; got: not set.",
    ],
  ])("ends in one clear error if the answer is %s", async (_, body, message) => {
    stripe.answers = ["as usual", { body }];

    expect(await fail({ desired: withPlans([plan("pro_monthly")]) })).toContain(
      `the answer is not a list of prices: ${message}`,
    );
    expect(stripe.writes).toEqual([]);
  });
});

test("plans of plan switching that is off are neither looked up nor sent", async () => {
  stripe.prices = [];
  const desired = withPlans([plan("pro_monthly")]);
  desired.features.subscription_update.enabled = false;
  await succeed({ desired });
  expect(requests()).not.toContainEqual(expect.stringContaining("/v1/prices"));
  expect(heldProducts() ?? []).toEqual([]);
});
