import { StripeError } from "./errors";

/** The API version of a request without `Stripe-Version`: the newest one that the sandbox knows. */
export const DEFAULT_VERSION = "2026-10-28.endive";

/** The versions that brought something to the portal or to products, as npm `stripe`'s changelog tells. */
export const Since = {
  METERED_PRICES_NEED_METERS: "2025-03-31",
  CUSTOMER_UPDATE_FLOW: "2026-08-26",
  FEEDBACK_OPTIONS: "2026-08-26",
  TAX_DETAILS: "2026-09-30",
  AFTER_EXPIRATION: "2026-10-28",
  SUBSCRIPTION_PAUSE: "2026-10-28",
} as const;

/** Reads a `Stripe-Version` header. */
export function readVersion(header: string | undefined): string {
  const version = header ?? DEFAULT_VERSION;
  if (!/^\d{4}-\d{2}-\d{2}(\.\w+)?$/.test(version)) {
    throw new StripeError(400, `Invalid Stripe API version: ${version}`);
  }
  return version;
}

/** Whether a version has what came with `since` (versions compare by their date). */
export function knows(version: string, since: string | undefined): boolean {
  return since === undefined || version.slice(0, since.length) >= since;
}
