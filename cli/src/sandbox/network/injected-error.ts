/** The `type` and `code` of Stripe's errors by status, for statuses that have one usual error. */
const ERRORS: Readonly<Record<number, object>> = {
  402: { type: "card_error", code: "card_declined", decline_code: "generic_decline" },
  404: { type: "invalid_request_error", code: "resource_missing" },
  409: { type: "idempotency_error", code: "idempotency_key_in_use" },
  429: { type: "invalid_request_error", code: "rate_limit" },
};

/** The error in the body of an injected answer. */
export function injectedError(status: number): object {
  return {
    message: `The sandbox injected this ${status} response.`,
    ...(ERRORS[status] ?? { type: status < 500 ? "invalid_request_error" : "api_error" }),
  };
}
