import { APPLY_STEP_SOURCE } from "../../lib/private/deployment/apply-step-source";

/** The version of Stripe's API that the step sends. */
export const STEP_VERSION = /\bSTRIPE_VERSION = "([^"]+)"/.exec(APPLY_STEP_SOURCE)![1];
