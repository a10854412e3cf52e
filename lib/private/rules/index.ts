import { PortalInput } from "../render-portal";
import { providerRules } from "./provider-rules";
import { Rule } from "./checks";
import { Violation } from "./violation";
import { portalRules } from "./portal-rules";
import { subscriptionCancelRules } from "./subscription-cancel-rules";
import { subscriptionPauseRules } from "./subscription-pause-rules";
import { subscriptionUpdateRules } from "./subscription-update-rules";

export { stackOverrides, unsupportedOverrides } from "./provider-rules";
export { checkedId } from "./construct-id";
export { Violation, portalError } from "./violation";
export { refusedProps, refusedResource } from "./lifecycle-rules";
export { Program } from "./program";
export { brokenProgramRules, programRules as PROGRAM_RULES } from "./program-rules";
export { typeErrorsOfProduct, typeErrors } from "./type-errors";
export { withOverrides } from "./with-overrides";
export { idOfConfiguration } from "./portal-rules";
export { WARNINGS, warningText } from "./warnings";

/** What Stripe refuses: the table behind docs/rules.md. */
export const RULES: readonly Rule[] = [
  ...portalRules,
  ...subscriptionCancelRules,
  ...subscriptionUpdateRules,
  ...subscriptionPauseRules,
  ...providerRules,
];

/** Every rule that a portal's properties break. */
export function brokenRules(portal: PortalInput): Violation[] {
  return RULES.flatMap(({ check }) => check(portal));
}

/** Every rule that a portal breaks once its overrides are in and its lazy values produced. */
export function brokenWithOverrides(portal: PortalInput): Violation[] {
  return RULES.filter(({ holdsForOverrides }) => holdsForOverrides).flatMap(({ check }) => check(portal));
}
