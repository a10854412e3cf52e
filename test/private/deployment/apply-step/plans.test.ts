import { Json } from "../../../support/synth";
import { fail, maximal, serveStripe, stripe, stripeError, succeed, TEAM } from "./harness";

serveStripe();
beforeEach(() => {
  addKey("pro_monthly", { product: "prod_pro" });
  addKey("pro_yearly", { product: "prod_pro", recurring: { interval: "year" }, unit_amount: 20050 });
  addKey("solo");
});

/** Adds a price with its name as its lookup key. */
function addKey(name: string, fields: Json = {}): void {
  stripe.addPrice(name, { lookup_key: name, ...fields });
}

const LOCKED = { enabled: false };
const plan = (...lookup_keys: unknown[]) => ({ lookup_keys, adjustable_quantity: LOCKED });

/** The desired state of a portal with plans and listed products. */
function withPlans(plans: unknown, products: unknown = []): Json {
  const desired = maximal();
  Object.assign(desired.features.subscription_update, { products, plans });
  return desired;
}

const heldProducts = () => stripe.portal.features.subscription_update.products;
const priceRequests = () => stripe.requests.filter(({ path }) => path === "/v1/prices");

describe("plans", () => {
  test("are sent as products, after the listed ones, with their prices in the order of the keys", async () => {
    const solo = { lookup_keys: ["solo"], adjustable_quantity: { enabled: true, minimum: 2, maximum: 50 } };
    const out = await succeed({ desired: withPlans([plan("pro_yearly", "pro_monthly"), solo], [TEAM]) });

    expect(heldProducts()).toMatchObject([
      TEAM,
      { product: "prod_pro", prices: ["price_pro_yearly", "price_pro_monthly"], adjustable_quantity: LOCKED },
      { product: "prod_solo", prices: ["price_solo"], adjustable_quantity: solo.adjustable_quantity },
    ]);
    expect(stripe.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /v1/billing_portal/configurations/bpc_1",
      "GET /v1/prices",
      "POST /v1/billing_portal/configurations/bpc_1",
    ]);
    expect(stripe.requests[1]!.params).toEqual({ limit: "100", lookup_keys: ["pro_yearly", "pro_monthly", "solo"] });
    expect(JSON.stringify(stripe.writes[0]!.params)).not.toMatch(/plans|lookup/);
    expect(out.split("\n").slice(0, 4)).toEqual([
      "pro_yearly -> price_pro_yearly (prod_pro, 200.50 USD / year)",
      "pro_monthly -> price_pro_monthly (prod_pro, 20.00 USD / month)",
      "solo -> price_solo (prod_solo, 20.00 USD / month)",
      expect.stringMatching(/^bpc_1: sent to Stripe/),
    ]);
  });

  test("need no products beside them, and drop limits of the quantity that are not set", async () => {
    const quantity = { enabled: true, minimum: 1, maximum: null };
    const desired = withPlans([{ ...plan("pro_monthly"), adjustable_quantity: quantity }]);
    delete desired.features.subscription_update.products;
    await succeed({ desired });

    const product = { product: "prod_pro", prices: ["price_pro_monthly"] };
    const adjustable_quantity = { enabled: "true", minimum: "1" };
    expect((stripe.writes[0]!.params as Json).features.subscription_update.products).toEqual([
      { ...product, adjustable_quantity },
    ]);
  });

  test("are not sent again while Stripe holds them, and again when a key has moved", async () => {
    const desired = withPlans([plan("pro_monthly")]);
    await succeed({ desired });
    expect(await succeed({ desired })).toContain("bpc_1: up to date");
    expect(stripe.writes).toHaveLength(1);

    stripe.addPrice("new", { product: "prod_pro", lookup_key: "pro_monthly", transfer_lookup_key: true });
    expect(await succeed({ desired })).toContain(
      '  features.subscription_update.products[prod_pro].prices: ["price_pro_monthly"] -> ["price_new"]\n',
    );
    expect(heldProducts()).toMatchObject([{ product: "prod_pro", prices: ["price_new"] }]);
  });

  test.each([[[]], [null], [""]])("%j cause no request for prices", async (plans) => {
    await succeed({ desired: withPlans(plans, [TEAM]) });

    expect(priceRequests()).toEqual([]);
    expect(heldProducts()).toMatchObject([TEAM]);
  });

  test("of plan switching that is off are neither looked up nor sent", async () => {
    const desired = withPlans([plan("pro_monthly")]);
    desired.features.subscription_update.enabled = false;
    await succeed({ desired });

    expect(priceRequests()).toEqual([]);
    expect(heldProducts()).toEqual([]);
  });

  test("are resolved ten keys at a time", async () => {
    const names = Array.from({ length: 21 }, (_, index) => `key ${index}&[é]`);
    names.forEach((name, index) =>
      addKey(name, { product: "prod_all", recurring: { interval: "day", interval_count: index + 1 } }),
    );
    await succeed({ desired: withPlans([plan(...names)]) });

    expect(priceRequests().map(({ params }) => params.lookup_keys)).toEqual([
      names.slice(0, 10),
      names.slice(10, 20),
      names.slice(20),
    ]);
    expect(heldProducts()[0].prices).toEqual(names.map((name) => `price_${name}`));
  });

  test("may have prices of equal intervals in several currencies", async () => {
    addKey("pro_eur", { product: "prod_pro", currency: "eur" });
    await succeed({ desired: withPlans([plan("pro_monthly", "pro_eur")]) });

    expect(heldProducts()[0].prices).toEqual(["price_pro_monthly", "price_pro_eur"]);
  });

  test("are printed with the amount and the interval of each price", async () => {
    const tiers = { billing_scheme: "tiered", tiers_mode: "volume", tiers: [{ up_to: "inf", unit_amount: 1 }] };
    const prices: [fields: Json, shown: string][] = [
      [{ unit_amount: 0 }, "0.00 USD / month"],
      [{ currency: "eur", unit_amount: 5 }, "0.05 EUR / month"],
      [{ unit_amount: undefined, unit_amount_decimal: "0.5" }, "0.005 USD / month"],
      [{ currency: "jpy", unit_amount: 500 }, "500 JPY / month"],
      [{ currency: "isk", unit_amount: 50000 }, "500.00 ISK / month"],
      [{ currency: "kwd", unit_amount: 5120 }, "5.120 KWD / month"],
      [{ recurring: { interval: "month", interval_count: 3 } }, "20.00 USD every 3 months"],
      [{ unit_amount: undefined, ...tiers }, "tiers in USD / month"],
      [{ unit_amount: undefined, custom_unit_amount: { enabled: true } }, "custom amount in USD / month"],
    ];
    prices.forEach(([fields], index) => addKey(`key${index}`, fields));
    const out = await succeed({ desired: withPlans(prices.map((_, index) => plan(`key${index}`))) });

    expect(out.split("\n").slice(0, prices.length)).toEqual(
      prices.map(([, shown], index) => `key${index} -> price_key${index} (prod_key${index}, ${shown})`),
    );
  });
});

