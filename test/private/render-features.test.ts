import { Carrier, literalText, renderFeatures, text } from "../../lib/private/render-features";
import { MAXIMAL, PRO } from "../support/portals";

const products = MAXIMAL.features.subscriptionUpdate?.products;

const off = {
  customer_update: { enabled: false, allowed_updates: [] },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false },
  subscription_cancel: {
    enabled: false,
    mode: "at_period_end",
    proration_behavior: "none",
    cancellation_reason: { enabled: false, options: [] },
  },
  subscription_update: {
    enabled: false,
    default_allowed_updates: [],
    proration_behavior: "none",
    trial_update_behavior: "end_trial",
  },
};

test("what is left out is off, at every level", () => {
  expect(renderFeatures({}, undefined, "provider")).toEqual(off);
});

test("a step says what the provider cannot: empty texts, products, no conditions, feedback options, pauses, the unchanged anchor", () => {
  const { payment_method_update, subscription_cancel, subscription_update } = off;
  expect(renderFeatures({}, undefined, "step")).toEqual({
    ...off,
    payment_method_update: { ...payment_method_update, payment_method_configuration: "" },
    subscription_cancel: {
      ...subscription_cancel,
      cancellation_reason: { enabled: false, options: [], feedback_options: [] },
    },
    subscription_pause: { enabled: false },
    subscription_update: {
      ...subscription_update,
      billing_cycle_anchor: "unchanged",
      products: [],
      schedule_at_period_end: { conditions: [] },
    },
  });
});

test("a feature that is present is on, unless it says otherwise", () => {
  const on = renderFeatures(
    { customerUpdate: {}, invoiceHistory: { enabled: true }, paymentMethodUpdate: { enabled: false } },
    undefined,
    "provider",
  );
  expect(on).toMatchObject({
    customer_update: { enabled: true },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: false },
  });
});

test("a survey inside a feature is on when it is present", () => {
  const rendered = renderFeatures({ subscriptionCancel: { cancellationReason: {} } }, undefined, "provider");
  expect(rendered.subscription_cancel).toMatchObject({ enabled: true, cancellation_reason: { enabled: true } });
});

test("everything, for a step", () => {
  expect(renderFeatures(MAXIMAL.features, products, "step")).toEqual({
    customer_update: { enabled: true, allowed_updates: ["address", "email", "name", "phone", "shipping", "tax_id"] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true, payment_method_configuration: "pmc_1" },
    subscription_cancel: {
      enabled: true,
      mode: "immediately",
      proration_behavior: "create_prorations",
      cancellation_reason: {
        enabled: true,
        options: [
          "customer_service",
          "low_quality",
          "missing_features",
          "other",
          "switched_service",
          "too_complex",
          "too_expensive",
          "unused",
        ],
        feedback_options: ["feedback_1"],
      },
    },
    subscription_pause: {
      enabled: true,
      duration: { type: "interval_options", interval_options: [{ interval: "week", interval_count: 2 }] },
    },
    subscription_update: {
      enabled: true,
      default_allowed_updates: ["price", "promotion_code", "quantity"],
      proration_behavior: "always_invoice",
      billing_cycle_anchor: "now",
      trial_update_behavior: "continue_trial",
      products: [
        {
          product: "prod_pro",
          prices: ["price_month", "price_year"],
          adjustable_quantity: { enabled: true, minimum: 1, maximum: 50 },
        },
      ],
      schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }] },
    },
  });
});

test("quantities are locked from 0 on unless told otherwise", () => {
  const quantities = renderFeatures(
    { subscriptionUpdate: {} },
    [PRO, { ...PRO, adjustableQuantity: {} }, { ...PRO, adjustableQuantity: { enabled: false, maximum: 3 } }],
    "step",
  ).subscription_update as { products: { adjustable_quantity: unknown }[] };
  expect(quantities.products.map((product) => product.adjustable_quantity)).toEqual([
    { enabled: false, minimum: 0 },
    { enabled: true, minimum: 0 },
    { enabled: false, minimum: 0, maximum: 3 },
  ]);
});

test("the provider hears of products only while plan switching is on, of the anchor only when it is not the usual one, and of no empty conditions", () => {
  const update = (carrier: Carrier, feature: object) =>
    renderFeatures({ subscriptionUpdate: feature }, [PRO], carrier).subscription_update;
  expect(update("provider", {})).toHaveProperty("products", [expect.objectContaining({ product: "prod_pro" })]);
  expect(update("provider", { enabled: false })).toHaveProperty("products", undefined);
  expect(update("provider", { billingCycleAnchor: "unchanged" })).toHaveProperty("billing_cycle_anchor", undefined);
  expect(update("provider", { billingCycleAnchor: "now" })).toHaveProperty("billing_cycle_anchor", "now");

  const conditions = [{ type: "shortening_interval" }];
  const schedule = "schedule_at_period_end";
  expect(update("provider", { scheduleAtPeriodEnd: { conditions } })).toHaveProperty(schedule, { conditions });
  expect(update("provider", { scheduleAtPeriodEnd: { conditions: [] } })).toHaveProperty(schedule, undefined);
});

test("the texts of a list are literal too", () => {
  const prices = ["price_%{a}", "${var.price}"];
  const { subscription_update: update } = renderFeatures({ subscriptionUpdate: {} }, [{ ...PRO, prices }], "step");
  expect(update).toHaveProperty("products.0.prices", ["price_%%{a}", "${var.price}"]);
});

test.each([
  [{}, { type: "interval_options", interval_options: [{ interval: "month", interval_count: 1 }] }],
  [
    { duration: { type: "interval_options", intervalOptions: [{ interval: "day" }] } },
    { type: "interval_options", interval_options: [{ interval: "day", interval_count: 1 }] },
  ],
  [{ duration: { type: "indefinite" } }, { type: "indefinite" }],
])("the pause %j lasts %j", (subscriptionPause, duration) => {
  const rendered = renderFeatures({ subscriptionPause: subscriptionPause as never }, undefined, "step");
  expect(rendered.subscription_pause).toEqual({ enabled: true, duration });
});

test("a pause that is off has no duration", () => {
  const duration = { type: "indefinite" as never };
  const rendered = renderFeatures({ subscriptionPause: { enabled: false, duration } }, undefined, "step");
  expect(rendered.subscription_pause).toEqual({ enabled: false });
});

test.each<[Carrier, string | undefined]>([
  ["step", ""],
  ["provider", undefined],
])("for the %s a text that is empty or left out is %p", (carrier, nothing) => {
  expect(text(undefined, carrier)).toBe(nothing);
  expect(text("", carrier)).toBe(nothing);
  expect(text("Acme", carrier)).toBe("Acme");
});

test.each([
  ["50%{off}", "50%%{off}"],
  ["%{a}%{b}", "%%{a}%%{b}"],
  ["50%%{off}", "50%%{off}"],
  ["100%", "100%"],
  ["{%}", "{%}"],
  ["${var.x}", "${var.x}"],
  ["$${x}", "$${x}"],
])("the literal %p is %p in Terraform", (given, expected) => {
  expect(literalText(given)).toBe(expected);
  expect(literalText(literalText(given))).toBe(expected);
});
