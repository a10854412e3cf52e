import { Violation } from "../errors";
import { customerUpdateWarnings } from "../portal/customer-update";
import { portalRules, portalWarnings } from "../portal/portal";
import { inEach, Portal, Rule, violationsOf, Warning } from "../portal/rule";
import { subscriptionCancelRules } from "../portal/subscription-cancel";
import { subscriptionPauseRules } from "../portal/subscription-pause";
import { subscriptionUpdateRules, subscriptionUpdateWarnings } from "../portal/subscription-update";
import { PRICE_WARNINGS } from "./price-warnings";
import { providerRules } from "./provider-rules";
import { oneOf, valueRules } from "./value-rules";

/** The warnings about a portal's own properties. */
export const WARNINGS: readonly Warning[] = [
  ...customerUpdateWarnings,
  ...subscriptionUpdateWarnings,
  ...portalWarnings,
];

/** The names that `acknowledgeWarnings` takes. */
export const WARNING_NAMES: readonly string[] = [...WARNINGS, ...PRICE_WARNINGS].map(({ name }) => name);

const warningNames: Rule = {
  name: "warning-names",
  rule: "`acknowledgeWarnings` must contain names of warnings, and no tokens",
  example: 'features: { invoiceHistory: {} }, acknowledgeWarnings: ["no-such-warning"]',
  check: ({ acknowledgeWarnings }) =>
    inEach("acknowledgeWarnings", acknowledgeWarnings, (name) => oneOf(WARNING_NAMES, name)),
};

/** The rules for the props of a portal. */
export const RULES: readonly Rule[] = [
  ...valueRules,
  ...portalRules,
  warningNames,
  ...subscriptionCancelRules,
  ...subscriptionUpdateRules,
  ...subscriptionPauseRules,
  ...providerRules,
];

/** The rules that a product in `addProduct()` can break. */
export const PRODUCT_RULES: readonly Rule[] = [...valueRules, ...subscriptionUpdateRules];

/** The rules that also apply to overrides. */
export const OVERRIDE_RULES: readonly Rule[] = RULES.filter(({ holdsForOverrides }) => holdsForOverrides);

/** All violations of rules in a portal. */
export function violationsIn(rules: readonly Rule[], portal: Portal): Violation[] {
  const all: Violation[] = [];
  for (const rule of rules) all.push(...violationsOf(rule, rule.check(portal)));
  return all;
}
