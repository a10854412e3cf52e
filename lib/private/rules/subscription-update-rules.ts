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
import { indexed, isWholeWithin, memberOf, membersOf, repeated, Rule, textWithin, unless } from "./checks";
import { Failure } from "./failure";

const PATH = "features.subscriptionUpdate";
const MAX_PRODUCTS = 10;
const MAX_ID = 5000;

export const subscriptionUpdateRules: readonly Rule[] = [
  ({ features: { subscriptionUpdate: update } }) => [
    ...membersOf(`${PATH}.defaultAllowedUpdates`, update?.defaultAllowedUpdates, SubscriptionUpdateField),
    ...memberOf(`${PATH}.prorationBehavior`, update?.prorationBehavior, UpdateProration),
    ...memberOf(`${PATH}.billingCycleAnchor`, update?.billingCycleAnchor, BillingCycleAnchor),
    ...memberOf(`${PATH}.trialUpdateBehavior`, update?.trialUpdateBehavior, TrialUpdateBehavior),
    ...indexed(`${PATH}.scheduleAtPeriodEnd.conditions`, update?.scheduleAtPeriodEnd?.conditions).flatMap(
      ([path, { type }]) => memberOf(`${path}.type`, type, ScheduleCondition),
    ),
  ],
  ({ features: { subscriptionUpdate: update, paymentMethodUpdate } }) =>
    unless(!isUsed(update) || hasToken(update?.enabled) || isUsed(paymentMethodUpdate), {
      property: "features.paymentMethodUpdate",
      rule: "Stripe cannot enable subscription updates while payment method update is disabled",
      got: paymentMethodUpdate,
      remedy: "add `paymentMethodUpdate: {}`",
    }),
  ({ features: { subscriptionUpdate: update }, products = [] }) =>
    unless(!isUsed(update) || hasToken(update?.enabled) || products.length > 0, {
      property: `${PATH}.products`,
      rule: "Stripe demands the products that customers can switch to, even where only quantities or promotion codes may change",
      got: update?.products,
      remedy: "list at least one product with its prices, here or through `addProduct()`",
      mendable: update?.products === undefined,
    }),
  ({ products = [] }) =>
    unless(products.length <= MAX_PRODUCTS, {
      property: `${PATH}.products`,
      rule: `Stripe takes at most ${MAX_PRODUCTS} products`,
      got: products.length,
      remedy: "leave some out, or give them a portal of their own",
    }),
  ({ products = [] }) =>
    repeated(products.map(({ product }) => product)).map((product) => ({
      property: `${PATH}.products`,
      rule: "each product is listed once",
      got: product,
      remedy: "put all its prices into one element",
    })),
  ({ products }) =>
    indexed(`${PATH}.products`, products).flatMap(([path, product]) => [
      ...textWithin(`${path}.product`, product.product, MAX_ID),
      ...pricesAreListed(`${path}.prices`, product),
      ...quantityIsPossible(`${path}.adjustableQuantity`, product),
    ]),
];

function pricesAreListed(path: string, { prices }: PortalProduct): Failure[] {
  return [
    ...unless(hasToken(prices) || prices.length > 0, {
      property: path,
      rule: "Stripe demands at least one price for each product",
      got: prices,
      remedy: "list the prices that customers can switch to",
    }),
    ...repeated(prices).map((price) => ({
      property: path,
      rule: "Stripe demands another billing interval for each price of a product",
      got: price,
      remedy: "list each price once",
    })),
    ...indexed(path, prices).flatMap(([element, price]) => textWithin(element, price, MAX_ID)),
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
