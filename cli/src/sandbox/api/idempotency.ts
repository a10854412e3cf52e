import { StripeError } from "./errors";

/** An answer as it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request with an `Idempotency-Key`. */
export interface KeyedRequest {
  readonly key: string;
  /** The account and mode in which the key is valid. */
  readonly scope: string;
  /** Method, path and parameters: a key is valid for one request. */
  readonly content: string;
}

/**
 * Answers kept under `Idempotency-Key`. As at Stripe, successes and 5xx errors are kept and replayed; other
 * errors, lock timeouts and rate limits are not.
 */
export class IdempotencyStore {
  private readonly kept = new Map<string, { readonly content: string; readonly answer: Answer }>();

  /** The answer to replay under the id of its request; undefined if the request is new. */
  replay({ key, scope, content }: KeyedRequest, requestId: string): Answer | undefined {
    const earlier = this.kept.get(`${scope} ${key}`);
    if (earlier && earlier.content !== content) {
      const message =
        "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a " +
        `key other than '${key}' if you meant to execute a different request.`;
      throw new StripeError(400, message, { type: "idempotency_error" });
    }
    const replayed = { "Request-Id": requestId, "Idempotent-Replayed": "true" };
    return earlier && { ...earlier.answer, headers: { ...earlier.answer.headers, ...replayed } };
  }

  keep({ key, scope, content }: KeyedRequest, answer: Answer): void {
    if (answer.status < 400 || answer.status >= 500) {
      this.kept.set(`${scope} ${key}`, { content, answer });
    }
  }
}