describe("plans are rejected before the portal is sent", () => {
  /** Expects that the plans are rejected with these violations, and that the portal is not sent. */
  async function expectViolations(desired: Json, violations: readonly string[]): Promise<void> {
    expect(await fail({ desired })).toBe(
      [
        "Error: app/portal, bpc_1: the plans cannot be used in Stripe's test mode:",
        ...violations.map((violation) => `  ${violation}`),
        "Nothing was changed in Stripe.",
        "",
      ].join("\n"),
    );
    expect(stripe.writes).toEqual([]);
  }

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
    expect(stripe.requests).toHaveLength(1);
  });

  test("if the choice of the quantity is not set", async () => {
    const plans = [plan("a"), { ...plan("b", "c"), adjustable_quantity: { enabled: null } }];

    expect(await fail({ desired: withPlans(plans) })).toContain(
      "`features.subscription_update.plans[1] (b, c).adjustable_quantity.enabled` must be true or false; got: null.",
    );
    expect(stripe.requests).toEqual([]);
  });

  test("if the portal has more than 10 products", async () => {
    const names = Array.from({ length: 9 }, (_, index) => `listed${index}`);
    names.forEach((name) => stripe.addPrice(name));
    const listed = names.map((name) => ({ product: `prod_${name}`, prices: [`price_${name}`] }));
    await expectViolations(withPlans([plan("pro_monthly"), plan("solo")], listed), [
      "plans[1] (solo): a portal can have 10 products; with its plans it has 11. Remove some.",
    ]);

    await succeed({ desired: withPlans([plan("solo")], listed) });
    expect(heldProducts()).toHaveLength(10);
  });

  test.each<[reason: string, plans: Json[], violations: string[], listed?: Json[]]>([
    [
      "if a key is repeated",
      [plan("a", "a"), plan("b", "a")],
      [
        "plans[0] (a, a): a is already in plans[0] (a, a). Remove the duplicate.",
        "plans[1] (b, a): a is already in plans[0] (a, a). Remove the duplicate.",
      ],
    ],
    [
      "if no price has a key",
      [plan("pro_monthly", "none")],
      ["plans[0] (pro_monthly, none): no price has the lookup key none. Create the price, or correct the key."],
    ],
    [
      "if an archived price has a key",
      [plan("archived")],
      [
        "plans[0] (archived): no active price has the lookup key archived; the archived price price_archived has it. " +
          "Transfer it to an active price.",
      ],
    ],
    [
      "if a one-time price has a key",
      [plan("setup")],
      ["plans[0] (setup): setup is the lookup key of the one-time price price_setup. Use a recurring price."],
    ],
    [
      "if a plan has prices of two products",
      [plan("pro_monthly", "solo")],
      [
        "plans[0] (pro_monthly, solo): a plan must have the prices of one product; got: pro_monthly of prod_pro, solo of prod_solo. " +
          "Add a plan for each product.",
      ],
    ],
    [
      "if two plans have the same product",
      [plan("pro_monthly"), plan("pro_yearly")],
      ["plans[1] (pro_yearly): prod_pro is already in plans[0] (pro_monthly). Combine the two."],
    ],
    [
      "if a plan and `products` have the same product",
      [plan("team_yearly")],
      ["plans[0] (team_yearly): prod_team is already in products[0]. Combine the two."],
      [TEAM],
    ],
    [
      "if two prices have the same interval and currency",
      [plan("pro_monthly", "pro_cheap")],
      [
        "plans[0] (pro_monthly, pro_cheap): pro_monthly and pro_cheap have the same billing interval in USD. Remove one.",
      ],
    ],
    [
      "with all violations in one error",
      [plan("pro_monthly", "archived"), plan("none", "team_yearly"), plan("setup")],
      [
        "plans[0] (pro_monthly, archived): no active price has the lookup key archived; the archived price price_archived " +
          "has it. Transfer it to an active price.",
        "plans[1] (none, team_yearly): no price has the lookup key none. Create the price, or correct the key.",
        "plans[2] (setup): setup is the lookup key of the one-time price price_setup. Use a recurring price.",
        "plans[1] (none, team_yearly): prod_team is already in products[0]. Combine the two.",
      ],
      [TEAM],
    ],
  ])("%s", async (_, plans, violations, listed: Json[] = []) => {
    addKey("archived", { active: false });
    addKey("setup", { recurring: undefined });
    addKey("pro_cheap", { product: "prod_pro" });
    addKey("team_yearly", { product: "prod_team", recurring: { interval: "year" } });
    await expectViolations(withPlans(plans, listed), violations);
  });

  test("with the mode of the portal", async () => {
    stripe.addPortal({ mode: "live" });

    expect(await fail({ desired: withPlans([plan("solo")]), env: { STRIPE_API_KEY: "sk_live_1" } })).toContain(
      "the plans cannot be used in Stripe's live mode:\n  plans[0] (solo): no price has the lookup key solo.",
    );
  });

  test("if a restricted key cannot read prices", async () => {
    const err = await fail({ desired: withPlans([plan("a", "b")]), env: { STRIPE_API_KEY: "rk_test_portal" } });

    expect(err).toContain(
      "Error: app/portal, bpc_1: Stripe rejected the request to read the prices with the lookup keys a, b in test mode (403): " +
        "Permission denied. ",
    );
    expect(err).toMatch(
      /\ncode: more_permissions_required, request: req_\w+\nA restricted key needs the permission Prices: Read\.\nNothing was changed in Stripe\.\n$/,
    );
    expect(stripe.requests).toHaveLength(2);
  });
});

