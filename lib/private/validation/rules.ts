import { Violation } from "../errors";
import { customerUpdateWarnings } from "../portal/customer-update";
import { portalRules, portalWarnings } from "../portal/portal";
import { inEach, Portal, Rule, violationsOf, Warning } from "../portal/rule";
import { subscriptionCancelRules } from "../portal/subscription-cancel";
import { subscriptionPauseRules } from "../portal/subscription-pause";
import { subscriptionUpdateRules, subscriptionUpdateWarnings } from "../portal/subscription-update";
import { PRICE_WARNINGS, PriceWarning } from "./price-warnings";
import { providerRules } from "./provider-rules";
import { brokenValueRules, brokenValueRulesOfOverrides, oneOfKnown, valueRules } from "./value-rules";

/** The warnings about a portal's own properties. */
export const WARNINGS: readonly Warning[] = [
  ...customerUpdateWarnings,
  ...subscriptionUpdateWarnings,
  ...portalWarnings,
];

/** All warnings. */
export const ALL_WARNINGS: readonly PriceWarning[] = [...WARNINGS, ...PRICE_WARNINGS];

/** The names that `acknowledgeWarnings` takes. */
export const WARNING_NAMES: readonly string[] = ALL_WARNINGS.map(({ name }) => name);

const warningNames: Rule = {
  name: "warning-names",
  rule: "`acknowledgeWarnings` must contain names of warnings, and no tokens",
  example: 'features: { invoiceHistory: {} }, acknowledgeWarnings: ["no-such-warning"]',
  check: ({ acknowledgeWarnings }) =>
    inEach("acknowledgeWarnings", acknowledgeWarnings, (name) => oneOfKnown(WARNING_NAMES, name)),
};

/** The rules that relate values to each other. */
const OTHER_RULES: readonly Rule[] = [
  ...portalRules,
  warningNames,
  ...subscriptionCancelRules,
  ...subscriptionUpdateRules,
  ...subscriptionPauseRules,
  ...providerRules,
];

/** The rules for the props of a portal. */
export const RULES: readonly Rule[] = [...valueRules, ...OTHER_RULES];

const OVERRIDE_RULES = OTHER_RULES.filter(({ holdsForOverrides }) => holdsForOverrides);
const LATER_RULES = OTHER_RULES.filter(({ isFixableLater }) => isFixableLater);
const PRODUCT_RULES = [...subscriptionUpdateRules, ...providerRules];

/** All violations of rules in the properties of a portal. */
export function violationsIn(portal: Portal): Violation[] {
  return [...brokenValueRules(portal), ...broken(OTHER_RULES, portal)];
}

/** All violations of rules in a portal that a product in `addProduct()` can cause. */
export function violationsInProducts(portal: Portal): Violation[] {
  return [...brokenValueRules(portal), ...broken(PRODUCT_RULES, portal)];
}

/** The violations in a complete portal without overrides that its properties alone did not have to fix. */
export function violationsFixedLater(portal: Portal): Violation[] {
  return broken(LATER_RULES, portal);
}

/** All violations of rules in a portal after overrides were applied and lazy values resolved. */
export function violationsInOverrides(portal: Portal): Violation[] {
  return [...brokenValueRulesOfOverrides(portal), ...broken(OVERRIDE_RULES, portal)];
}

function broken(rules: readonly Rule[], portal: Portal): Violation[] {
  const all: Violation[] = [];
  for (const rule of rules) all.push(...violationsOf(rule, rule.check(portal)));
  return all;
}
