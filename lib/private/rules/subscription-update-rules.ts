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
import { idWithin, indexed, isWholeWithin, memberOf, membersOf, repeated, Rule, unless } from "./checks";
import { Failure } from "./failure";

const PATH = "features.subscriptionUpdate";
const MAX_PRODUCTS = 10;
const MAX_ID = 5000;

export const subscriptionUpdateRules: readonly Rule[] = [
  {
    name: "plan-switching-values",
    rule: "What may change, prorations, billing cycle anchor, trial behavior and conditions have closed sets of values.",
    answer: "Invalid features[subscription_update][proration_behavior]: must be one of ...",
    certainty: "documented or reported by several",
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
    rule: "Plan switching needs payment method update.",
    answer: "Cannot enable subscription updates while payment method update is disabled.",
    certainty: "documented or reported by several",
    example: "features: { subscriptionUpdate: { products: [PRO] } }",
    check: ({ features: { subscriptionUpdate: update, paymentMethodUpdate } }) =>
      unless(!isUsed(update) || hasToken(update?.enabled) || isUsed(paymentMethodUpdate), {
        property: "features.paymentMethodUpdate",
        rule: "Stripe cannot enable subscription updates while payment method update is disabled",
        got: paymentMethodUpdate,
        remedy: "add `paymentMethodUpdate: {}`",
      }),
  },
  {
    name: "products-beside-plan-switching",
    rule: "Plan switching needs products, even where only quantities or promotion codes may change.",
    answer: "Missing required param: features[subscription_update][products]",
    certainty: "documented or reported by several",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [] } }",
    check: ({ features: { subscriptionUpdate: update }, products = [] }) =>
      unless(!isUsed(update) || hasToken(update?.enabled) || products.length > 0, {
        property: `${PATH}.products`,
        rule: "Stripe demands the products that customers can switch to, even where only quantities or promotion codes may change",
        got: update?.products,
        remedy: "list at least one product with its prices, here or through `addProduct()`",
        mendable: update?.products === undefined,
      }),
  },
  {
    name: "ten-products",
    rule: `A portal lists at most ${MAX_PRODUCTS} products.`,
    answer: "Refused.",
    certainty: "documented or reported by several",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: Array.from({ length: 11 }, (_, i) => ({ ...PRO, product: \`prod_\${i}\` })) },
}`,
    check: ({ products = [] }) =>
      unless(products.length <= MAX_PRODUCTS, {
        property: `${PATH}.products`,
        rule: `Stripe takes at most ${MAX_PRODUCTS} products`,
        got: products.length,
        remedy: "leave some out, or give them a portal of their own",
      }),
  },
  {
    name: "distinct-products",
    rule: "Each product is listed once.",
    answer: "Refused.",
    certainty: "reported once or inferred",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [PRO, PRO] } }",
    check: ({ products = [] }) => repeated(products.map(({ product }) => product)).map(productTwice),
  },
  {
    name: "prices-of-a-product",
    rule: "Each product lists prices: at least one, each once.",
    answer: "For each product, its price must have unique billing intervals.",
    certainty: "documented or reported by several",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: [{ product: "prod_pro", prices: ["price_1", "price_1"] }] },
}`,
    check: ({ products }) =>
      indexed(`${PATH}.products`, products).flatMap(([path, product]) => [
        ...idWithin(`${path}.product`, product.product, MAX_ID),
        ...pricesAreListed(`${path}.prices`, product),
      ]),
  },
  {
    name: "whole-quantities",
    rule: "The bounds of an adjustable quantity are whole numbers from 0 on, the minimum not above the maximum.",
    answer: "Refused.",
    certainty: "reported once or inferred",
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

/** A product that is listed more than once. */
export function productTwice(product: unknown): Failure {
  return {
    property: `${PATH}.products`,
    rule: "each product is listed once",
    got: product,
    remedy: "put all its prices into one element",
  };
}

/** A price that a product lists more than once. */
export function priceTwice(property: string, price: unknown): Failure {
  return {
    property,
    rule: "Stripe demands another billing interval for each price of a product",
    got: price,
    remedy: "list each price once",
  };
}

function pricesAreListed(path: string, { prices }: PortalProduct): Failure[] {
  return [
    ...unless(hasToken(prices) || prices.length > 0, {
      property: path,
      rule: "Stripe demands at least one price for each product",
      got: prices,
      remedy: "list the prices that customers can switch to",
    }),
    ...repeated(prices).map((price) => priceTwice(path, price)),
    ...indexed(path, prices).flatMap(([element, price]) => idWithin(element, price, MAX_ID)),
  ];
}

function quantityIsPossible(path: string, { adjustableQuantity: quantity }: PortalProduct): Failure[] {
  const minimum = quantity?.minimum ?? 0;
  const maximum = quantity?.maximum ?? Number.MAX_SAFE_INTEGER;
  const whole = (bound: "minimum" | "maximum", value: number) =>
    unless(isWholeWithin(value, 0, Number.MAX_SAFE_INTEGER), {
      property: `${path}.${bound}`,
      rule: "must be a whole number, 0 or more",
      got: value,
      remedy: "give a whole number, or leave it out",
    });
  return [
    ...whole("minimum", minimum),
    ...whole("maximum", maximum),
    ...unless(hasToken(minimum) || hasToken(maximum) || !(minimum > maximum), {
      property: `${path}.minimum`,
      rule: "must not be above the maximum",
      got: { minimum, maximum },
      remedy: "swap or change them",
    }),
  ];
}