describe("the request for prices", () => {
  const desired = withPlans([plan("pro_monthly")]);

  test("contains the key and the account like the others, and no idempotency key", async () => {
    stripe.addPortal({ account: "acct_1" });
    await fail({ desired, env: { STRIPE_ACCOUNT: "acct_1" } });
    const [read, prices] = stripe.exchanges.map(({ request }) => request.headers);

    expect(prices).toEqual(read);
    expect(prices).toMatchObject({ "stripe-context": "acct_1" });
  });

  test("is repeated", async () => {
    stripe.answerNext(undefined, "reset", stripeError(429, { message: "Slow down" }));
    await succeed({ desired });

    expect(priceRequests()).toHaveLength(3);
    expect(heldProducts()).toMatchObject([{ prices: ["price_pro_monthly"] }]);
  });

  const price = { id: "price_1", lookup_key: "a", product: "prod_1", currency: "usd", active: true, recurring: null };
  test.each<[string, unknown, string]>([
    ["another object", { object: "price" }, '`object` must be list; got: "price".'],
    ["no data", { object: "list" }, "`data` must be a list; got: not set."],
    ["a price without an ID", { object: "list", data: [{}] }, "`data[0].id` must be a string; got: not set."],
    ["null as a price", { object: "list", data: [null] }, "`data[0]` must be an object; got: not set."],
    [
      "a price without `active`",
      { object: "list", data: [price, { ...price, active: 1 }] },
      "`data[1].active` must be true or false; got: 1.",
    ],
    [
      "a price without `recurring`",
      { object: "list", data: [{ ...price, recurring: undefined }] },
      "`data[0].recurring` must be an object or null; got: not set.",
    ],
  ])("ends in one clear error if the answer is %s", async (_, body, message) => {
    stripe.answerNext(undefined, { status: 200, body });

    expect(await fail({ desired })).toContain(`the answer is not a list of prices: ${message}`);
    expect(stripe.writes).toEqual([]);
  });
});
