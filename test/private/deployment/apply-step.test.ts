import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { Linter } from "eslint";
import { STEP_VERSION } from "../../support/step-version";
import {
  encoded,
  fail,
  folder,
  KEY,
  PRODUCTS,
  run,
  SCRIPT,
  serveStripe,
  settled,
  stripe,
  succeed,
  switching,
} from "./apply-step-harness";

serveStripe();

/** A desired state in which every list has two members. */
function fullLists(): Record<string, any> {
  const desired = switching();
  desired.features.payment_method_update.enabled = false;
  desired.features.subscription_cancel = {
    ...desired.features.subscription_cancel,
    enabled: true,
    cancellation_reason: { enabled: true, options: ["unused", "other"], feedback_options: ["fo_2", "fo_1"] },
  };
  desired.features.subscription_update.schedule_at_period_end.conditions.push({ type: "decreasing_item_amount" });
  desired.features.subscription_pause = {
    enabled: true,
    duration: {
      type: "interval_options",
      interval_options: [{ interval: "week" }, { interval: "month", interval_count: 3 }],
    },
  };
  return desired;
}

function reverseLists(value: any): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) value.reverse();
  Object.values(value).forEach(reverseLists);
}

describe("the request", () => {
  test("reads the portal, then sends all of it in one request", async () => {
    const { out } = await succeed();

    expect(stripe.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /v1/billing_portal/configurations/bpc_1?expand[]=features.subscription_update.products",
      "POST /v1/billing_portal/configurations/bpc_1",
    ]);
    expect(stripe.writes[0]!.form).toEqual({
      active: "true",
      name: "Acme",
      default_return_url: "https://acme.com/account?from=portal&x=[1]",
      "business_profile[headline]": "Manage your plan",
      "business_profile[privacy_policy_url]": "https://acme.com/privacy",
      "business_profile[terms_of_service_url]": "",
      "login_page[enabled]": "true",
      "metadata[team]": "billing",
      "features[customer_update][enabled]": "true",
      "features[customer_update][allowed_updates][0]": "email",
      "features[customer_update][allowed_updates][1]": "tax_id",
      "features[invoice_history][enabled]": "true",
      "features[payment_method_update][enabled]": "true",
      "features[payment_method_update][payment_method_configuration]": "",
      "features[subscription_cancel][enabled]": "false",
      "features[subscription_cancel][mode]": "at_period_end",
      "features[subscription_cancel][proration_behavior]": "none",
      "features[subscription_cancel][cancellation_reason][enabled]": "false",
      "features[subscription_cancel][cancellation_reason][options]": "",
      "features[subscription_cancel][cancellation_reason][feedback_options]": "",
      "features[subscription_update][enabled]": "true",
      "features[subscription_update][default_allowed_updates][0]": "price",
      "features[subscription_update][default_allowed_updates][1]": "quantity",
      "features[subscription_update][proration_behavior]": "always_invoice",
      "features[subscription_update][billing_cycle_anchor]": "unchanged",
      "features[subscription_update][trial_update_behavior]": "end_trial",
      "features[subscription_update][products][0][product]": "prod_pro",
      "features[subscription_update][products][0][prices][0]": "price_month",
      "features[subscription_update][products][0][prices][1]": "price_year",
      "features[subscription_update][products][0][adjustable_quantity][enabled]": "true",
      "features[subscription_update][products][0][adjustable_quantity][minimum]": "1",
      "features[subscription_update][products][0][adjustable_quantity][maximum]": "50",
      "features[subscription_update][products][1][product]": "prod_team",
      "features[subscription_update][products][1][prices][0]": "price_team",
      "features[subscription_update][products][1][adjustable_quantity][enabled]": "false",
      "features[subscription_update][schedule_at_period_end][conditions][0][type]": "shortening_interval",
      "features[subscription_pause][enabled]": "false",
      "expand[]": "features.subscription_update.products",
    });
    expect(out.split("\n").slice(0, 3)).toEqual([
      "bpc_1: sent to Stripe (active, 4 features on: customer_update, invoice_history, payment_method_update, subscription_update)",
      '  name: not set -> "Acme"',
      '  default_return_url: not set -> "https://acme.com/account?from=portal&x=[1]"',
    ]);
  });

  test("requests contain the key, the API version, the user agent and a random idempotency key", async () => {
    await succeed();

    const [read, write] = stripe.received.map(({ headers }) => headers);
    for (const headers of [read!, write!]) {
      expect(headers).toMatchObject({
        host: "api.stripe.com",
        authorization: `Bearer ${KEY}`,
        "stripe-version": STEP_VERSION,
        "user-agent": "cdktf-stripe-portal",
      });
      expect(headers).not.toHaveProperty("stripe-context");
    }
    expect(read).not.toHaveProperty("idempotency-key");
    expect(write).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      "idempotency-key": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test("sends the account as Stripe-Context, like the provider", async () => {
    await succeed({ env: { STRIPE_ACCOUNT: "acct_1" } });

    expect(stripe.received.map(({ headers }) => headers["stripe-context"])).toEqual(["acct_1", "acct_1"]);
  });

  test("unsets metadata keys that were removed from the app, even if they are named like a JavaScript member", async () => {
    stripe.portal.metadata = { team: "sales", old: "1", constructor: "2" };
    await succeed();

    expect(stripe.portal.metadata).toEqual({ team: "billing" });
  });

  test.each([
    ["{}", {}],
    ["null", null],
  ])("metadata %s unsets every key", async (_, metadata) => {
    stripe.portal.metadata = { team: "sales", old: "1" };
    await succeed({ desired: { ...switching(), metadata } });

    expect(stripe.writes[0]!.form).toMatchObject({ "metadata[team]": "", "metadata[old]": "" });
    expect(stripe.portal.metadata).toEqual({});
  });

  test("treats a metadata key `enabled` as metadata", async () => {
    await settled({ ...switching(), metadata: { enabled: "false", minimum: "0" } });
    await succeed({ desired: { ...switching(), metadata: { enabled: "false", minimum: "1" } } });

    expect(stripe.portal.metadata).toEqual({ enabled: "false", minimum: "1" });
  });

  test("turns off a feature that the app does not contain, and reports it", async () => {
    stripe.portal.features.subscription_gift = { enabled: true, limit: 3 };
    stripe.portal.features.subscription_lend = { enabled: false, limit: 3 };
    const { out } = await succeed();

    expect(stripe.writes[0]!.form).toMatchObject({ "features[subscription_gift][enabled]": "false" });
    expect(Object.keys(stripe.writes[0]!.form).join()).not.toMatch(/limit|subscription_lend/);
    expect(out).toContain(
      "note: features.subscription_gift is not in your app and was on in Stripe: it was turned off\n",
    );
  });

  test("reports other settings that the app does not contain, and leaves them unchanged", async () => {
    stripe.portal.colour = "green";
    stripe.portal.theme = null;
    stripe.portal.features.subscription_update.limits = { changes: 3 };
    stripe.portal.features.subscription_update.trials = { enabled: false, days: 3 };
    stripe.portal.features.subscription_cancel.retention = "coupon";
    const { out } = await succeed();

    expect(out.split("\n").filter((line) => line.startsWith("note"))).toEqual([
      'note: features.subscription_update.limits is not in your app and is {"changes":3} in Stripe: it was left unchanged',
      'note: colour is not in your app and is "green" in Stripe: it was left unchanged',
    ]);
    expect(Object.keys(stripe.writes[0]!.form).join()).not.toMatch(/limits|colour|trials|retention/);
    expect((await succeed()).out).toContain('note: colour is not in your app and is "green"');
  });

  test("ignores attributes that are left to the Dashboard", async () => {
    Object.assign(stripe.portal, {
      active: false,
      name: "Theirs",
      metadata: { theirs: "1" },
      default_return_url: "https://their.s",
    });
    stripe.portal.features.subscription_gift = { enabled: true };
    stripe.portal.login_page = { enabled: true, url: "https://billing.stripe.com/p/login/1" };
    const { out } = await succeed({ desired: { business_profile: { headline: "Ours" } } });

    expect(stripe.writes[0]!.form).toEqual({ "business_profile[headline]": "Ours", "expand[]": PRODUCTS });
    expect(out).toBe(
      'bpc_1: sent to Stripe (inactive, 1 feature on: subscription_gift)\n  business_profile.headline: not set -> "Ours"\n',
    );
  });

  test("sends and compares attributes from the user's overrides", async () => {
    const desired = { ...switching(), beta: { list: [{ a: 1, b: [] }], text: "x" } };
    await succeed({ desired });

    expect(stripe.writes[0]!.form).toMatchObject({
      "beta[list][0][a]": "1",
      "beta[list][0][b]": "",
      "beta[text]": "x",
    });
  });

  test.each([
    ["`<` only, which Terraform's jsonencode writes as six bytes", () => "<".repeat(500)],
    [
      "random characters, which gzip hardly compresses",
      () => String.fromCodePoint(...Array.from({ length: 500 }, () => 0x4e00 + crypto.randomInt(0x5000))),
    ],
  ])("sends metadata of the maximum size: %s", async (_, value) => {
    const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key_${index}`, value()]));
    const json = JSON.stringify({ ...switching(), metadata }).replaceAll("<", "\\u003c");
    await succeed({ desired: json });

    expect(stripe.portal.metadata).toEqual(metadata);
  });

  test("sends values as they are, escape sequences included", async () => {
    const metadata = { a: '\\u003c <&> \\n \n "', b: "${x} %{y} \u2028", c: "é 😀" };
    await succeed({ desired: { ...switching(), metadata } });

    expect(stripe.portal.metadata).toEqual(metadata);
  });

  describe.each([null, ""])("with values that are %j at apply time", (nothing) => {
    const keysOf = (form: Record<string, string>, pattern: RegExp) =>
      Object.keys(form).filter((name) => pattern.test(name));

    test("unsets strings and lists", async () => {
      const desired = switching();
      desired.name = nothing;
      desired.business_profile.headline = nothing;
      desired.features.customer_update = { enabled: true, allowed_updates: nothing };
      desired.features.subscription_update.schedule_at_period_end.conditions = nothing;
      Object.assign(stripe.portal, { name: "Old" });
      stripe.portal.features.customer_update.allowed_updates = ["phone"];
      await succeed({ desired });

      expect(stripe.writes[0]!.form).toMatchObject({
        name: "",
        "business_profile[headline]": "",
        "features[customer_update][allowed_updates]": "",
        "features[subscription_update][schedule_at_period_end][conditions]": "",
      });
      expect(stripe.portal).toMatchObject({ name: null, features: { customer_update: { allowed_updates: [] } } });
      await succeed({ desired });
      expect(stripe.writes).toHaveLength(1);
    });

    test("drops items of lists and fields in lists", async () => {
      const desired = switching();
      const update = desired.features.subscription_update;
      update.default_allowed_updates = [nothing, "price", nothing];
      update.products[0].prices = ["price_month", nothing];
      update.products[0].adjustable_quantity.maximum = nothing;
      update.products.push(nothing);
      desired.features.customer_update.allowed_updates = [nothing];
      await succeed({ desired });

      const { form } = stripe.writes[0]!;
      expect(keysOf(form, /maximum|default_allowed_updates|allowed_updates|prices|\[product\]/).sort()).toEqual([
        "features[customer_update][allowed_updates]",
        "features[subscription_update][default_allowed_updates][0]",
        "features[subscription_update][products][0][prices][0]",
        "features[subscription_update][products][0][product]",
        "features[subscription_update][products][1][prices][0]",
        "features[subscription_update][products][1][product]",
      ]);
      expect(form["features[customer_update][allowed_updates]"]).toBe("");
      expect(form["features[subscription_update][default_allowed_updates][0]"]).toBe("price");
      await succeed({ desired });
      expect(stripe.writes).toHaveLength(1);
    });

    test("unsets metadata keys, and all of them for a whole map", async () => {
      stripe.portal.metadata = { team: "sales", old: "1" };
      await succeed({ desired: { ...switching(), metadata: { team: nothing, new: nothing, kept: "2" } } });
      expect(stripe.portal.metadata).toEqual({ kept: "2" });

      await succeed({ desired: { ...switching(), metadata: nothing } });
      expect(stripe.portal.metadata).toEqual({});
      await succeed({ desired: { ...switching(), metadata: nothing } });
      expect(stripe.writes).toHaveLength(2);
    });

    test("sends the defaults of enums, since Stripe rejects an empty member", async () => {
      const desired = switching();
      Object.assign(desired.features.subscription_cancel, {
        enabled: true,
        mode: nothing,
        proration_behavior: nothing,
      });
      Object.assign(desired.features.subscription_update, {
        billing_cycle_anchor: nothing,
        proration_behavior: nothing,
        trial_update_behavior: nothing,
      });
      desired.features.subscription_pause = {
        enabled: true,
        duration: { type: nothing, interval_options: [{ interval: "month", interval_count: nothing }] },
      };
      await succeed({ desired });

      expect(stripe.writes[0]!.form).toMatchObject({
        "features[subscription_cancel][mode]": "at_period_end",
        "features[subscription_cancel][proration_behavior]": "none",
        "features[subscription_update][billing_cycle_anchor]": "unchanged",
        "features[subscription_update][proration_behavior]": "none",
        "features[subscription_update][trial_update_behavior]": "end_trial",
        "features[subscription_pause][duration][type]": "interval_options",
      });
      await succeed({ desired });
      expect(stripe.writes).toHaveLength(1);
    });

    test.each<[string, (desired: Record<string, any>) => void]>([
      ["active", (desired) => (desired.active = nothing)],
      ["login_page.enabled", (desired) => (desired.login_page.enabled = nothing)],
      ["features.invoice_history.enabled", (desired) => (desired.features.invoice_history.enabled = nothing)],
      [
        "features.subscription_cancel.cancellation_reason.enabled",
        (desired) => (desired.features.subscription_cancel.cancellation_reason.enabled = nothing),
      ],
      [
        "features.subscription_update.products[prod_team].adjustable_quantity.enabled",
        (desired) => (desired.features.subscription_update.products[1].adjustable_quantity.enabled = nothing),
      ],
    ])("rejects the boolean %s and sends nothing", async (path, unset) => {
      const desired = switching();
      unset(desired);

      expect(await fail({ desired })).toBe(
        `Error: app/portal, bpc_1: \`${path}\` must be true or false; got: ${JSON.stringify(nothing)}. ` +
          "Set the variable or expression that provides it.\nNothing was sent for this portal.\n",
      );
      expect(stripe.connects).toEqual([]);
    });
  });

  test("accepts booleans as strings, as a string variable contains them", async () => {
    const desired = switching();
    desired.active = "true";
    desired.features.invoice_history.enabled = "false";
    await settled(desired);
    await succeed({ desired });

    expect(stripe.portal).toMatchObject({ active: true, features: { invoice_history: { enabled: false } } });
    expect(stripe.writes).toEqual([]);
  });
});

