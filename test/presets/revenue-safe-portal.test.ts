import * as cdktf from "cdktf";
import {
  PortalProduct,
  RevenueSafePortal,
  RevenueSafePortalProps,
  SubscriptionUpdateField,
  UpdateProration,
} from "../../lib";
import { PRO } from "../support/portals";
import { ANY_PROVIDER_VERSION } from "../support/provider-version";
import { blocksOf, inStack, messageOf, synth, synthOf } from "../support/synth";

const revenueSafe = (props: RevenueSafePortalProps, ...added: PortalProduct[]) =>
  synthOf((stack) => {
    const portal = new RevenueSafePortal(stack, "portal", props);
    added.forEach((product) => portal.addProduct(product));
  });

test("deploys this", () => {
  expect(revenueSafe({ products: [PRO] })).toMatchSnapshot(ANY_PROVIDER_VERSION);
});

test("invoices upgrades immediately, postpones downgrades and cancellations, and locks quantities", () => {
  expect(blocksOf(revenueSafe({ products: [PRO] })).portal.features).toMatchObject({
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: "at_period_end", proration_behavior: "none" },
    subscription_update: {
      default_allowed_updates: ["price"],
      proration_behavior: "always_invoice",
      products: [{ product: "prod_pro", adjustable_quantity: { enabled: false } }],
      schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }] },
    },
  });
});

test("accepts products through addProduct()", () => {
  expect(revenueSafe({}, PRO)).toEqual(revenueSafe({ products: [PRO] }));
});

test("rejects products in both properties", () => {
  const features = { subscriptionUpdate: { products: [PRO] } };
  expect(messageOf(() => revenueSafe({ products: [PRO], features }))).toContain(
    "RevenueSafePortal at stack/portal cannot be deployed:\n  - `products`: ",
  );
});

test("accepts changes to its features", () => {
  const { PRICE, QUANTITY } = SubscriptionUpdateField;
  const subscriptionUpdate = {
    defaultAllowedUpdates: [PRICE, QUANTITY],
    prorationBehavior: UpdateProration.NONE,
    scheduleAtPeriodEnd: {},
  };
  const products = [{ ...PRO, adjustableQuantity: { maximum: 5 } }];
  expect(blocksOf(revenueSafe({ products, features: { subscriptionUpdate } })).portal.features).toMatchObject({
    subscription_cancel: { mode: "at_period_end" },
    subscription_update: {
      default_allowed_updates: ["price", "quantity"],
      proration_behavior: "none",
      products: [{ adjustable_quantity: { enabled: true, maximum: 5 } }],
      schedule_at_period_end: { conditions: [] },
    },
  });
});

describe("an adjustable quantity", () => {
  const { PRICE, PROMOTION_CODE, QUANTITY } = SubscriptionUpdateField;
  const adjustable = { product: "prod_team", prices: ["price_team"], adjustableQuantity: { maximum: 5 } };
  const locked = { ...adjustable, adjustableQuantity: { enabled: false } };
  const fields = (...args: Parameters<typeof revenueSafe>) =>
    blocksOf(revenueSafe(...args)).portal.features.subscription_update.default_allowed_updates;
  const allowing = (...defaultAllowedUpdates: SubscriptionUpdateField[]) => ({
    features: { subscriptionUpdate: { defaultAllowedUpdates } },
  });

  test("lets customers change quantities, whether its product is listed or added", () => {
    expect(fields({ products: [PRO, adjustable] })).toEqual([PRICE, QUANTITY]);
    expect(fields({ features: { subscriptionUpdate: { products: [PRO, adjustable] } } })).toEqual([PRICE, QUANTITY]);
    expect(fields({}, PRO, adjustable)).toEqual([PRICE, QUANTITY]);
  });

  test("does not add quantities if it is locked or plan switching is off", () => {
    expect(fields({ products: [PRO, locked] })).toEqual([PRICE]);
    expect(fields({ features: { subscriptionUpdate: { enabled: false } } }, adjustable)).toEqual([]);
  });

  test("keeps the fields of the app, with a warning if they exclude quantities", () => {
    expect(fields({ products: [adjustable], ...allowing(PRICE, PROMOTION_CODE) })).toEqual([PRICE, PROMOTION_CODE]);
    expect(fields({ products: [adjustable], ...allowing(QUANTITY, PRICE) })).toEqual([QUANTITY, PRICE]);
    const warningOf = (props: RevenueSafePortalProps) =>
      inStack((stack) => {
        const { node } = new RevenueSafePortal(stack, "portal", { ...props, products: [adjustable] });
        synth(stack);
        return node.metadata.map(({ data }) => data).join();
      });
    expect(warningOf(allowing(PRICE))).toContain('"adjustable-quantity-not-allowed"');
    expect(warningOf({})).toBe("");
  });
});

test("does not warn of its own condition", () => {
  const TEAM = { product: "prod_team", prices: ["price_team"] };
  inStack((stack) => {
    const portal = new RevenueSafePortal(stack, "portal", { products: [PRO, TEAM] });
    synth(stack);
    expect(portal.node.metadata.filter(({ type }) => type === cdktf.AnnotationMetadataEntryType.WARN)).toEqual([]);
  });
});
