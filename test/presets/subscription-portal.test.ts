import {
  ApplyVia,
  CancellationMode,
  CancellationProration,
  PortalProduct,
  StripePortalConfiguration,
  SubscriptionPortal,
  SubscriptionPortalProps,
  SubscriptionUpdateField,
  UpdateProration,
} from "../../lib";
import { PRO } from "../support/portals";
import { ANY_PROVIDER_VERSION } from "../support/provider-version";
import { blocksOf, Json, messageOf, synthOf } from "../support/synth";

const { PRICE, QUANTITY } = SubscriptionUpdateField;
const props: SubscriptionPortalProps = { defaultReturnUrl: "https://example.com/account", products: [PRO] };

const subscription = (given: SubscriptionPortalProps, ...added: PortalProduct[]) =>
  synthOf((stack) => {
    const portal = new SubscriptionPortal(stack, "subscription-portal", given);
    added.forEach((product) => portal.addProduct(product));
  });

const quantities = (terraform: Json) =>
  blocksOf(terraform, "subscription-portal").portal.features.subscription_update.products.map(
    (product: Json) => product.adjustable_quantity.enabled,
  );

test("deploys this", () => {
  expect(subscription(props)).toMatchSnapshot(ANY_PROVIDER_VERSION);
});

test("equals the documented example with the features that Stripe requires", () => {
  const typed = synthOf(
    (stack) =>
      new StripePortalConfiguration(stack, "subscription-portal", {
        defaultReturnUrl: "https://example.com/account",
        features: {
          subscriptionCancel: {
            enabled: true,
            mode: CancellationMode.AT_PERIOD_END,
            prorationBehavior: CancellationProration.NONE,
          },
          subscriptionUpdate: {
            enabled: true,
            defaultAllowedUpdates: [PRICE, QUANTITY],
            prorationBehavior: UpdateProration.CREATE_PRORATIONS,
            products: [{ ...PRO, adjustableQuantity: { enabled: true } }],
          },
          paymentMethodUpdate: { enabled: true },
        },
      }),
  );
  expect(subscription(props)).toEqual(typed);
});

test("accepts products as a property, in the features or through addProduct()", () => {
  const { products, ...rest } = props;
  const expected = subscription(props);
  expect(subscription({ ...rest, features: { subscriptionUpdate: { products } } })).toEqual(expected);
  expect(subscription(rest, PRO)).toEqual(expected);
});

test("rejects products in both properties", () => {
  expect(messageOf(() => subscription({ ...props, features: { subscriptionUpdate: { products: [PRO] } } }))).toBe(
    "SubscriptionPortal at stack/subscription-portal cannot be deployed:\n" +
      "  - `products`: cannot be combined with `features.subscriptionUpdate.products`; keep one of them",
  );
});

test("requires products", () => {
  expect(messageOf(() => subscription({}))).toContain("add products with their prices here");
});

test("rejects addProduct() if products are set", () => {
  expect(messageOf(() => subscription(props, PRO))).toContain(
    "`addProduct()`: cannot be combined with `features.subscriptionUpdate.products`",
  );
});

test("accepts products while plan switching is off, given or added, and sends none", () => {
  const off = { features: { subscriptionUpdate: { enabled: false } }, applyVia: ApplyVia.STEP };
  const { portal } = blocksOf(subscription(off, PRO), "subscription-portal");
  expect(portal.features.subscription_update).toMatchObject({ enabled: false, products: [] });
  expect(subscription({ ...off, products: [PRO] })).toEqual(subscription(off, PRO));
});

test("allows quantity changes, unless a product or the features exclude them", () => {
  const locked = { product: "prod_seat", prices: ["price_seat"], adjustableQuantity: { enabled: false } };
  expect(quantities(subscription({ products: [PRO, locked] }))).toEqual([true, false]);
  expect(quantities(subscription({}, PRO, locked))).toEqual([true, false]);
  const features = { subscriptionUpdate: { defaultAllowedUpdates: [PRICE] } };
  expect(quantities(subscription({ features, products: [PRO] }))).toEqual([false]);
  expect(quantities(subscription({ features }, PRO))).toEqual([false]);
});

test("allows quantity changes if the allowed updates are known at apply time only", () => {
  const features = { subscriptionUpdate: { defaultAllowedUpdates: "${var.updates}" as never } };
  expect(quantities(subscription({ features, products: [PRO] }))).toEqual([true]);
});
