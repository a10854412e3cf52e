import { PortalInput } from "../portal/render-portal";
import { providerRules } from "./provider-rules";
import { Rule, violationsOf } from "../portal/rule";
import { Violation } from "../errors";
import { duplicatesInOverrides } from "../portal/with-overrides";
import { portalRules } from "../portal/portal-rules";
import { subscriptionCancelRules } from "../portal/subscription-cancel-rules";
import { subscriptionPauseRules } from "../portal/subscription-pause-rules";
import { subscriptionUpdateRules } from "../portal/subscription-update-rules";

export { stackOverrides, unsupportedOverrides } from "./provider-rules";
export { checkedId, childPath } from "./construct-id";
export { Violation, portalError } from "../errors";
export { refusedProps, refusedResource } from "./lifecycle-rules";
export { Program } from "./program";
export { brokenProgramRules, programRules as PROGRAM_RULES } from "./program-rules";
export { foreignProvider } from "./provider-source";
export { brokenStackBoundaries, foreignDependsOn } from "./stack-boundaries";
export { typeErrorsOfProduct, typeErrors } from "./type-errors";
export { withOverrides } from "../portal/with-overrides";
export { idOfConfiguration } from "../portal/portal-rules";
export { PRICE_WARNINGS } from "./price-warnings";
export { WARNINGS, warningText } from "../portal/warnings";

/** The rules for the props of a portal. */
export const RULES: readonly Rule[] = [
  ...portalRules,
  ...subscriptionCancelRules,
  ...subscriptionUpdateRules,
  ...subscriptionPauseRules,
  ...providerRules,
];

/** All violations in the props of a portal. */
export function brokenRules(portal: PortalInput): Violation[] {
  return violations(RULES, portal);
}

/** All violations in the products of a portal. No other rule depends on a product that is added. */
export function brokenProductRules(portal: PortalInput): Violation[] {
  return violations(subscriptionUpdateRules, portal);
}

/** All violations of a portal after its overrides are applied and its lazy values resolved. */
export function brokenWithOverrides(portal: PortalInput): Violation[] {
  const rules = RULES.filter(({ holdsForOverrides }) => holdsForOverrides);
  return [...violations(rules, portal), ...duplicatesInOverrides(portal)];
}

function violations(rules: readonly Rule[], portal: PortalInput): Violation[] {
  return rules.flatMap((rule) => violationsOf(rule, rule.check(portal)));
}
