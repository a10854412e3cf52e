import * as cdktf from "cdktf";
import { PortalFeatures, PortalProduct, PortalProps } from "../../../lib";
import { literalString, renderPortal, withDefaults } from "../../../lib/private/portal/render";
import { resolved } from "../../../lib/private/terraform/fast";

import { EVERYTHING, MAXIMAL, OFF, PRO } from "../../support/portals";
import { environmentOf, inStack, Json, portalOf } from "../../support/synth";
import { MAP_TOKENS } from "../../support/tokens";

const renderFeatures = (features: PortalFeatures): Json => renderPortal({ features }).features;
const rendered = (props: PortalProps) => renderPortal({ ...props, features: {} });
const updating = (...products: PortalProduct[]) =>
  renderFeatures({ subscriptionUpdate: { products } }).subscription_update;

test("turns off missing features, with Stripe's defaults for all values", () => {
  expect(renderFeatures({})).toEqual(OFF);
});

test("turns on features that are present, unless `enabled` is false", () => {
  const on = renderFeatures({
    customerUpdate: {},
    invoiceHistory: { enabled: true },
    paymentMethodUpdate: { enabled: false },
  });
  expect(on).toMatchObject({
    customer_update: { enabled: true },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: false },
  });
});

test("turns on a cancellation survey that is present", () => {
  const rendered = renderFeatures({ subscriptionCancel: { cancellationReason: {} } });
  expect(rendered.subscription_cancel).toMatchObject({ enabled: true, cancellation_reason: { enabled: true } });
});

test("renders every feature with Stripe's names", () => {
  expect(renderFeatures(MAXIMAL.features)).toEqual(EVERYTHING);
});

test("locks quantities by default", () => {
  const { products } = updating(
    PRO,
    { ...PRO, adjustableQuantity: {} },
    { ...PRO, adjustableQuantity: { enabled: false, maximum: 3 } },
  );
  expect(products.map((product: Json) => product.adjustable_quantity)).toEqual([
    { enabled: false, minimum: 0 },
    { enabled: true, minimum: 0 },
    { enabled: false, minimum: 0, maximum: 3 },
  ]);
});

test.each(["${var.x}", cdktf.Lazy.stringValue({ produce: () => "" })])(
  "an enum that is null or empty at apply time (%s) has its default",
  (token) => {
    const value = token as never;
    const rendered = renderFeatures({
      subscriptionCancel: { mode: value, prorationBehavior: value },
      subscriptionUpdate: { prorationBehavior: value, billingCycleAnchor: value, trialUpdateBehavior: value },
      subscriptionPause: { duration: { type: value } },
    });
    const or = (fallback: string) =>
      token === "${var.x}" ? `\${var.x == null || var.x == "" ? "${fallback}" : var.x}` : fallback;
    const local = inStack((stack) => resolved(new cdktf.TerraformLocal(stack, "local", 1), rendered));
    expect(local).toMatchObject({
      subscription_cancel: { mode: or("at_period_end"), proration_behavior: or("none") },
      subscription_update: {
        proration_behavior: or("none"),
        billing_cycle_anchor: or("unchanged"),
        trial_update_behavior: or("end_trial"),
      },
      subscription_pause: { duration: { type: or("interval_options") } },
    });
  },
);

test("escapes the strings of a list", () => {
  const prices = ["price_%{a}", "${var.price}"];
  expect(updating({ ...PRO, prices })).toHaveProperty("products.0.prices", ["price_%%{a}", "${var.price}"]);
});

test.each([
  [{}, { type: "interval_options", interval_options: [{ interval: "month", interval_count: 1 }] }],
  [
    { duration: { type: "interval_options", intervalOptions: [{ interval: "day" }] } },
    { type: "interval_options", interval_options: [{ interval: "day", interval_count: 1 }] },
  ],
  [{ duration: { type: "indefinite" } }, { type: "indefinite" }],
])("renders the pause %j with the duration %j", (subscriptionPause, duration) => {
  const rendered = renderFeatures({ subscriptionPause: subscriptionPause as never });
  expect(rendered.subscription_pause).toEqual({ enabled: true, duration });
});

test("renders no duration if pausing is off", () => {
  const duration = { type: "indefinite" as never };
  const rendered = renderFeatures({ subscriptionPause: { enabled: false, duration } });
  expect(rendered.subscription_pause).toEqual({ enabled: false });
});

test.each([
  ["50%{off}", "50%%{off}"],
  ["%{a}%{b}", "%%{a}%%{b}"],
  ["50%%{off}", "50%%{off}"],
  ["100%", "100%"],
  ["{%}", "{%}"],
  ["${var.x}", "${var.x}"],
  ["$${x}", "$${x}"],
])("escapes %p as %p", (given, expected) => {
  expect(literalString(given)).toBe(expected);
  expect(literalString(literalString(given))).toBe(expected);
});

test("renders a portal without props as active and empty", () => {
  expect(rendered({})).toEqual({
    active: true,
    name: "",
    default_return_url: "",
    business_profile: { headline: "", privacy_policy_url: "", terms_of_service_url: "" },
    login_page: { enabled: false },
    metadata: {},
    features: expect.anything(),
  });
});

test("renders every property with Stripe's name", () => {
  expect(rendered(MAXIMAL)).toEqual({
    active: false,
    name: "Acme",
    default_return_url: "https://acme.com/dashboard",
    business_profile: {
      headline: "Manage your Acme plan",
      privacy_policy_url: "https://acme.com/privacy",
      terms_of_service_url: "https://acme.com/terms",
    },
    login_page: { enabled: true },
    metadata: { team: "billing" },
    features: expect.anything(),
  });
});

test('"" means left out, metadata values included', () => {
  const empty = { headline: "", privacyPolicyUrl: "", termsOfServiceUrl: "" };
  const props = { name: "", defaultReturnUrl: "", businessProfile: empty, metadata: { gone: "", kept: "yes" } };
  expect(rendered(props)).toEqual({ ...rendered({}), metadata: { kept: "yes" } });
});

test("escapes `%{` in strings, metadata keys and metadata values", () => {
  expect(rendered({ name: "%{a}", metadata: { "%{b}": "%{c}" } })).toMatchObject({
    name: "%%{a}",
    metadata: { "%%{b}": "%%{c}" },
  });
});

test("`__proto__` is an ordinary metadata key", () => {
  const metadata = JSON.parse('{ "__proto__": "x" }');
  const { resource, step } = portalOf({ features: { invoiceHistory: {} }, metadata });
  expect(JSON.stringify(resource.metadata)).toBe('{"__proto__":"x"}');
  expect(environmentOf(step).STRIPE_PORTAL_DESIRED_STATE).toContain('__proto__ = "x"');
});

test.each(MAP_TOKENS)("metadata can be %s", (_name, token) => {
  const metadata = token();
  expect(rendered({ metadata }).metadata).toEqual(metadata);
});

test("items that an override adds to a list have defaults", () => {
  const features = {
    subscription_pause: {
      enabled: true,
      duration: { type: "interval_options", interval_options: [{ interval: "week" }, "${var.interval}"] },
    },
    subscription_update: { products: [{ product: "prod_1", prices: [], adjustable_quantity: { minimum: 1 } }] },
  };
  expect(withDefaults({ features }).features).toMatchObject(features);
  expect(withDefaults({ features: { subscription_update: { products: [{ product: "prod_1" }] } } })).toHaveProperty(
    "features.subscription_update.products",
    [{ product: "prod_1", adjustable_quantity: { enabled: false, minimum: 0 } }],
  );
});