describe("the comparison", () => {
  test("sends nothing if Stripe already holds the desired state", async () => {
    const desired = await settled();
    const { out } = await succeed({ desired });

    expect(stripe.received.map(({ method }) => method)).toEqual(["GET"]);
    expect(out).toMatch(/^bpc_1: up to date \(active, 4 features on: .*\); nothing was sent to Stripe\n$/);
  });

  test("sends an unchanged portal if every apply must send it", async () => {
    const desired = await settled();
    await succeed({ desired, env: { STRIPE_PORTAL_APPLY_WHEN: "always" } });

    expect(stripe.received.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  test.each<[string, (held: Record<string, any>) => void]>([
    ["an empty string that reads back as null", (held) => (held.business_profile.terms_of_service_url = null)],
    ["an empty string that is missing from the answer", (held) => delete held.business_profile.terms_of_service_url],
    [
      "an anchor `unchanged` that reads back as null",
      (held) => (held.features.subscription_update.billing_cycle_anchor = null),
    ],
    [
      "a locked quantity with limits",
      (held) =>
        Object.assign(held.features.subscription_update.products[1].adjustable_quantity, { minimum: 3, maximum: 9 }),
    ],
    [
      "settings of a feature that is off",
      (held) => Object.assign(held.features.subscription_cancel, { mode: "immediately" }),
    ],
    ["the URL of a login page", (held) => (held.login_page.url = "https://billing.stripe.com/p/login/1")],
  ])("ignores %s", async (_, alter) => {
    const desired = await settled();
    alter(stripe.portal);
    await succeed({ desired });

    expect(stripe.writes).toEqual([]);
  });

  test("ignores options of a cancellation reason that is off, a minimum of 0 and an interval count of 1", async () => {
    const desired = switching();
    desired.features.subscription_cancel = {
      enabled: true,
      mode: "immediately",
      proration_behavior: "none",
      cancellation_reason: { enabled: false, options: [] },
    };
    desired.features.subscription_update.products[0].adjustable_quantity = { enabled: true, minimum: 0 };
    desired.features.subscription_pause = {
      enabled: true,
      duration: { type: "interval_options", interval_options: [{ interval: "month" }] },
    };
    await settled(desired);
    stripe.portal.features.subscription_cancel.cancellation_reason.options = ["other"];
    stripe.portal.features.subscription_update.products[0].adjustable_quantity.minimum = null;
    stripe.portal.features.subscription_pause.duration.interval_options[0].interval_count = 1;
    await succeed({ desired });

    expect(stripe.writes).toEqual([]);
  });

  test.each<[string, (held: Record<string, any>) => void]>([
    ["a headline", (held) => (held.business_profile.headline = "Theirs")],
    ["a link that the app unset", (held) => (held.business_profile.terms_of_service_url = "https://their.s")],
    ["a portal that was deactivated", (held) => (held.active = false)],
    ["a feature that was turned on", (held) => (held.features.payment_method_update.enabled = true)],
    ["a feature that was turned off", (held) => (held.features.invoice_history.enabled = false)],
    ["an additional enum member", (held) => held.features.customer_update.allowed_updates.push("phone")],
    ["a missing price", (held) => held.features.subscription_update.products[0].prices.pop()],
    ["a missing product", (held) => held.features.subscription_update.products.pop()],
    ["allowed updates in another order", (held) => held.features.customer_update.allowed_updates.reverse()],
    [
      "default allowed updates in another order",
      (held) => held.features.subscription_update.default_allowed_updates.reverse(),
    ],
    [
      "conditions in another order",
      (held) => held.features.subscription_update.schedule_at_period_end.conditions.reverse(),
    ],
    [
      "cancellation reasons in another order",
      (held) => held.features.subscription_cancel.cancellation_reason.options.reverse(),
    ],
    [
      "feedback options in another order",
      (held) => held.features.subscription_cancel.cancellation_reason.feedback_options.reverse(),
    ],
    [
      "pause intervals in another order",
      (held) => held.features.subscription_pause.duration.interval_options.reverse(),
    ],
    ["products in another order", (held) => held.features.subscription_update.products.reverse()],
    ["prices in another order", (held) => held.features.subscription_update.products[0].prices.reverse()],
    ["another maximum", (held) => (held.features.subscription_update.products[0].adjustable_quantity.maximum = 51)],
    [
      "a quantity that is not locked",
      (held) => (held.features.subscription_update.products[1].adjustable_quantity.enabled = true),
    ],
    ["another anchor", (held) => (held.features.subscription_update.billing_cycle_anchor = "now")],
    ["a missing condition", (held) => held.features.subscription_update.schedule_at_period_end.conditions.pop()],
    ["metadata", (held) => (held.metadata.theirs = "1")],
    ["a login page that was turned off", (held) => (held.login_page.enabled = false)],
  ])("corrects %s", async (_, alter) => {
    const desired = await settled(fullLists());
    const good = structuredClone(stripe.portal);
    alter(stripe.portal);
    await succeed({ desired });

    expect(stripe.writes).toHaveLength(1);
    expect(stripe.portal).toEqual(good);
  });

  test("unsets a maximum that was removed from the app", async () => {
    const desired = await settled();
    const { adjustable_quantity } = desired.features.subscription_update.products[0];
    delete adjustable_quantity.maximum;
    await succeed({ desired });

    expect(stripe.portal.features.subscription_update.products[0]).toMatchObject({ adjustable_quantity });
    expect(stripe.portal.features.subscription_update.products[0].adjustable_quantity).not.toHaveProperty("maximum");
  });

  test("resets an interval count that was removed from the app", async () => {
    const desired = switching();
    const option: Record<string, any> = { interval: "month", interval_count: 3 };
    desired.features.subscription_pause = {
      enabled: true,
      duration: { type: "interval_options", interval_options: [option] },
    };
    await settled(desired);
    delete option.interval_count;
    await succeed({ desired });

    expect(stripe.portal.features.subscription_pause.duration.interval_options).toEqual([{ interval: "month" }]);
  });

  test("fails with a list of differences if the answer differs", async () => {
    stripe.afterUpdate = (held) => {
      held.name = "Theirs";
      held.features.subscription_update.products.shift();
      held.features.customer_update.allowed_updates = [];
    };
    const { code, out, err } = await run();

    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toBe(
      [
        "Error: app/portal, bpc_1: Stripe accepted the change, but its answer differs from your app:",
        '  name: expected "Acme", got "Theirs"',
        '  features.customer_update.allowed_updates: expected ["email","tax_id"], got []',
        '  features.subscription_update.products: expected ["prod_pro","prod_team"], got ["prod_team"]',
        "Someone may have edited the portal at the same time. Run `apply` again.",
        "",
      ].join("\n"),
    );
    expect(stripe.writes).toHaveLength(1);
  });

  test("names the product of a difference", async () => {
    stripe.afterUpdate = (held) => (held.features.subscription_update.products[0].adjustable_quantity.maximum = 99);

    expect(await fail()).toContain(
      "  features.subscription_update.products[prod_pro].adjustable_quantity.maximum: expected 50, got 99\n",
    );
  });

  test("accepts any order in Stripe's answer", async () => {
    stripe.afterUpdate = reverseLists;

    const desired = fullLists();
    desired.features.subscription_pause.duration.interval_options[0].interval = "month";
    await succeed({ desired });
    expect(stripe.portal.features.customer_update.allowed_updates).toEqual(["tax_id", "email"]);
    expect(stripe.portal.features.subscription_pause.duration.interval_options[0]).toEqual({
      interval: "month",
      interval_count: 3,
    });
  });
});

describe("the printed changes", () => {
  test("are one line per property, with the old and the new value", async () => {
    const desired = await settled();
    const { portal } = stripe;
    portal.business_profile.headline = "Theirs";
    portal.metadata = { team: "sales", old: "1" };
    portal.features.subscription_cancel.enabled = true;
    portal.features.subscription_gift = { enabled: true };
    portal.features.customer_update.allowed_updates = ["tax_id", "email"];
    portal.features.subscription_update.products[0].prices.pop();
    portal.features.subscription_update.products[0].adjustable_quantity.maximum = 9;
    portal.features.subscription_update.products[1].adjustable_quantity.enabled = true;
    desired.default_return_url = "";
    const { out } = await succeed({ desired });

    expect(out.split("\n").slice(1, -1)).toEqual([
      '  default_return_url: "https://acme.com/account?from=portal&x=[1]" -> not set',
      '  business_profile.headline: "Theirs" -> "Manage your plan"',
      '  metadata.team: "sales" -> "billing"',
      '  metadata.old: "1" -> not set',
      '  features.customer_update.allowed_updates: ["tax_id","email"] -> ["email","tax_id"]',
      "  features.subscription_cancel.enabled: true -> false",
      '  features.subscription_update.products[prod_pro].prices: ["price_month"] -> ["price_month","price_year"]',
      "  features.subscription_update.products[prod_pro].adjustable_quantity.maximum: 9 -> 50",
      "  features.subscription_update.products[prod_team].adjustable_quantity.enabled: true -> false",
      "  features.subscription_gift.enabled: true -> false",
      "note: features.subscription_gift is not in your app and was on in Stripe: it was turned off",
    ]);
  });

  test("are none if an unchanged portal is sent", async () => {
    const desired = await settled();
    const { out } = await succeed({ desired, env: { STRIPE_PORTAL_APPLY_WHEN: "always" } });

    expect(out).toMatch(/^bpc_1: sent to Stripe \(.*\)\n$/);
  });

  test("contain no secrets, and no more than 80 characters of a value", async () => {
    const desired = {
      ...switching(),
      name: `key ${KEY}`,
      metadata: { long: "x".repeat(500), cut: `${"x".repeat(60)}${KEY}` },
    };
    const { out } = await succeed({ desired });

    expect(out).toContain('  name: not set -> "key [redacted]"\n');
    expect(out).toContain(`  metadata.long: not set -> "${"x".repeat(76)}...\n`);
    expect(out).toContain(`  metadata.cut: not set -> "${"x".repeat(60)}[redacted]"\n`);
  });
});

describe("the expected mode", () => {
  test.each([
    ["live", "sk_test_1"],
    ["live", "rk_test_1"],
    ["test", "sk_live_1"],
    ["test", "rk_live_1"],
  ])("%s rejects %s and sends nothing", async (mode, key) => {
    const env = { STRIPE_API_KEY: key, STRIPE_PORTAL_EXPECTED_MODE: mode };
    for (const err of await Promise.all(["apply", "check-mode"].map((verb) => fail({ verb, env })))) {
      expect(err).toContain(
        `this portal expects Stripe's ${mode} mode, but the key is a ${mode === "live" ? "test" : "live"} mode key. ` +
          `Use a ${mode} mode key, or change \`expectedMode\`.\nNothing was sent for this portal.\n`,
      );
    }
    expect(stripe.connects).toEqual([]);
  });

  test.each(["sk_org_1", "sk_live_1"])(
    "does not write a configuration of the other mode, whatever the key (%s)",
    async (key) => {
      const err = await fail({ env: { STRIPE_API_KEY: key, STRIPE_PORTAL_EXPECTED_MODE: "live" } });

      expect(err).toContain("expects Stripe's live mode, but the configuration is in test mode");
      expect(err).toContain("Nothing was changed in Stripe.");
      expect(stripe.received.map(({ method }) => method)).toEqual(["GET"]);
    },
  );

  test.each([
    ["live", "sk_live_1"],
    ["test", "rk_test_1"],
    ["test", "sk_org_1"],
  ])("%s accepts %s", async (mode, key) => {
    const env = { STRIPE_API_KEY: key, STRIPE_PORTAL_EXPECTED_MODE: mode };
    stripe.portal.livemode = mode === "live";
    await succeed({ env });
    const { out } = await succeed({ verb: "check-mode", env });

    expect(out).toBe("");
    expect(stripe.writes).toHaveLength(1);
  });

  test("rejects an unknown mode", async () => {
    expect(await fail({ env: { STRIPE_PORTAL_EXPECTED_MODE: "prod" } })).toContain("must be live or test; got: prod.");
    expect(await fail({ verb: "check-mode" })).toContain("STRIPE_PORTAL_EXPECTED_MODE is required.");
    expect(stripe.connects).toEqual([]);
  });
});

describe("the key", () => {
  test.each([undefined, "", " \n"])("is required (%j)", async (STRIPE_API_KEY) => {
    const env = { STRIPE_API_KEY, STRIPE_PORTAL_EXPECTED_MODE: "test" };
    for (const err of await Promise.all(["apply", "check-mode"].map((verb) => fail({ verb, env })))) {
      expect(err).toContain(
        "an API key is required: the provider's `apiKey` is unset or empty, and so is STRIPE_API_KEY. Set `apiKey` of your app's " +
          "StripeProvider, preferably from an ephemeral variable, or set STRIPE_API_KEY in the environment that runs Terraform.",
      );
      expect(err).toContain("Nothing was sent for this portal.");
    }
  });

  test("is trimmed", async () => {
    await succeed({ env: { STRIPE_API_KEY: ` ${KEY}\n` } });

    expect(stripe.received[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  test.each([`"${KEY}"`, `${KEY}\nother`, `${KEY}é`])(
    "is rejected, and not shown, if it contains a character that no key contains (%j)",
    async (key) => {
      const err = await fail({ env: { STRIPE_API_KEY: key } });

      expect(err).toContain("the API key contains a space, a quote or another character that no key contains");
      expect(err).not.toContain(KEY);
      expect(stripe.connects).toEqual([]);
    },
  );
});

describe("the script", () => {
  test("prints its usage for an unknown verb", async () => {
    for (const verb of ["", "destroy"]) {
      const { code, err } = await run({ verb });
      expect(code).toBe(2);
      expect(err).toContain(`usage: node apply-step.mjs apply | check-mode; got: ${verb || "no verb"}.`);
    }
    expect(stripe.connects).toEqual([]);
  });

  test.each([
    ["STRIPE_PORTAL_CONFIGURATION", "", "STRIPE_PORTAL_CONFIGURATION is required"],
    ["STRIPE_PORTAL_DESIRED_STATE", "", "as the library sets it; got: nothing. Synthesize your app again."],
    ["STRIPE_PORTAL_DESIRED_STATE", "{}", "as the library sets it; got: something that gzip cannot read."],
    ["STRIPE_PORTAL_DESIRED_STATE", encoded("[1]"), "as the library sets it; got: something other than a JSON object."],
    ["STRIPE_PORTAL_DESIRED_STATE", encoded("{"), "as the library sets it; got: something other than a JSON object."],
    ["STRIPE_ACCOUNT", "acct 1", "the account must be the id of a Stripe account; got: acct 1."],
  ])("fails if %s is %j", async (name, value, message) => {
    const err = await fail({ env: { [name]: value } });

    expect(err).toContain(message);
    expect(err).toContain("Nothing was sent for this portal.");
    expect(stripe.connects).toEqual([]);
  });

  test("fails on an old Node and names the version that it needs", async () => {
    for (const verb of ["apply", "check-mode"]) {
      expect(await fail({ verb, env: { NODE_VERSION: "16.20.2" } })).toMatch(
        /Node\.js 18 or later is required; got: 16\.20\.2 \(.+\)\. Install it on the machine that runs Terraform/,
      );
    }
    expect(stripe.connects).toEqual([]);
  });

  test("uses ES2020 syntax, which an old Node can parse", () => {
    const problems = new Linter().verify(
      fs.readFileSync(SCRIPT, "utf8"),
      [{ files: ["**/*.mjs"], languageOptions: { ecmaVersion: 2020, sourceType: "module" } }],
      "apply-step.mjs",
    );

    expect(problems).toEqual([]);
  });

  test("imports Node's own modules only", () => {
    const imports = [...fs.readFileSync(SCRIPT, "utf8").matchAll(/\bfrom "([^"]+)"|\bimport\(|\brequire\(/g)];

    expect(imports.filter(([, name]) => !name?.startsWith("node:"))).toEqual([]);
  });

  test("runs from any folder, also through a symbolic link", async () => {
    const copy = path.join(folder, "copy of asset.mjs");
    const link = path.join(folder, "link.mjs");
    fs.copyFileSync(SCRIPT, copy);
    fs.symlinkSync(copy, link);
    await succeed({ script: copy });
    await succeed({ script: link });

    expect(stripe.writes).toHaveLength(1);
    expect(stripe.received).toHaveLength(3);
  });

  const onPosix = process.platform === "win32" ? test.skip : test;
  onPosix.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends it at once and reports the effect on Stripe", async (signal, exitCode) => {
    stripe.answers = ["as usual", "silence"];
    const { code, err } = await run({
      onStart: (child) => {
        const watch = setInterval(() => {
          if (child.exitCode !== null || stripe.writes.length > 0) clearInterval(watch);
          if (stripe.writes.length > 0) child.kill(signal);
        }, 10);
      },
    });

    expect(code).toBe(exitCode);
    expect(err).toBe(
      "Error: app/portal, bpc_1: interrupted.\nStripe may have made the change. Run `apply` again: it sends the change only if Stripe does not hold it.\n",
    );
  });
});
