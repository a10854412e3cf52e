import {
  AdjustableQuantity,
  BillingCycleAnchor,
  PortalPlan,
  PortalProduct,
  ScheduleAtPeriodEnd,
  ScheduleAtPeriodEndCondition,
  ScheduleCondition,
  SubscriptionUpdateFeature,
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "../../features/subscription-update";
import { ApplyVia } from "../../apply-via";
import { nullIf } from "../terraform/expressions";
import { hasToken, isStruct, isToken } from "../terraform/tokens";
import {
  duplicates,
  failIf,
  Finding,
  inEach,
  isEmpty,
  isOn,
  isUsed,
  Portal,
  resolvedItems,
  Rule,
  Warning,
  warnIf,
} from "./rule";
import { Body } from "../terraform/overrides";
import { choice, choices, id, ids, isUnset, list, number, ofStep, required, struct, toggle } from "./schema";

const PATH = "features.subscriptionUpdate";
const MAX_PRODUCTS = 10;
const MAX_LOOKUP_KEY = 200;

const ADJUSTABLE_QUANTITY = struct<AdjustableQuantity>({
  enabled: toggle(),
  minimum: number({ min: 0, max: Number.MAX_SAFE_INTEGER, default: 0 }),
  maximum: number({ min: 0, max: Number.MAX_SAFE_INTEGER }),
});

/** A product that customers can switch to. */
export const PRODUCT = struct<PortalProduct>({
  product: required(id()),
  prices: required(ids()),
  adjustableQuantity: ADJUSTABLE_QUANTITY,
});

/** A product that the step finds through the lookup keys of its prices. */
export const PLAN = struct<PortalPlan>({
  lookupKeys: required(ids(MAX_LOOKUP_KEY)),
  adjustableQuantity: ADJUSTABLE_QUANTITY,
});

const CONDITION = struct<ScheduleAtPeriodEndCondition>({ type: required(choice(ScheduleCondition)) });

export const SUBSCRIPTION_UPDATE = struct<SubscriptionUpdateFeature>(
  {
    enabled: toggle(),
    defaultAllowedUpdates: choices(SubscriptionUpdateField),
    prorationBehavior: choice(UpdateProration, { default: UpdateProration.NONE }),
    billingCycleAnchor: choice(BillingCycleAnchor, { default: BillingCycleAnchor.UNCHANGED }),
    trialUpdateBehavior: choice(TrialUpdateBehavior, { default: TrialUpdateBehavior.END_TRIAL }),
    products: list(PRODUCT, { max: MAX_PRODUCTS }),
    plans: ofStep(list(PLAN, { max: MAX_PRODUCTS })),
    scheduleAtPeriodEnd: struct<ScheduleAtPeriodEnd>({ conditions: list(CONDITION) }),
  },
  { native: withoutRejected },
);

/** Leaves out values that the provider, or Stripe at creation, rejects. */
function withoutRejected(update: Body): Body {
  const { enabled, products, billing_cycle_anchor: anchor, schedule_at_period_end: schedule } = update;
  const conditions = isStruct(schedule) ? schedule.conditions : schedule;
  return {
    ...update,
    products: enabled === false ? undefined : products,
    // Stripe may return null for "unchanged", which the provider reports as an inconsistent result.
    billing_cycle_anchor: nullIf(anchor, BillingCycleAnchor.UNCHANGED),
    // Stripe rejects an empty list when a portal is created.
    schedule_at_period_end: isUnset(conditions) ? undefined : schedule,
  };
}

/** The products and plans that were added to a portal after it was created. */
export interface Added {
  readonly products: readonly PortalProduct[];
  readonly plans: readonly PortalPlan[];
}

/**
 * The properties of a portal with the products and plans that are sent. Those of a feature that is off are neither checked nor
 * sent.
 */
export function withSent(props: Portal, added: Added = { products: [], plans: [] }): Portal {
  const { subscriptionUpdate: update } = props.features;
  if (update === undefined) return props;
  const sent = <T>(given: T[] | undefined, others: readonly T[]) => {
    if (!isUsed(update)) return undefined;
    return given ?? (others.length > 0 ? [...others] : undefined);
  };
  const products = sent(update.products, added.products);
  const plans = sent(update.plans, added.plans);
  const isSame = products === update.products && plans === update.plans;
  return isSame ? props : withUpdate(props, { ...update, products, plans });
}

/** The properties of a portal with another `subscriptionUpdate`. */
export function withUpdate(props: Portal, subscriptionUpdate: SubscriptionUpdateFeature): Portal {
  return { ...props, features: { ...props.features, subscriptionUpdate } };
}

export const subscriptionUpdateRules: readonly Rule[] = [
  {
    name: "payment-method-update-required",
    holdsForOverrides: true,
    rule: "Stripe requires `paymentMethodUpdate` if `subscriptionUpdate` is enabled",
    answer: "Cannot enable subscription updates while payment method update is disabled.",
    confidence: "documented or reported by several sources",
    example: "features: { subscriptionUpdate: { products: [PRO] } }",
    check: ({ features: { subscriptionUpdate: update, paymentMethodUpdate } }) =>
      failIf(isOn(update) && !isUsed(paymentMethodUpdate), {
        property: "features.paymentMethodUpdate",
        got: paymentMethodUpdate,
        fix: paymentMethodUpdate === undefined ? "add `paymentMethodUpdate: {}`" : "remove `enabled: false` from it",
      }),
  },
  {
    name: "products-required",
    holdsForOverrides: true,
    isFixableLater: true,
    rule: "Stripe requires at least one product if `subscriptionUpdate` is enabled, even if customers can change only quantities or promotion codes",
    answer: "Missing required param: features[subscription_update][products]",
    confidence: "documented or reported by several sources",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [] } }",
    check: ({ features: { subscriptionUpdate: update } }) =>
      failIf(isOn(update) && isEmpty(update?.products) && isEmpty(update?.plans), {
        property: `${PATH}.products`,
        got: update?.products,
        fix: "add products with their prices here, or call `addProduct()`",
        fixableLater: update?.products === undefined && update?.plans === undefined,
      }),
  },
  {
    name: "product-limit",
    rule: `Stripe accepts at most ${MAX_PRODUCTS} products`,
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: Array.from({ length: 11 }, (_, i) => ({ ...PRO, product: \`prod_\${i}\` })) },
}`,
    check: (portal) => {
      const { length } = offersOf(portal);
      return failIf(length > MAX_PRODUCTS, {
        property: `${PATH}.${isEmpty(productsOf(portal)) ? "plans" : "products"}`,
        got: length,
        fix: "remove some, or move them to another portal",
      });
    },
  },
  {
    name: "distinct-products",
    holdsForOverrides: true,
    rule: "a product cannot be listed twice",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [PRO, PRO] } }",
    check: (portal) =>
      duplicates(productsOf(portal).map(({ product }) => product)).map((product) => ({
        property: `${PATH}.products`,
        got: product,
        fix: "merge its prices into one entry",
      })),
  },
  {
    name: "prices-required",
    holdsForOverrides: true,
    rule: "Stripe requires at least one price for each product",
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: [{ product: "prod_pro", prices: [] }] },
}`,
    check: (portal) =>
      inEach(`${PATH}.products`, productsOf(portal), ({ prices }) =>
        failIf(prices.length === 0, {
          property: "prices",
          got: prices,
          fix: "add the prices that customers can switch to",
        }),
      ),
  },
  {
    name: "distinct-prices",
    holdsForOverrides: true,
    rule: "a product cannot list a price twice",
    answer: "For each product, its price must have unique billing intervals.",
    confidence: "documented or reported by several sources",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: [{ product: "prod_pro", prices: ["price_1", "price_1"] }] },
}`,
    check: (portal) =>
      inEach(`${PATH}.products`, productsOf(portal), ({ prices }) =>
        duplicates(prices).map((price) => ({
          property: "prices",
          got: price,
          fix: "remove the duplicate",
        })),
      ),
  },
  {
    name: "quantity-range",
    holdsForOverrides: true,
    rule: "the minimum of a quantity cannot be greater than its maximum",
    answer: "Rejected.",
    confidence: "reported once or inferred",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: [{ ...PRO, adjustableQuantity: { minimum: 5, maximum: 4 } }] },
}`,
    check: (portal) => [
      ...inEach(`${PATH}.products`, productsOf(portal), invertedQuantity),
      ...inEach(`${PATH}.plans`, plansOf(portal), invertedQuantity),
    ],
  },
  {
    name: "lookup-keys-required",
    holdsForOverrides: true,
    rule: "a plan requires at least one lookup key",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { plans: [{ lookupKeys: [] }] } }",
    check: (portal) =>
      inEach(`${PATH}.plans`, plansOf(portal), ({ lookupKeys }) =>
        failIf(lookupKeys.length === 0, {
          property: "lookupKeys",
          got: lookupKeys,
          fix: "add the lookup keys of the prices that customers can switch to",
        }),
      ),
  },
  {
    name: "distinct-lookup-keys",
    holdsForOverrides: true,
    rule: "a lookup key cannot be listed twice, because it belongs to one price",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { plans: [{ lookupKeys: ["pro_monthly"] }, { lookupKeys: ["pro_monthly"] }] },
}`,
    check: (portal) =>
      duplicates(plansOf(portal).flatMap(({ lookupKeys }) => resolvedItems(lookupKeys))).map((key) => ({
        property: `${PATH}.plans`,
        got: key,
        fix: "remove the duplicate",
      })),
  },
];

