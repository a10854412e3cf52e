/** The optional parts of an error. */
export interface StripeErrorDetails {
  readonly type?: "invalid_request_error" | "idempotency_error" | "api_error";
  readonly code?: string;
  readonly param?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error of the API, with Stripe's message if it is known. */
export class StripeError extends Error {
  readonly type: string;
  readonly code?: string;
  readonly param?: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    message: string,
    details: StripeErrorDetails = {},
  ) {
    super(message);
    this.name = "StripeError";
    this.type = details.type ?? "invalid_request_error";
    this.code = details.code;
    this.param = details.param;
    this.headers = details.headers ?? {};
  }

  /** The body of the answer. */
  toWire(requestId: string, livemode: boolean): unknown {
    return {
      error: {
        ...(this.code && {
          code: this.code,
          doc_url: `https://stripe.com/docs/error-codes/${this.code.replaceAll("_", "-")}`,
        }),
        message: this.message,
        ...(this.param && { param: this.param }),
        request_log_url: `https://dashboard.stripe.com/${livemode ? "" : "test/"}logs/${requestId}`,
        type: this.type,
      },
    };
  }
}

/** An error of the sandbox itself, not of the simulated API. */
export class SandboxError extends StripeError {
  override toWire(): unknown {
    return { error: { message: this.message, type: this.type } };
  }
}

/** An error for a parameter that Stripe rejects. */
export function invalid(param: string, message: string, code?: string): StripeError {
  return new StripeError(400, message, { param, ...(code && { code }) });
}

/** An error for a missing parameter. */
export function missing(param: string): StripeError {
  return invalid(param, `Missing required param: ${param}.`, "parameter_missing");
}

/** The error for an endpoint that Stripe has and the sandbox does not. Official SDKs do not retry it. */
export function unsupported(method: string, path: string): StripeError {
  return new SandboxError(501, `The sandbox does not support ${method} ${path}.`, {
    type: "api_error",
    headers: { "Stripe-Should-Retry": "false" },
  });
}

/** Stripe's error for an endpoint that it does not have. */
export function unrecognized(method: string, path: string): StripeError {
  const hint = path.endsWith("/")
    ? "If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure " +
      "you passed a valid (non-empty) identifier in your code. "
    : "";
  return new StripeError(
    404,
    `Unrecognized request URL (${method}: ${path}). ${hint}Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  );
}
