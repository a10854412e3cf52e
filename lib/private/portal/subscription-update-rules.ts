import {
  AdjustableQuantity,
  BillingCycleAnchor,
  PortalProduct,
  ScheduleCondition,
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "../../features/subscription-update";
import { isUsed } from "./render-features";
import { hasToken } from "../terraform/tokens";
import {
  duplicates,
  failIf,
  indexed,
  isIntegerWithin,
  MAX_ID,
  memberOf,
  membersOf,
  resolvedItems,
  Rule,
  validId,
} from "./rule";

const PATH = "features.subscriptionUpdate";
const MAX_PRODUCTS = 10;

export const subscriptionUpdateRules: readonly Rule[] = [
  {
    name: "plan-switching-values",
    rule: "the allowed updates, proration behavior, billing cycle anchor, trial behavior and schedule conditions must be members of their enums",
    answer: "Invalid features[subscription_update][proration_behavior]: must be one of ...",
    confidence: "documented or reported by several sources",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: [PRO], billingCycleAnchor: "later" as BillingCycleAnchor },
}`,
    check: ({ features: { subscriptionUpdate: update } }) => [
      ...membersOf(`${PATH}.defaultAllowedUpdates`, update?.defaultAllowedUpdates, SubscriptionUpdateField),
      ...memberOf(`${PATH}.prorationBehavior`, update?.prorationBehavior, UpdateProration),
      ...memberOf(`${PATH}.billingCycleAnchor`, update?.billingCycleAnchor, BillingCycleAnchor),
      ...memberOf(`${PATH}.trialUpdateBehavior`, update?.trialUpdateBehavior, TrialUpdateBehavior),
      ...indexed(`${PATH}.scheduleAtPeriodEnd.conditions`, update?.scheduleAtPeriodEnd?.conditions).flatMap(
        ([path, { type }]) => memberOf(`${path}.type`, type, ScheduleCondition),
      ),
    ],
  },
  {
    name: "payment-method-update-required",
    holdsForOverrides: true,
    rule: "Stripe requires `paymentMethodUpdate` if `subscriptionUpdate` is enabled",
    answer: "Cannot enable subscription updates while payment method update is disabled.",
    confidence: "documented or reported by several sources",
    example: "features: { subscriptionUpdate: { products: [PRO] } }",
    check: ({ features: { subscriptionUpdate: update, paymentMethodUpdate } }) =>
      failIf(isUsed(update) && !hasToken(update?.enabled) && !isUsed(paymentMethodUpdate), {
        property: "features.paymentMethodUpdate",
        got: paymentMethodUpdate,
        fix: "add `paymentMethodUpdate: {}`",
      }),
  },
  {
    name: "products-required",
    holdsForOverrides: true,
    rule: "Stripe requires at least one product if `subscriptionUpdate` is enabled, even if customers can change only quantities or promotion codes",
    answer: "Missing required param: features[subscription_update][products]",
    confidence: "documented or reported by several sources",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [] } }",
    check: ({ features: { subscriptionUpdate: update }, products }) =>
      failIf(isUsed(update) && !hasToken(update?.enabled) && (products ?? []).length === 0, {
        property: `${PATH}.products`,
        got: products,
        fix: "add products with their prices here, or call `addProduct()`",
        fixableLater: update?.products === undefined,
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
    check: ({ products = [] }) =>
      failIf(products.length > MAX_PRODUCTS, {
        property: `${PATH}.products`,
        got: products.length,
        fix: "remove some, or move them to another portal",
      }),
  },
  {
    name: "distinct-products",
    holdsForOverrides: true,
    rule: "a product cannot be listed twice",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [PRO, PRO] } }",
    check: ({ products }) =>
      duplicates(resolvedItems(products).map(({ product }) => product)).map((product) => ({
        property: `${PATH}.products`,
        got: product,
        fix: "merge its prices into one entry",
      })),
  },
  {
    name: "product-ids",
    holdsForOverrides: true,
    rule: `the IDs of products and prices must have 1 to ${MAX_ID} characters`,
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: 'features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [{ ...PRO, product: "" }] } }',
    check: ({ products }) =>
      indexed(`${PATH}.products`, products).flatMap(([path, { product, prices }]) => [
        ...validId(`${path}.product`, product),
        ...indexed(`${path}.prices`, prices).flatMap(([at, price]) => validId(at, price)),
      ]),
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
    check: ({ products }) =>
      indexed(`${PATH}.products`, products).flatMap(([path, { prices }]) =>
        failIf(!hasToken(prices) && prices.length === 0, {
          property: `${path}.prices`,
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
    check: ({ products }) =>
      indexed(`${PATH}.products`, products).flatMap(([path, { prices }]) =>
        duplicates(prices).map((price) => ({
          property: `${path}.prices`,
          got: price,
          fix: "remove the duplicate",
        })),
      ),
  },
  {
    name: "quantity-bounds",
    holdsForOverrides: true,
    rule: `the minimum and maximum of a quantity must be whole numbers from 0 to ${Number.MAX_SAFE_INTEGER}`,
    answer: "Rejected.",
    confidence: "reported once or inferred",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: [{ ...PRO, adjustableQuantity: { minimum: 0.5 } }] },
}`,
    check: ({ products }) =>
      quantities(products).flatMap(([path, quantity]) =>
        (["minimum", "maximum"] as const).flatMap((bound) =>
          failIf(quantity[bound] !== undefined && !isIntegerWithin(quantity[bound], 0, Number.MAX_SAFE_INTEGER), {
            property: `${path}.${bound}`,
            got: quantity[bound],
            fix: "use a whole number, or remove it",
          }),
        ),
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
    check: ({ products }) =>
      quantities(products).flatMap(([path, { minimum = 0, maximum = Infinity }]) =>
        failIf(!hasToken(minimum) && !hasToken(maximum) && minimum > maximum, {
          property: `${path}.minimum`,
          got: { minimum, maximum },
          fix: "lower the minimum, or raise the maximum",
        }),
      ),
  },
];

function quantities(products: readonly PortalProduct[] | undefined): [path: string, quantity: AdjustableQuantity][] {
  return indexed(`${PATH}.products`, products).map(([path, { adjustableQuantity = {} }]) => [
    `${path}.adjustableQuantity`,
    adjustableQuantity,
  ]);
}
