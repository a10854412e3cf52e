import * as cdktf from "cdktf";
import {
  ApplyVia,
  CancellationProration,
  CancellationReason,
  CustomerUpdateField,
  ScheduleCondition,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../../lib";
import { MINIMAL, PRO, SWITCHING, switching } from "../../support/portals";
import { blocksOf, Json, messageOf, synthOf } from "../../support/synth";

const STEPPED = { ...MINIMAL, applyVia: ApplyVia.STEP };
const UPDATE = "features.subscription_update";
const PRODUCTS = "features.subscriptionUpdate.products";
const wire = (product: string, ...prices: string[]) => ({ product, prices });

/** What is wrong with a portal after overrides, by property. */
const brokenBy = (overrides: Json, props: StripePortalConfigurationProps = STEPPED): string[] => {
  const message = messageOf(() =>
    synthOf((stack) => {
      const { resource } = new StripePortalConfiguration(stack, "portal", props);
      Object.entries(overrides).forEach(([at, value]) => resource.addOverride(at, value));
    }),
  );
  return [...(message ?? "").matchAll(/^ {2}- `(.*?)`:/gm)].map(([, property]) => property);
};

test("an override that turns plan switching on has the same requirements as the property", () => {
  expect(brokenBy({ [`${UPDATE}.enabled`]: true })).toEqual(["features.paymentMethodUpdate", PRODUCTS]);
  expect(
    brokenBy({
      [`${UPDATE}.enabled`]: true,
      [`${UPDATE}.products`]: [wire("prod_1", "price_1")],
      "features.payment_method_update.enabled": true,
    }),
  ).toEqual([]);
  expect(brokenBy({ "features.payment_method_update.enabled": false }, SWITCHING)).toEqual([
    "features.paymentMethodUpdate",
  ]);
  expect(brokenBy({ "features.payment_method_update.enabled": "${var.on}" }, SWITCHING)).toEqual([]);
});

test.each<[string, Json, string[]]>([
  ["a product twice", { [`${UPDATE}.products`]: [wire("p", "a"), wire("p", "b")] }, [PRODUCTS]],
  ["a price twice", { [`${UPDATE}.products`]: [wire("p", "a", "a")] }, [`${PRODUCTS}[1].prices`]],
  ["no prices", { [`${UPDATE}.products`]: [wire("p")] }, [`${PRODUCTS}[1].prices`]],
  ["an empty id", { [`${UPDATE}.products`]: [wire("", "a")] }, [`${PRODUCTS}[1].product`]],
  [
    "bounds that exclude each other",
    { [`${UPDATE}.products`]: [{ ...wire("p", "a"), adjustable_quantity: { enabled: true, minimum: 2, maximum: 1 } }] },
    [`${PRODUCTS}[1].adjustableQuantity.minimum`],
  ],
  [
    "a field twice",
    { [`${UPDATE}.default_allowed_updates`]: ["quantity", "price"] },
    [`resource.addOverride("${UPDATE}.default_allowed_updates")`],
  ],
  [
    "prorations for what ends with the period",
    { "features.subscription_cancel.proration_behavior": "create_prorations" },
    ["features.subscriptionCancel.prorationBehavior"],
  ],
  [
    "a survey without reasons",
    { "features.subscription_cancel.cancellation_reason.enabled": true },
    ["features.subscriptionCancel.cancellationReason.options"],
  ],
])("an override keeps Stripe's rules: %s", (_, overrides, broken) => {
  expect(brokenBy(overrides, SWITCHING)).toEqual(broken);
});

test("an override goes beyond limits and closed sets, which Stripe may have widened since", () => {
  expect(
    brokenBy(
      {
        name: "x".repeat(300),
        "features.customer_update.allowed_updates": ["fax"],
        "features.subscription_cancel.mode": "later",
        [`${UPDATE}.products`]: Array.from({ length: 11 }, (_, at) => wire(`prod_${at}`, `price_${at}`)),
      },
      SWITCHING,
    ),
  ).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  ["a token", "${var.products}", []],
  ["tokens", ["${var.one}", "${var.two}"], []],
  ["one known product beside a token", ["${var.one}", wire("prod_1")], [`${PRODUCTS}[0].prices`]],
  ["nothing", [null], [PRODUCTS]],
  ["a string", "prod_1", [PRODUCTS]],
  ["what lacks prices", [{ product: "prod_1" }], [PRODUCTS]],
])("products that an override makes %s", (_, products, broken) => {
  expect(brokenBy({ [`${UPDATE}.products`]: products }, { features: switching() })).toEqual(broken);
});

test("products that an override takes away are missing", () => {
  expect(brokenBy({ [`${UPDATE}.products`]: null }, SWITCHING)).toEqual([PRODUCTS]);
});

test.each<[string, unknown]>([
  ["features", "${var.features}"],
  ["features", null],
  [UPDATE, null],
  ["features.customer_update", "on"],
  ["features.customer_update.allowed_updates", [null]],
  ["features.subscription_update.schedule_at_period_end.conditions", [null, "${var.condition}"]],
  ["features.subscription_pause.duration.interval_options", [{ interval_count: "many" }]],
  ["metadata", ["a"]],
  ["business_profile", 5],
  ["toString", "x"],
])("accepts values of an unexpected type: %s = %j", (at, value) => {
  expect(brokenBy({ [at]: value })).toEqual([]);
});

test("a name that every object has is not supported by the provider either", () => {
  expect(brokenBy({ toString: "x" }, { ...MINIMAL, applyVia: ApplyVia.PROVIDER })).toEqual([
    'resource.addOverride("toString")',
  ]);
});

test.each<[string, Json, StripePortalConfigurationProps["features"]]>([
  ["customer_update.allowed_updates", "email", { customerUpdate: { allowedUpdates: [CustomerUpdateField.EMAIL] } }],
  [
    "subscription_cancel.cancellation_reason.options",
    "unused",
    { subscriptionCancel: { cancellationReason: { options: [CancellationReason.UNUSED] } } },
  ],
])("an override that repeats a value of %s is reported, another value is not", (attribute, value, features) => {
  expect(brokenBy({ [`features.${attribute}`]: [value] }, { features })).toEqual([
    `resource.addOverride("features.${attribute}")`,
  ]);
  expect(brokenBy({ [`features.${attribute}`]: ["other", "${var.other}"] }, { features })).toEqual([]);
});

test.each<[string, Json, StripePortalConfigurationProps["features"]]>([
  [
    "subscription_cancel.cancellation_reason.feedback_options",
    "feedback_1",
    {
      subscriptionCancel: {
        cancellationReason: { options: [CancellationReason.UNUSED], feedbackOptions: ["feedback_1"] },
      },
    },
  ],
  [
    "subscription_update.schedule_at_period_end.conditions",
    { type: "shortening_interval" },
    {
      paymentMethodUpdate: {},
      subscriptionUpdate: {
        products: [PRO],
        scheduleAtPeriodEnd: { conditions: [{ type: ScheduleCondition.SHORTENING_INTERVAL }] },
      },
    },
  ],
])("an override that repeats a value of %s is accepted, as Stripe accepts it", (attribute, value, features) => {
  expect(brokenBy({ [`features.${attribute}`]: [value] }, { features })).toEqual([]);
});

test.each([ApplyVia.AUTO, ApplyVia.PROVIDER])(
  "locks the quantity of products added by an override with %s",
  (applyVia) => {
    const adjustable = { ...wire("prod_2", "price_2"), adjustable_quantity: { enabled: true } };
    const added = [wire("prod_1", "price_1"), { ...wire("prod_3", "price_3"), adjustable_quantity: null }, adjustable];
    const { portal } = blocksOf(
      synthOf((stack) => {
        const { resource } = new StripePortalConfiguration(stack, "portal", { ...SWITCHING, applyVia });
        resource.addOverride(`${UPDATE}.products`, [...added, "${var.product}"]);
      }),
    );
    const locked = { adjustable_quantity: { enabled: false, minimum: 0 } };
    expect(portal.features.subscription_update.products).toEqual([
      { ...PRO, ...locked },
      { ...added[0], ...locked },
      { ...added[1], ...locked },
      adjustable,
      "${var.product}",
    ]);
  },
);

test("checks the values of lazy tokens", () => {
  const lazy = (value: boolean) => cdktf.Lazy.anyValue({ produce: () => value });
  const features = (on: boolean) => ({
    subscriptionUpdate: { enabled: lazy(on), products: [PRO] },
    paymentMethodUpdate: { enabled: lazy(false) },
  });
  expect(brokenBy({}, { features: features(true) })).toEqual(["features.paymentMethodUpdate"]);
  expect(brokenBy({}, { features: features(false) })).toEqual([]);
});

test("a lazy value of an unexpected type is left out, as in an override", () => {
  const produced = (value: unknown) => cdktf.Lazy.anyValue({ produce: () => value }) as never;
  const prices = cdktf.Token.asList(cdktf.Lazy.anyValue({ produce: () => 5 }));
  const features = {
    paymentMethodUpdate: { enabled: produced("yes") },
    subscriptionCancel: { mode: produced(5), prorationBehavior: CancellationProration.CREATE_PRORATIONS },
    subscriptionUpdate: { products: [{ product: produced(null), prices }] },
  };
  expect(brokenBy({}, { features, metadata: { team: produced([]) } })).toEqual([
    "features.subscriptionCancel.prorationBehavior",
    "features.subscriptionUpdate.products",
  ]);
});