function invertedQuantity({ adjustableQuantity: { minimum = 0, maximum = Infinity } = {} }: Offer): readonly Finding[] {
  return failIf(minimum > maximum && !isToken(minimum) && !isToken(maximum), {
    property: "adjustableQuantity.minimum",
    got: { minimum, maximum },
    fix: "lower the minimum, or raise the maximum",
  });
}

export const subscriptionUpdateWarnings: readonly Warning[] = [
  {
    name: "no-subscription-update-fields",
    consequence: "Customers see the feature but cannot change anything.",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [PRO] } }",
    check: ({ features: { subscriptionUpdate: update } }) =>
      warnIf(
        isUsed(update) && isEmpty(update?.defaultAllowedUpdates),
        "`features.subscriptionUpdate` allows no updates, so customers cannot change anything. Set `defaultAllowedUpdates`.",
      ),
  },
  {
    name: "quantity-locked",
    consequence: "Customers can change quantities, but the quantity of every product is locked.",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { defaultAllowedUpdates: [SubscriptionUpdateField.QUANTITY], products: [PRO] },
}`,
    check: (portal) =>
      warnIf(
        allowsQuantity(portal) === true && offersOf(portal).length > 0 && !offersOf(portal).some(hasQuantity),
        "`SubscriptionUpdateField.QUANTITY` is allowed, but the quantity of every product is locked. Set `adjustableQuantity` of a product.",
      ),
  },
  {
    name: "adjustable-quantity-not-allowed",
    consequence: "The quantity of a product is adjustable, but customers cannot change quantities.",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: {
    defaultAllowedUpdates: [SubscriptionUpdateField.PRICE],
    products: [{ ...PRO, adjustableQuantity: {} }],
  },
}`,
    check: (portal) =>
      warnIf(
        allowsQuantity(portal) === false && offersOf(portal).some(hasQuantity),
        "The quantity of a product is adjustable, but `defaultAllowedUpdates` does not contain `SubscriptionUpdateField.QUANTITY`. Add it.",
      ),
  },
  {
    name: "plan-switching-via-provider",
    consequence: `Provider stripe/stripe 0.3.0 cannot set the products of plan switching: the apply fails and leaves a tainted resource.`,
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { defaultAllowedUpdates: [SubscriptionUpdateField.PRICE], products: [PRO] },
},
applyVia: ApplyVia.PROVIDER`,
    check: ({ applyVia, features: { subscriptionUpdate } }) =>
      warnIf(
        isUsed(subscriptionUpdate) && applyVia === ApplyVia.PROVIDER,
        "Provider stripe/stripe 0.3.0 cannot set the products of plan switching: the apply fails and leaves a tainted resource. Use `ApplyVia.AUTO`, or a provider that supports them.",
      ),
  },
  {
    name: "plan-switching-left-to-dashboard",
    consequence: "A portal is created without plan switching, and the step does not change its features.",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { defaultAllowedUpdates: [SubscriptionUpdateField.PRICE], products: [PRO] },
},
lifecycle: { ignoreChanges: ["features"] }`,
    check: ({ applyVia, importFrom, lifecycle, features: { subscriptionUpdate } }) =>
      warnIf(
        isUsed(subscriptionUpdate) &&
          applyVia !== ApplyVia.PROVIDER &&
          importFrom === undefined &&
          [lifecycle?.ignoreChanges ?? []].flat().includes("features"),
        "`lifecycle.ignoreChanges` contains `features`, so plan switching of a new portal stays off. Apply once without it.",
      ),
  },
];

function productsOf({ features }: Portal): readonly PortalProduct[] {
  return resolvedItems(features.subscriptionUpdate?.products);
}

export function plansOf({ features }: Portal): readonly PortalPlan[] {
  return resolvedItems(features.subscriptionUpdate?.plans);
}

/** A product that customers can switch to, listed or found through its prices. */
type Offer = PortalProduct | PortalPlan;

function offersOf(portal: Portal): readonly Offer[] {
  return [...productsOf(portal), ...plansOf(portal)];
}

/** Returns true if the quantity of a product may be adjustable. */
export function hasQuantity({ adjustableQuantity }: Offer): boolean {
  return isUsed(adjustableQuantity);
}

/** Returns true if customers can change quantities; undefined if this is unknown or plan switching is off. */
function allowsQuantity({ features: { subscriptionUpdate: update } }: Portal): boolean | undefined {
  if (!isUsed(update)) return undefined;
  const updates = update?.defaultAllowedUpdates;
  if (resolvedItems(updates).includes(SubscriptionUpdateField.QUANTITY)) return true;
  return hasToken(updates) ? undefined : false;
}
