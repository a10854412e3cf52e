import { isUsed, Portal, Warning, warnIf } from "../portal/rule";
import { Body } from "../terraform/overrides";
import { ListedPrice } from "./stack-rules";

/** A warning about prices that the stack creates. Its example consists of statements of an app. */
export interface PriceWarning extends Omit<Warning, "check"> {
  readonly check: (portal: Portal, prices: readonly ListedPrice[]) => string | undefined;
}

/** Warnings about prices that the stack creates and a portal lists. */
export const PRICE_WARNINGS: readonly PriceWarning[] = [
  {
    name: "trial-ends-on-update",
    consequence: "Any update of a subscription, even of its quantity, ends the trial and charges the customer at once.",
    example: `const recurring = [{ interval: "month", trialPeriodDays: 14 }];
const trial = new Price(this, "trial", { product: "prod_pro", currency: "usd", taxBehavior: "exclusive", recurring });
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [trial.id] }] });`,
    check: (portal, listed) => {
      const { subscriptionUpdate: update } = portal.features;
      if (!isUsed(update) || update?.trialUpdateBehavior !== undefined) return undefined;
      const prices = namesOf(listed.filter(hasTrial));
      return warnIf(
        prices !== "",
        `Any update of a subscription, even of its quantity, ends the trial and charges the customer at once: ${prices}. Set \`features.subscriptionUpdate.trialUpdateBehavior\` to \`CONTINUE_TRIAL\`, or to \`END_TRIAL\` to confirm.`,
      );
    },
  },
  {
    name: "unspecified-tax-behavior",
    consequence: "If taxes are calculated automatically, customers cannot switch to the price, and no error is shown.",
    example: `const price = new Price(this, "price", { product: "prod_pro", currency: "usd", recurring: [{ interval: "month" }] });
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [price.id] }] });`,
    check: (portal, listed) => {
      if (!isUsed(portal.features.subscriptionUpdate)) return undefined;
      const prices = namesOf(listed.filter(hasUnspecifiedTax));
      return warnIf(
        prices !== "",
        `Prices have no \`taxBehavior\`: ${prices}. If taxes are calculated automatically, customers cannot switch to them, and no error is shown. Set \`taxBehavior\` of the prices.`,
      );
    },
  },
];

function hasTrial({ recurring }: ListedPrice): boolean {
  const { trial_period_days: days } = (recurring ?? {}) as Body;
  return typeof days === "number" && days > 0;
}

function hasUnspecifiedTax({ taxBehavior }: ListedPrice): boolean {
  return taxBehavior === undefined || taxBehavior === null || taxBehavior === "unspecified";
}

/** The addresses of prices, from the expressions of their ids. */
function namesOf(prices: readonly ListedPrice[]): string {
  return prices.map(({ price }) => price.replace(/^\$\{(.*)\.id\}$/, "$1")).join(", ");
}
