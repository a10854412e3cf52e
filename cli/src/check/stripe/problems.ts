import Stripe from "stripe";

/** The permissions of a restricted key that reading requires, as the Dashboard names them. */
export const PERMISSIONS = { portals: "Customer portal: Read", prices: "Prices: Read" } as const;

const { StripeAuthenticationError, StripeConnectionError, StripeError, StripePermissionError } = Stripe.errors;

/** The reason of a failed request, and its fix, in one line. */
export function problemOf(error: unknown, subject: keyof typeof PERMISSIONS): string {
  const message = (error as Error).message.replace(/\s+/g, " ").trim();
  if (!(error instanceof StripeError)) return message;
  if (error instanceof StripeConnectionError) {
    const detail = (error as { detail?: { message?: string; code?: string } }).detail;
    const reason = detail?.message || detail?.code || message;
    return `api.stripe.com cannot be reached (${reason}); check the network, HTTPS_PROXY and NO_PROXY`;
  }
  if (error instanceof StripeAuthenticationError) {
    return error.code === "api_key_expired" || /expired/i.test(message)
      ? "the API key has expired; create another one in the Dashboard"
      : `Stripe rejects the API key; set STRIPE_API_KEY to a key that was not revoked (${message})`;
  }
  if (error instanceof StripePermissionError) {
    return error.code === "account_invalid"
      ? `the API key cannot access the account; use a key of that account (${message})`
      : `the API key lacks the permission ${PERMISSIONS[subject]}; add it in the Dashboard (${message})`;
  }
  if (error.code === "resource_missing") {
    const [, mode] = /similar object exists in (live|test) mode/.exec(message) ?? [];
    return mode === undefined
      ? `it does not exist in the account of the API key; use a key of the account that the portal belongs to (${message})`
      : `it exists in ${mode} mode; use a ${mode} mode key`;
  }
  return `Stripe answered ${error.statusCode ?? "with an error"}: ${message}${error.requestId ? ` (${error.requestId})` : ""}`;
}
