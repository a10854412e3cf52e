import { Json } from "../../../support/synth";
import { fail, HELD, KEY, maximal, run, serveStripe, stripe, succeed } from "./harness";

serveStripe();

/** The maximal portal, changed, as the desired state and in Stripe. */
function settled(change: (desired: Json) => void = () => {}): Json {
  const desired = maximal();
  change(desired);
  stripe.edit(desired);
  return desired;
}

describe("a portal that Stripe already holds", () => {
  test("is not sent", async () => {
    const out = await succeed({ desired: settled() });

    expect(stripe.requests.map(({ method }) => method)).toEqual(["GET"]);
    expect(out).toMatch(/^bpc_1: up to date \(inactive, 6 features on: .*\); nothing was sent to Stripe\n$/);
  });

  test("is sent if every apply must send it, and no changes are printed", async () => {
    const out = await succeed({ desired: settled(), env: { STRIPE_PORTAL_APPLY_WHEN: "always" } });

    expect(stripe.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
    expect(out).toMatch(/^bpc_1: sent to Stripe \(.*\)\n$/);
  });

  /** Changes the portal to values that Stripe returns in another form. */
  const expressDifferently = (desired: Json) => {
    const { customer_update, invoice_history, ...features } = desired.features;
    desired.active = "false";
    desired.name = "";
    desired.business_profile.terms_of_service_url = "";
    customer_update.enabled = "true";
    invoice_history.enabled = "false";
    features.subscription_cancel.cancellation_reason = { enabled: false, options: [] };
    features.subscription_update.billing_cycle_anchor = "unchanged";
    features.subscription_update.products[0].adjustable_quantity = { enabled: true, minimum: 0 };
    delete features.subscription_pause.duration.interval_options[1].interval_count;
  };

  test("is not sent if Stripe returns values in another form", async () => {
    const desired = settled(expressDifferently);
    stripe.edit({ features: { subscription_cancel: { cancellation_reason: { enabled: false, options: ["other"] } } } });
    await succeed({ desired });

    expect(stripe.portal).toMatchObject({
      active: false,
      name: null,
      business_profile: { terms_of_service_url: null },
      login_page: { url: expect.any(String) },
      features: {
        customer_update: { enabled: true },
        invoice_history: { enabled: false },
        subscription_cancel: { cancellation_reason: { options: ["other"] } },
        subscription_pause: { duration: { interval_options: [{}, { interval_count: 1 }] } },
        subscription_update: { billing_cycle_anchor: null, products: [{ adjustable_quantity: { minimum: 0 } }, {}] },
      },
    });
    expect(stripe.writes).toEqual([]);
  });

  test("is not sent if Stripe's answer lacks values that are not set", async () => {
    const desired = settled(expressDifferently);
    const body = stripe.portal;
    delete body.business_profile.terms_of_service_url;
    body.features.subscription_update.products[0].adjustable_quantity.minimum = null;
    stripe.answerNext({ status: 200, body });
    await succeed({ desired });

    expect(stripe.writes).toEqual([]);
  });

  test("is not sent for the settings of a feature that is off and the limits of a locked quantity", async () => {
    const desired = settled(({ features }) => (features.subscription_cancel.enabled = false));
    const [pro, team] = desired.features.subscription_update.products;
    const products = [pro, { ...team, adjustable_quantity: { enabled: false, minimum: 3, maximum: 9 } }];
    const subscription_cancel = { mode: "at_period_end", proration_behavior: "none" };
    stripe.edit({ features: { subscription_cancel, subscription_update: { products } } });
    await succeed({ desired });

    expect(stripe.writes).toEqual([]);
  });
});

describe("a portal that differs", () => {
  const { customer_update, subscription_cancel, subscription_pause, subscription_update } = maximal().features;
  const { feedback_options, options } = subscription_cancel.cancellation_reason;
  const { interval_options } = subscription_pause.duration;
  const { conditions } = subscription_update.schedule_at_period_end;
  const [pro, team] = subscription_update.products;
  const inUpdate = (fields: Json) => ({ features: { subscription_update: fields } });
  const inCustomer = (fields: Json) => ({ features: { customer_update: fields } });
  const inReason = (fields: Json) => ({
    features: { subscription_cancel: { cancellation_reason: { enabled: true, ...fields } } },
  });
  const withProducts = (...products: Json[]) => inUpdate({ products });
  const withConditions = (conditions: Json[]) => inUpdate({ schedule_at_period_end: { conditions } });
  const quantity = { enabled: true, minimum: 1, maximum: 51 };

  test.each<[string, Json]>([
    ["a headline", { business_profile: { headline: "Theirs" } }],
    ["a link that the app unset", { business_profile: { terms_of_service_url: "https://their.s" } }],
    ["a portal that was activated", { active: true }],
    ["metadata", { metadata: { theirs: "1" } }],
    ["a login page that was turned off", { login_page: { enabled: false } }],
    ["a feature that was turned on", { features: { invoice_history: { enabled: true } } }],
    ["a feature that was turned off", inCustomer({ enabled: false })],
    ["a missing enum member", inCustomer({ allowed_updates: ["email"] })],
    ["an additional enum member", inUpdate({ default_allowed_updates: ["price", "quantity", "promotion_code"] })],
    ["another anchor", inUpdate({ billing_cycle_anchor: "unchanged" })],
    ["a missing price", withProducts({ ...pro, prices: ["price_month"] }, team)],
    ["a missing product", withProducts(pro)],
    ["another maximum", withProducts({ ...pro, adjustable_quantity: quantity }, team)],
    ["a quantity that is not locked", withProducts(pro, { ...team, adjustable_quantity: quantity })],
    ["a missing condition", withConditions([conditions[0]])],
    ["allowed updates in another order", inCustomer({ allowed_updates: customer_update.allowed_updates.toReversed() })],
    ["default allowed updates in another order", inUpdate({ default_allowed_updates: ["quantity", "price"] })],
    ["products in another order", withProducts(team, pro)],
    ["prices in another order", withProducts({ ...pro, prices: pro.prices.toReversed() }, team)],
    ["conditions in another order", withConditions(conditions.toReversed())],
    ["cancellation reasons in another order", inReason({ options: options.toReversed() })],
    ["feedback options in another order", inReason({ feedback_options: feedback_options.toReversed() })],
    [
      "pause intervals in another order",
      {
        features: {
          subscription_pause: {
            duration: { type: "interval_options", interval_options: interval_options.toReversed() },
          },
        },
      },
    ],
  ])("is sent: %s", async (_, theirs) => {
    const desired = settled((desired) => {
      desired.business_profile.terms_of_service_url = "";
      desired.features.invoice_history.enabled = false;
      desired.features.subscription_update.default_allowed_updates = ["price", "quantity"];
    });
    const login_page = expect.objectContaining({ enabled: true });
    const ours = { ...stripe.portal, login_page, updated: expect.any(Number) };
    stripe.edit(theirs);
    await succeed({ desired });

    expect(stripe.writes).toHaveLength(1);
    expect(stripe.portal).toEqual(ours);
  });

  test.each<[string, (features: Json) => void, Json]>([
    [
      "a maximum",
      ({ subscription_update: { products } }) => delete products[0].adjustable_quantity.maximum,
      { subscription_update: { products: [{ adjustable_quantity: { maximum: null } }, {}] } },
    ],
    [
      "an interval count",
      ({ subscription_pause: { duration } }) => delete duration.interval_options[0].interval_count,
      { subscription_pause: { duration: { interval_options: [{ interval_count: 1 }, {}] } } },
    ],
  ])("is sent if the app no longer has %s", async (_, change, features) => {
    const desired = settled();
    change(desired.features);
    await succeed({ desired });

    expect(stripe.portal).toMatchObject({ features });
  });

  test("is printed in one line per property, with the old and the new value", async () => {
    const desired = settled();
    desired.default_return_url = "";
    const [before, after] = [stripe.portal, stripe.portal];
    const [pro, team] = before.features.subscription_update.products;
    before.business_profile.headline = "Theirs";
    before.metadata = { team: "sales", old: "1" };
    before.features.invoice_history.enabled = false;
    before.features.subscription_cancel.cancellation_reason.feedback_options.reverse();
    pro.prices.pop();
    pro.adjustable_quantity.maximum = 9;
    team.adjustable_quantity.enabled = true;
    before.features.subscription_gift = { enabled: true };
    after.features.subscription_gift = { enabled: false };
    after.default_return_url = null;
    stripe.answerNext({ status: 200, body: before }, { status: 200, body: after });
    const out = await succeed({ desired });

    expect(out.split("\n").slice(1, -1)).toEqual([
      '  default_return_url: "https://acme.com/dashboard" -> not set',
      '  business_profile.headline: "Theirs" -> "Manage your Acme plan"',
      '  metadata.team: "sales" -> "billing"',
      '  metadata.old: "1" -> not set',
      "  features.invoice_history.enabled: false -> true",
      '  features.subscription_cancel.cancellation_reason.feedback_options: ["feedback_2","feedback_1"] -> ["feedback_1","feedback_2"]',
      '  features.subscription_update.products[prod_pro].prices: ["price_month"] -> ["price_month","price_year"]',
      "  features.subscription_update.products[prod_pro].adjustable_quantity.maximum: 9 -> 50",
      "  features.subscription_update.products[prod_team].adjustable_quantity.enabled: true -> false",
      "  features.subscription_gift.enabled: true -> false",
      "note: features.subscription_gift is not in your app and was on in Stripe: it was turned off",
    ]);
  });

  test("is printed without secrets, and with no more than 80 characters of a value", async () => {
    const metadata = { long: "x".repeat(500), cut: `${"x".repeat(60)}${KEY}` };
    const out = await succeed({ desired: { name: `key ${KEY}`, metadata } });

    expect(out).toContain('  name: not set -> "key [redacted]"\n');
    expect(out).toContain(`  metadata.long: not set -> "${"x".repeat(76)}...\n`);
    expect(out).toContain(`  metadata.cut: not set -> "${"x".repeat(60)}[redacted]"\n`);
  });
});

describe("Stripe's answer to the change", () => {
  /** The desired state, of which Stripe holds nothing yet, and Stripe's answer once it does. */
  const answering = (change: (answer: Json) => void) => {
    const desired = settled();
    const body = stripe.portal;
    change(body);
    stripe.edit({ name: "Old" });
    stripe.answerNext(undefined, { status: 200, body });
    return { desired };
  };

  test("is printed as a list of differences if it differs", async () => {
    const options = answering((answer) => {
      answer.name = "Theirs";
      answer.features.customer_update.allowed_updates = [];
      answer.features.subscription_update.products.shift();
    });
    const { code, out, err } = await run(options);

    expect([code, out]).toEqual([1, ""]);
    expect(err).toBe(
      [
        "Error: app/portal, bpc_1: Stripe accepted the change, but its answer differs from your app:",
        '  name: expected "Acme", got "Theirs"',
        '  features.customer_update.allowed_updates: expected ["address","email","name","phone","shipping","tax_id"], got []',
        '  features.subscription_update.products: expected ["prod_pro","prod_team"], got ["prod_team"]',
        "Someone may have edited the portal at the same time. Run `apply` again.",
        "",
      ].join("\n"),
    );
    expect(stripe.writes).toHaveLength(1);
  });

  test("is printed with the product of a difference", async () => {
    const options = answering(
      ({ features }) => (features.subscription_update.products[0].adjustable_quantity.maximum = 99),
    );

    expect(await fail(options)).toContain(
      "  features.subscription_update.products[prod_pro].adjustable_quantity.maximum: expected 50, got 99\n",
    );
  });

  test("may have its lists in any order", async () => {
    const reverseLists = (value: Json) => {
      if (typeof value !== "object" || value === null) return;
      if (Array.isArray(value)) value.reverse();
      Object.values(value).forEach(reverseLists);
    };
    await succeed(answering(reverseLists));

    expect(stripe.writes).toHaveLength(1);
  });
});

describe("settings that the app does not contain", () => {
  const withFeatures = (features: Json, fields: Json = {}) => ({
    status: 200,
    body: { ...HELD, ...fields, features: { ...HELD.features, ...features } },
  });

  test("are turned off and reported if they are a feature", async () => {
    const lend = { subscription_lend: { enabled: false, limit: 3 } };
    const gift = (enabled: boolean) => ({ ...lend, subscription_gift: { enabled, limit: 3 } });
    stripe.answerNext(withFeatures(gift(true)), withFeatures({ ...gift(false), invoice_history: { enabled: true } }));
    const out = await succeed({ desired: { features: { ...HELD.features, invoice_history: { enabled: true } } } });

    const { features } = stripe.writes[0]!.params as Json;
    expect(features.subscription_gift).toEqual({ enabled: "false" });
    expect(features).not.toHaveProperty("subscription_lend");
    expect(out).toContain(
      "note: features.subscription_gift is not in your app and was on in Stripe: it was turned off\n",
    );
  });

  test("are reported and left unchanged otherwise", async () => {
    const { subscription_cancel, subscription_update } = HELD.features;
    const answer = (enabled: boolean) =>
      withFeatures(
        {
          invoice_history: { enabled },
          payment_method_update: { enabled: true, limits: { changes: 3 }, trials: { enabled: false, days: 3 } },
          subscription_cancel: { ...subscription_cancel, retention: "coupon" },
        },
        { colour: "green", theme: null },
      );
    const features = {
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel,
      subscription_update,
    };
    stripe.answerNext(answer(false), answer(true), answer(true));
    const notes = [
      'note: features.payment_method_update.limits is not in your app and is {"changes":3} in Stripe: it was left unchanged',
      'note: colour is not in your app and is "green" in Stripe: it was left unchanged',
    ];
    const out = await succeed({ desired: { features } });

    expect(out.split("\n").filter((line) => line.startsWith("note"))).toEqual(notes);
    expect(JSON.stringify(stripe.writes[0]!.params)).not.toMatch(/limits|colour|trials|retention/);
    expect(await succeed({ desired: { features } })).toContain(notes[1]);
  });

  test("are ignored if they are left to the Dashboard", async () => {
    stripe.edit({ active: false, name: "Theirs", metadata: { theirs: "1" }, default_return_url: "https://their.s" });
    stripe.edit({ features: { invoice_history: { enabled: true } }, login_page: { enabled: true } });
    const out = await succeed({ desired: { business_profile: { headline: "Ours" } } });

    expect(stripe.writes[0]!.params).toEqual({
      business_profile: { headline: "Ours" },
      expand: ["features.subscription_update.products"],
    });
    expect(out).toBe(
      'bpc_1: sent to Stripe (inactive, 1 feature on: invoice_history)\n  business_profile.headline: not set -> "Ours"\n',
    );
  });
});

describe("metadata", () => {
  test("loses keys that the app no longer has, even if they are named like a JavaScript member", async () => {
    stripe.edit({ metadata: { team: "sales", old: "1", constructor: "2" } });
    await succeed({ desired: { metadata: { team: "billing" } } });

    expect(stripe.portal.metadata).toEqual({ team: "billing" });
  });

  test("loses every key if it is empty", async () => {
    stripe.edit({ metadata: { team: "sales", old: "1" } });
    await succeed({ desired: { metadata: {} } });

    expect(stripe.writes[0]!.params).toMatchObject({ metadata: { team: "", old: "" } });
    expect(stripe.portal.metadata).toEqual({});
  });

  test("may have keys that are named like the fields of a feature", async () => {
    stripe.edit({ metadata: { enabled: "false", minimum: "0" } });
    await succeed({ desired: { metadata: { enabled: "false", minimum: "1" } } });

    expect(stripe.portal.metadata).toEqual({ enabled: "false", minimum: "1" });
  });
});
