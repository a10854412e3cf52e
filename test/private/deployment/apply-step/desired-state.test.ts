import * as crypto from "node:crypto";
import { Json } from "../../../support/synth";
import { fail, HELD, maximal, serveStripe, stripe, succeed } from "./harness";

serveStripe();

test.each([
  ["`<` only, which Terraform's jsonencode writes as six bytes", () => "<".repeat(500)],
  [
    "random characters, which gzip hardly compresses",
    () => String.fromCodePoint(...Array.from({ length: 500 }, () => 0x4e00 + crypto.randomInt(0x5000))),
  ],
])("sends metadata of the maximum size: %s", async (_, value) => {
  const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key_${index}`, value()]));
  await succeed({ desired: { ...maximal(), metadata } });

  expect(stripe.portal.metadata).toEqual(metadata);
});

test("sends values as they are, escape sequences included", async () => {
  const metadata = { a: '\\u003c <&> \\n \n "', b: "${x} %{y} \u2028", c: "é 😀" };
  await succeed({ desired: { metadata } });

  expect(stripe.portal.metadata).toEqual(metadata);
});

test("sends and compares attributes from the user's overrides", async () => {
  const beta = { list: [{ a: 1, b: [] }], text: "x" };
  stripe.answerNext({ status: 200, body: HELD }, { status: 200, body: { ...HELD, beta } });
  await succeed({ desired: { beta } });

  expect(stripe.writes).toMatchObject([{ params: { beta: { list: [{ a: "1", b: "" }], text: "x" } } }]);
});

describe.each([null, ""])("values that are %j at apply time", (nothing) => {
  /** Applies a changed portal twice, and returns its features as they are sent. */
  async function sent(change: (features: Json, desired: Json) => void): Promise<Json> {
    const desired = maximal();
    change(desired.features, desired);
    await succeed({ desired });
    await succeed({ desired });
    expect(stripe.writes).toHaveLength(1);
    return stripe.writes[0]!.params.features;
  }

  test("unset strings and lists", async () => {
    stripe.edit({ name: "Old", features: { customer_update: { enabled: true, allowed_updates: ["phone"] } } });
    const features = await sent(({ customer_update, payment_method_update, subscription_update }, desired) => {
      desired.name = nothing;
      desired.business_profile.headline = nothing;
      customer_update.allowed_updates = nothing;
      payment_method_update.payment_method_configuration = nothing;
      subscription_update.schedule_at_period_end.conditions = nothing;
    });

    expect(stripe.writes[0]!.params).toMatchObject({ name: "", business_profile: { headline: "" } });
    expect(features).toMatchObject({
      customer_update: { allowed_updates: "" },
      payment_method_update: { payment_method_configuration: "" },
      subscription_update: { schedule_at_period_end: { conditions: "" } },
    });
    expect(stripe.portal).toMatchObject({ name: null, features: { customer_update: { allowed_updates: [] } } });
  });

  test("are dropped as items of lists and as fields in lists", async () => {
    const { customer_update, subscription_update } = await sent(({ customer_update, subscription_update }) => {
      customer_update.allowed_updates = [nothing];
      subscription_update.default_allowed_updates = [nothing, "price", nothing];
      subscription_update.products[0].prices = ["price_month", nothing];
      subscription_update.products[0].adjustable_quantity.maximum = nothing;
      subscription_update.products.push(nothing);
    });

    expect(customer_update.allowed_updates).toBe("");
    expect(subscription_update.default_allowed_updates).toEqual(["price"]);
    expect(subscription_update.products).toEqual([
      { product: "prod_pro", prices: ["price_month"], adjustable_quantity: { enabled: "true", minimum: "1" } },
      { product: "prod_team", prices: ["price_team"], adjustable_quantity: { enabled: "false" } },
    ]);
  });

  test("unset metadata keys, and all of them for a whole map", async () => {
    stripe.edit({ metadata: { team: "sales", old: "1" } });
    await succeed({ desired: { metadata: { team: nothing, new: nothing, kept: "2" } } });
    expect(stripe.portal.metadata).toEqual({ kept: "2" });

    for (let time = 0; time < 2; time++) await succeed({ desired: { metadata: nothing } });
    expect(stripe.portal.metadata).toEqual({});
    expect(stripe.writes).toHaveLength(2);
  });

  test("are sent as the defaults of enums, since Stripe rejects an empty member", async () => {
    const features = await sent(({ subscription_cancel, subscription_pause, subscription_update }) => {
      Object.assign(subscription_cancel, { mode: nothing, proration_behavior: nothing });
      const unset = { billing_cycle_anchor: nothing, proration_behavior: nothing, trial_update_behavior: nothing };
      Object.assign(subscription_update, unset);
      subscription_pause.duration.type = nothing;
      subscription_pause.duration.interval_options[1].interval_count = nothing;
    });

    expect(features).toMatchObject({
      subscription_cancel: { mode: "at_period_end", proration_behavior: "none" },
      subscription_update: {
        billing_cycle_anchor: "unchanged",
        proration_behavior: "none",
        trial_update_behavior: "end_trial",
      },
      subscription_pause: { duration: { type: "interval_options" } },
    });
  });

  test.each<[string, (desired: Json) => void]>([
    ["active", (desired) => (desired.active = nothing)],
    ["login_page.enabled", ({ login_page }) => (login_page.enabled = nothing)],
    ["features.invoice_history.enabled", ({ features }) => (features.invoice_history.enabled = nothing)],
    [
      "features.subscription_cancel.cancellation_reason.enabled",
      ({ features }) => (features.subscription_cancel.cancellation_reason.enabled = nothing),
    ],
    [
      "features.subscription_update.products[prod_team].adjustable_quantity.enabled",
      ({ features }) => (features.subscription_update.products[1].adjustable_quantity.enabled = nothing),
    ],
  ])("are rejected for the boolean %s, and nothing is sent", async (path, unset) => {
    const desired = maximal();
    unset(desired);

    expect(await fail({ desired })).toBe(
      `Error: app/portal, bpc_1: \`${path}\` must be true or false; got: ${JSON.stringify(nothing)}. ` +
        "Set the variable or expression that provides it.\nNothing was sent for this portal.\n",
    );
    expect(stripe.requests).toEqual([]);
  });
});
