import * as fs from "node:fs";
import * as path from "node:path";
import { Linter } from "eslint";
import {
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
  wanted,
} from "./apply-step-harness";

serveStripe();

describe("what is sent", () => {
  test("the whole portal goes in exactly one request, read before it is written", async () => {
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
    expect(out).toBe(
      "bpc_1: sent to Stripe (active, 4 features on: customer_update, invoice_history, payment_method_update, subscription_update)\n",
    );
  });

  test("the requests carry key, version, project and a random idempotency key", async () => {
    await succeed();

    const [read, write] = stripe.received.map(({ headers }) => headers);
    for (const headers of [read!, write!]) {
      expect(headers).toMatchObject({
        host: "api.stripe.com",
        authorization: `Bearer ${KEY}`,
        "stripe-version": "2026-10-28.endive",
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

  test("an account goes along as Stripe-Context, as the provider sends it", async () => {
    await succeed({ env: { STRIPE_ACCOUNT: "acct_1" } });

    expect(stripe.received.map(({ headers }) => headers["stripe-context"])).toEqual(["acct_1", "acct_1"]);
  });

  test("metadata that left the program is dropped, even under the names that JavaScript knows", async () => {
    stripe.portal.metadata = { team: "sales", old: "1", constructor: "2" };
    await succeed();

    expect(stripe.portal.metadata).toEqual({ team: "billing" });
  });

  test.each([
    ["{}", {}],
    ["null", null],
  ])("metadata %s drops every key", async (_, metadata) => {
    stripe.portal.metadata = { team: "sales", old: "1" };
    await succeed({ program: { ...wanted(), metadata } });

    expect(stripe.writes[0]!.form).toMatchObject({ "metadata[team]": "", "metadata[old]": "" });
    expect(stripe.portal.metadata).toEqual({});
  });

  test("a key `enabled` in metadata is metadata", async () => {
    await settled({ ...wanted(), metadata: { enabled: "false", minimum: "0" } });
    await succeed({ program: { ...wanted(), metadata: { enabled: "false", minimum: "1" } } });

    expect(stripe.portal.metadata).toEqual({ enabled: "false", minimum: "1" });
  });

  test("a feature that the program does not know is turned off, and said to be", async () => {
    stripe.portal.features.subscription_gift = { enabled: true, limit: 3 };
    stripe.portal.features.subscription_lend = { enabled: false, limit: 3 };
    const { out } = await succeed();

    expect(stripe.writes[0]!.form).toMatchObject({ "features[subscription_gift][enabled]": "false" });
    expect(Object.keys(stripe.writes[0]!.form).join()).not.toMatch(/limit|subscription_lend/);
    expect(out).toContain("note: features.subscription_gift was on in Stripe, not in the program: turned off\n");
  });

  test("other settings that the program does not know are told and left alone", async () => {
    stripe.portal.colour = "green";
    stripe.portal.theme = null;
    stripe.portal.features.subscription_update.limits = { changes: 3 };
    stripe.portal.features.subscription_update.trials = { enabled: false, days: 3 };
    stripe.portal.features.subscription_cancel.retention = "coupon";
    const { out } = await succeed();

    expect(out.split("\n").slice(1, -1)).toEqual([
      'note: features.subscription_update.limits is {"changes":3} in Stripe, not in the program: left alone',
      'note: colour is "green" in Stripe, not in the program: left alone',
    ]);
    expect(Object.keys(stripe.writes[0]!.form).join()).not.toMatch(/limits|colour|trials|retention/);
    expect((await succeed()).out).toContain('note: colour is "green"');
  });

  test("what the Dashboard owns is neither sent, nor compared, nor cleaned", async () => {
    Object.assign(stripe.portal, {
      active: false,
      name: "Theirs",
      metadata: { theirs: "1" },
      default_return_url: "https://their.s",
    });
    stripe.portal.features.subscription_gift = { enabled: true };
    stripe.portal.login_page = { enabled: true, url: "https://billing.stripe.com/p/login/1" };
    const { out } = await succeed({ program: { business_profile: { headline: "Ours" } } });

    expect(stripe.writes[0]!.form).toEqual({ "business_profile[headline]": "Ours", "expand[]": PRODUCTS });
    expect(out).toBe("bpc_1: sent to Stripe (inactive, 1 feature on: subscription_gift)\n");
  });

  test("an attribute of the user's overrides is sent and compared like the others", async () => {
    const program = { ...wanted(), beta: { list: [{ a: 1, b: [] }], text: "x" } };
    await succeed({ program });

    expect(stripe.writes[0]!.form).toMatchObject({
      "beta[list][0][a]": "1",
      "beta[list][0][b]": "",
      "beta[text]": "x",
    });
  });

  test("what is null at apply empties a field, and is left out of a list", async () => {
    const program = wanted();
    program.name = null;
    program.business_profile.headline = null;
    program.features.customer_update = { enabled: true, allowed_updates: null };
    program.features.subscription_update.default_allowed_updates = ["price", null];
    program.features.subscription_update.products[0].adjustable_quantity.maximum = null;
    stripe.portal.name = "Old";
    await succeed({ program });

    const { form } = stripe.writes[0]!;
    expect(form).toMatchObject({
      name: "",
      "business_profile[headline]": "",
      "features[customer_update][allowed_updates]": "",
    });
    expect(Object.keys(form).filter((name) => /maximum|default_allowed_updates/.test(name))).toEqual([
      "features[subscription_update][default_allowed_updates][0]",
    ]);
    expect(stripe.portal.name).toBeNull();
  });
});

describe("what is compared", () => {
  test("a portal that Stripe already holds is not written", async () => {
    const program = await settled();
    const { out } = await succeed({ program });

    expect(stripe.received.map(({ method }) => method)).toEqual(["GET"]);
    expect(out).toMatch(/^bpc_1: Stripe already holds exactly this \(active, 4 features on: .*\), nothing to send\n$/);
  });

  test("a portal that is to be sent at every apply is written all the same", async () => {
    const program = await settled();
    await succeed({ program, env: { STRIPE_PORTAL_APPLY_WHEN: "always" } });

    expect(stripe.received.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  test.each<[string, (held: Record<string, any>) => void]>([
    ["an empty text that reads back as null", (held) => (held.business_profile.terms_of_service_url = null)],
    ["an empty text that does not read back", (held) => delete held.business_profile.terms_of_service_url],
    [
      "an unchanged anchor that reads back as null",
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
    ["another order of an enum's members", (held) => held.features.customer_update.allowed_updates.reverse()],
    ["a login page's url", (held) => (held.login_page.url = "https://billing.stripe.com/p/login/1")],
  ])("%s is no difference", async (_, alter) => {
    const program = await settled();
    alter(stripe.portal);
    await succeed({ program });

    expect(stripe.writes).toEqual([]);
  });

  test("a cancellation reason that is off, a minimum of 0 and an interval count of 1 are no differences", async () => {
    const program = wanted();
    program.features.subscription_cancel = {
      enabled: true,
      mode: "immediately",
      proration_behavior: "none",
      cancellation_reason: { enabled: false, options: [] },
    };
    program.features.subscription_update.products[0].adjustable_quantity = { enabled: true, minimum: 0 };
    program.features.subscription_pause = {
      enabled: true,
      duration: { type: "interval_options", interval_options: [{ interval: "month" }] },
    };
    await settled(program);
    stripe.portal.features.subscription_cancel.cancellation_reason.options = ["other"];
    stripe.portal.features.subscription_update.products[0].adjustable_quantity.minimum = null;
    stripe.portal.features.subscription_pause.duration.interval_options[0].interval_count = 1;
    await succeed({ program });

    expect(stripe.writes).toEqual([]);
  });

  test.each<[string, (held: Record<string, any>) => void]>([
    ["a headline", (held) => (held.business_profile.headline = "Theirs")],
    ["a link that the program emptied", (held) => (held.business_profile.terms_of_service_url = "https://their.s")],
    ["a portal that was deactivated", (held) => (held.active = false)],
    ["a feature that was turned on", (held) => (held.features.subscription_cancel.enabled = true)],
    ["a feature that was turned off", (held) => (held.features.invoice_history.enabled = false)],
    ["one enum member more", (held) => held.features.customer_update.allowed_updates.push("phone")],
    ["a price less", (held) => held.features.subscription_update.products[0].prices.pop()],
    ["a product less", (held) => held.features.subscription_update.products.pop()],
    ["products in another order", (held) => held.features.subscription_update.products.reverse()],
    ["prices in another order", (held) => held.features.subscription_update.products[0].prices.reverse()],
    ["another maximum", (held) => (held.features.subscription_update.products[0].adjustable_quantity.maximum = 51)],
    [
      "a quantity that is not locked",
      (held) => (held.features.subscription_update.products[1].adjustable_quantity.enabled = true),
    ],
    ["another anchor", (held) => (held.features.subscription_update.billing_cycle_anchor = "now")],
    ["a condition less", (held) => held.features.subscription_update.schedule_at_period_end.conditions.pop()],
    ["metadata", (held) => (held.metadata.theirs = "1")],
    ["a login page that was turned off", (held) => (held.login_page.enabled = false)],
  ])("%s is healed", async (_, alter) => {
    const program = await settled();
    const good = structuredClone(stripe.portal);
    alter(stripe.portal);
    await succeed({ program });

    expect(stripe.writes).toHaveLength(1);
    expect(stripe.portal).toEqual(good);
  });

  test("a maximum that left the program is taken out of Stripe", async () => {
    const program = await settled();
    const { adjustable_quantity } = program.features.subscription_update.products[0];
    delete adjustable_quantity.maximum;
    await succeed({ program });

    expect(stripe.portal.features.subscription_update.products[0]).toMatchObject({ adjustable_quantity });
    expect(stripe.portal.features.subscription_update.products[0].adjustable_quantity).not.toHaveProperty("maximum");
  });

  test("an interval count that left the program is taken out of Stripe", async () => {
    const program = wanted();
    const option: Record<string, any> = { interval: "month", interval_count: 3 };
    program.features.subscription_pause = {
      enabled: true,
      duration: { type: "interval_options", interval_options: [option] },
    };
    await settled(program);
    delete option.interval_count;
    await succeed({ program });

    expect(stripe.portal.features.subscription_pause.duration.interval_options).toEqual([{ interval: "month" }]);
  });

  test("an answer that holds something else fails with the list of differences", async () => {
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
        "Error: app/portal, bpc_1: Stripe accepted the change, but holds something else than the program wants:",
        '  name: wanted "Acme", got "Theirs"',
        '  features.customer_update.allowed_updates: wanted ["email","tax_id"], got []',
        '  features.subscription_update.products: wanted ["prod_pro","prod_team"], got ["prod_team"]',
        "Somebody may have edited the portal in the same moment: apply again.",
        "",
      ].join("\n"),
    );
    expect(stripe.writes).toHaveLength(1);
  });

  test("a difference within a product names the product", async () => {
    stripe.afterUpdate = (held) => (held.features.subscription_update.products[0].adjustable_quantity.maximum = 99);

    expect(await fail()).toContain(
      "  features.subscription_update.products[prod_pro].adjustable_quantity.maximum: wanted 50, got 99\n",
    );
  });

  test("an order of Stripe's own in its answer is no failure", async () => {
    stripe.afterUpdate = (held) => held.features.subscription_update.products.reverse();

    await succeed();
  });
});

describe("the mode that the program expects", () => {
  test.each([
    ["live", "sk_test_1"],
    ["live", "rk_test_1"],
    ["test", "sk_live_1"],
    ["test", "rk_live_1"],
  ])("%s refuses %s and sends nothing", async (mode, key) => {
    const env = { STRIPE_API_KEY: key, STRIPE_PORTAL_EXPECTED_MODE: mode };
    for (const err of await Promise.all(["apply", "check-mode"].map((verb) => fail({ verb, env })))) {
      expect(err).toContain(
        `this portal expects Stripe's ${mode} mode, but the key is a ${mode === "live" ? "test" : "live"} mode key. ` +
          `Use a key of ${mode} mode.\nNothing was sent to Stripe.\n`,
      );
    }
    expect(stripe.connects).toEqual([]);
  });

  test.each(["sk_org_1", "sk_live_1"])(
    "a configuration of the other mode than the key %s suggests is not written",
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
  ])("%s lets %s write", async (mode, key) => {
    const env = { STRIPE_API_KEY: key, STRIPE_PORTAL_EXPECTED_MODE: mode };
    stripe.portal.livemode = mode === "live";
    await succeed({ env });
    const { out } = await succeed({ verb: "check-mode", env });

    expect(out).toBe("");
    expect(stripe.writes).toHaveLength(1);
  });

  test("a mode that does not exist is refused", async () => {
    expect(await fail({ env: { STRIPE_PORTAL_EXPECTED_MODE: "prod" } })).toContain("must be live or test, got: prod.");
    expect(await fail({ verb: "check-mode" })).toContain("STRIPE_PORTAL_EXPECTED_MODE is not set.");
    expect(stripe.connects).toEqual([]);
  });
});

describe("the key", () => {
  test.each([undefined, "", " \n"])("fails clearly without one (%j)", async (STRIPE_API_KEY) => {
    const env = { STRIPE_API_KEY, STRIPE_PORTAL_EXPECTED_MODE: "test" };
    for (const err of await Promise.all(["apply", "check-mode"].map((verb) => fail({ verb, env })))) {
      expect(err).toContain(
        "there is no Stripe key: STRIPE_API_KEY is not set. Set `apiKey` of the program's StripeProvider",
      );
      expect(err).toContain("Nothing was sent to Stripe.");
    }
  });

  test("is trimmed", async () => {
    await succeed({ env: { STRIPE_API_KEY: ` ${KEY}\n` } });

    expect(stripe.received[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  test.each([`"${KEY}"`, `${KEY}\nother`, `${KEY}é`])(
    "fails clearly, and unseen, with a character that no key has (%j)",
    async (key) => {
      const err = await fail({ env: { STRIPE_API_KEY: key } });

      expect(err).toContain("STRIPE_API_KEY holds a space, a quote or another character that no key has");
      expect(err).not.toContain(KEY);
      expect(stripe.connects).toEqual([]);
    },
  );
});

describe("the script", () => {
  test("fails with its usage for any other verb", async () => {
    for (const verb of ["", "destroy"]) {
      const { code, err } = await run({ verb });
      expect(code).toBe(2);
      expect(err).toContain(`usage: node apply-step.mjs apply | check-mode, got: ${verb || "no verb"}.`);
    }
    expect(stripe.connects).toEqual([]);
  });

  test.each([
    ["STRIPE_PORTAL_CONFIGURATION", "", "STRIPE_PORTAL_CONFIGURATION is not set"],
    ["STRIPE_PORTAL_WANTED", "", "STRIPE_PORTAL_WANTED must be a JSON object, got: nothing."],
    ["STRIPE_PORTAL_WANTED", "[1]", "STRIPE_PORTAL_WANTED must be a JSON object, got: [1]."],
    ["STRIPE_ACCOUNT", "acct 1", "STRIPE_ACCOUNT must be the id of an account, got: acct 1."],
  ])("fails clearly when %s is %j", async (name, value, message) => {
    const err = await fail({ env: { [name]: value } });

    expect(err).toContain(message);
    expect(err).toContain("Nothing was sent to Stripe.");
    expect(stripe.connects).toEqual([]);
  });

  test("fails on an old Node with the version that it needs", async () => {
    for (const verb of ["apply", "check-mode"]) {
      expect(await fail({ verb, env: { NODE_VERSION: "16.20.2" } })).toMatch(
        /Node\.js 18 or newer is needed, got: 16\.20\.2 \(.+\)\. Install it where Terraform runs/,
      );
    }
    expect(stripe.connects).toEqual([]);
  });

  test("can be read by an old Node: its syntax is ES2020", () => {
    const problems = new Linter().verify(
      fs.readFileSync(SCRIPT, "utf8"),
      [{ files: ["**/*.mjs"], languageOptions: { ecmaVersion: 2020, sourceType: "module" } }],
      "apply-step.mjs",
    );

    expect(problems).toEqual([]);
  });

  test("stands alone: it imports Node's own modules only", () => {
    const imports = [...fs.readFileSync(SCRIPT, "utf8").matchAll(/\bfrom "([^"]+)"|\bimport\(|\brequire\(/g)];

    expect(imports.filter(([, name]) => !name?.startsWith("node:"))).toEqual([]);
  });

  test("runs from anywhere, through a link too", async () => {
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
  ] as const)("%s ends it at once and says what that means for Stripe", async (signal, exitCode) => {
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
      "Error: app/portal, bpc_1: interrupted.\nWhether Stripe carried it out is unknown: the next apply compares, and sends it again where needed.\n",
    );
  });
});
