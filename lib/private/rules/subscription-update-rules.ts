import {
  BillingCycleAnchor,
  PortalProduct,
  ScheduleCondition,
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "../../subscription-update";
import { isUsed } from "../render-features";
import { hasToken } from "../tokens";
import { indexed, isWholeWithin, resolvedItems, memberOf, membersOf, validId, repeated, Rule, unless } from "./checks";
import { Violation } from "./violation";

const PATH = "features.subscriptionUpdate";
const MAX_PRODUCTS = 10;

export const subscriptionUpdateRules: readonly Rule[] = [
  {
    name: "plan-switching-values",
    rule: "What may change, prorations, billing cycle anchor, trial behavior and conditions have closed sets of values.",
    answer: "Invalid features[subscription_update][proration_behavior]: must be one of ...",
    confidence: "documented or reported by several",
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
    name: "payment-methods-beside-plan-switching",
    holdsForOverrides: true,
    rule: "Plan switching needs payment method update.",
    answer: "Cannot enable subscription updates while payment method update is disabled.",
    confidence: "documented or reported by several",
    example: "features: { subscriptionUpdate: { products: [PRO] } }",
    check: ({ features: { subscriptionUpdate: update, paymentMethodUpdate } }) =>
      unless(!isUsed(update) || hasToken(update?.enabled) || isUsed(paymentMethodUpdate), {
        property: "features.paymentMethodUpdate",
        rule: "Stripe cannot enable subscription updates while payment method update is disabled",
        got: paymentMethodUpdate,
        fix: "add `paymentMethodUpdate: {}`",
      }),
  },
  {
    name: "products-beside-plan-switching",
    holdsForOverrides: true,
    rule: "Plan switching needs products, even where only quantities or promotion codes may change.",
    answer: "Missing required param: features[subscription_update][products]",
    confidence: "documented or reported by several",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [] } }",
    check: ({ features: { subscriptionUpdate: update }, products }) =>
      unless(!isUsed(update) || hasToken(update?.enabled) || (products ?? []).length > 0, {
        property: `${PATH}.products`,
        rule: "Stripe demands the products that customers can switch to, even where only quantities or promotion codes may change",
        got: products,
        fix: "list at least one product with its prices, here or through `addProduct()`",
        fixableLater: update?.products === undefined,
      }),
  },
  {
    name: "ten-products",
    rule: `A portal lists at most ${MAX_PRODUCTS} products.`,
    answer: "Refused.",
    confidence: "documented or reported by several",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: Array.from({ length: 11 }, (_, i) => ({ ...PRO, product: \`prod_\${i}\` })) },
}`,
    check: ({ products = [] }) =>
      unless(products.length <= MAX_PRODUCTS, {
        property: `${PATH}.products`,
        rule: `Stripe takes at most ${MAX_PRODUCTS} products`,
        got: products.length,
        fix: "leave some out, or give them a portal of their own",
      }),
  },
  {
    name: "distinct-products",
    holdsForOverrides: true,
    rule: "Each product is listed once, also where the program names it through tokens.",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [PRO, PRO] } }",
    check: ({ products }) =>
      repeated(resolvedItems(products).map(({ product }) => product)).map((product) => ({
        property: `${PATH}.products`,
        rule: "each product is listed once",
        got: product,
        fix: "put all its prices into one element",
      })),
  },
  {
    name: "prices-of-a-product",
    holdsForOverrides: true,
    rule: "Each product lists prices: at least one, each once, also where the program names it through tokens.",
    answer: "For each product, its price must have unique billing intervals.",
    confidence: "documented or reported by several",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: [{ product: "prod_pro", prices: ["price_1", "price_1"] }] },
}`,
    check: ({ products }) =>
      indexed(`${PATH}.products`, products).flatMap(([path, product]) => [
        ...validId(`${path}.product`, product.product),
        ...pricesAreListed(`${path}.prices`, product),
      ]),
  },
  {
    name: "whole-quantities",
    holdsForOverrides: true,
    rule: "The bounds of an adjustable quantity are whole numbers from 0 on, the minimum not above the maximum.",
    answer: "Refused.",
    confidence: "reported once or inferred",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: [{ ...PRO, adjustableQuantity: { minimum: 5, maximum: 4 } }] },
}`,
    check: ({ products }) =>
      indexed(`${PATH}.products`, products).flatMap(([path, product]) =>
        quantityIsPossible(`${path}.adjustableQuantity`, product),
      ),
  },
];

function pricesAreListed(path: string, { prices }: PortalProduct): Violation[] {
  return [
    ...unless(hasToken(prices) || prices.length > 0, {
      property: path,
      rule: "Stripe demands at least one price for each product",
      got: prices,
      fix: "list the prices that customers can switch to",
    }),
    ...repeated(prices).map((price) => ({
      property: path,
      rule: "Stripe demands another billing interval for each price of a product",
      got: price,
      fix: "list each price once",
    })),
    ...indexed(path, prices).flatMap(([element, price]) => validId(element, price)),
  ];
}

function quantityIsPossible(path: string, { adjustableQuantity: quantity }: PortalProduct): Violation[] {
  const { minimum = 0, maximum = Infinity } = quantity ?? {};
  const whole = (bound: "minimum" | "maximum", value: number) =>
    unless(isWholeWithin(value, 0, Number.MAX_SAFE_INTEGER), {
      property: `${path}.${bound}`,
      rule: `must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
      got: value,
      fix: "give a whole number, or leave it out",
    });
  return [
    ...whole("minimum", minimum),
    ...(quantity?.maximum === undefined ? [] : whole("maximum", maximum)),
    ...unless(hasToken(minimum) || hasToken(maximum) || !(minimum > maximum), {
      property: `${path}.minimum`,
      rule: "must not be above the maximum",
      got: { minimum, maximum },
      fix: "swap or change them",
    }),
  ];
}
