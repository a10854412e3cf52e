import { PortalInput } from "../render-portal";
import { carrierRules } from "./carrier-rules";
import { Rule } from "./checks";
import { Failure } from "./failure";
import { portalRules } from "./portal-rules";
import { subscriptionCancelRules } from "./subscription-cancel-rules";
import { subscriptionPauseRules } from "./subscription-pause-rules";
import { subscriptionUpdateRules } from "./subscription-update-rules";

export { stackOverrides, unsupportedOverrides } from "./carrier-rules";
export { checkedId } from "./construct-id";
export { Failure, portalError } from "./failure";
export { refusedProps, refusedResource } from "./lifecycle-rules";
export { Program } from "./program";
export { brokenProgramRules, programRules as PROGRAM_RULES } from "./program-rules";
export { misshapenProduct, misshapenProps } from "./misshapen";
export { overridden } from "./overridden";
export { idOfConfiguration } from "./portal-rules";
export { WARNINGS, warningText } from "./warnings";

/** What Stripe refuses: the table behind docs/rules.md. */
export const RULES: readonly Rule[] = [
  ...portalRules,
  ...subscriptionCancelRules,
  ...subscriptionUpdateRules,
  ...subscriptionPauseRules,
  ...carrierRules,
];

/** Every rule that a portal's properties break. */
export function brokenRules(portal: PortalInput): Failure[] {
  return RULES.flatMap(({ check }) => check(portal));
}

/** Every rule that a portal breaks once its overrides are in and its lazy values produced. */
export function brokenWithOverrides(portal: PortalInput): Failure[] {
  return RULES.filter(({ holdsForOverrides }) => holdsForOverrides).flatMap(({ check }) => check(portal));
}
