import { PortalInput } from "../render-portal";
import { carrierRules } from "./carrier-rules";
import { Rule } from "./checks";
import { Failure } from "./failure";
import { portalRules } from "./portal-rules";
import { subscriptionCancelRules } from "./subscription-cancel-rules";
import { subscriptionPauseRules } from "./subscription-pause-rules";
import { subscriptionUpdateRules } from "./subscription-update-rules";

export { overridesProducts, stepOnlyFeatures, uncarriedOverrides } from "./carrier-rules";
export { Failure, portalError } from "./failure";
export { refusedProps, refusedResource } from "./lifecycle-rules";
export { Program } from "./program";
export { brokenProgramRules, programRules as PROGRAM_RULES } from "./program-rules";
export { misshapenProduct, misshapenProps } from "./shape";
export { WARNINGS, warningText } from "./warnings";

/** What Stripe refuses: the table behind docs/rules.md. */
export const RULES: readonly Rule[] = [
  ...portalRules,
  ...subscriptionCancelRules,
  ...subscriptionUpdateRules,
  ...subscriptionPauseRules,
  ...carrierRules,
];

/** Every rule of Stripe that the portal breaks. */
export function brokenRules(portal: PortalInput): Failure[] {
  return RULES.flatMap(({ check }) => check(portal));
}
