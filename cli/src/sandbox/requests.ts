import type { Mode } from "./account";

/** One request as the sandbox saw it. There is never a key in it. */
export interface SandboxRequest {
  /** Its `Request-Id`. */
  readonly id: string;
  readonly method: string;
  /** The path without the query, such as `/v1/prices`. */
  readonly path: string;
  /** Query or body parameters as sent: nested objects and lists of strings. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The account that a header names, undefined for the key's own account. */
  readonly account: string | undefined;
  /** The mode of its key, undefined when it has none. */
  readonly mode: Mode | undefined;
  /** Its `Stripe-Version`, undefined when it names none. */
  readonly version: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number;
  /** The status of its answer; undefined until then, and for good when the connection was cut. */
  readonly status: number | undefined;
  /** Stripe's words when it was refused. */
  readonly error: string | undefined;
}

/**
 * What an interceptor does to a request:
 * - `{ status, body?, headers? }`: this answer instead of Stripe's; nothing is carried out (an `Error` body is up to you);
 * - `"reset"`: the connection is cut, nothing is carried out;
 * - `"reset-after"`: the request is carried out, then the connection is cut before the answer;
 * - `{ delayMs, when? }`: a wait before it is carried out, or with `when: "after"` between that and its answer;
 * - undefined: nothing.
 */
export type Interception =
  | {
      readonly status: number;
      /** An object is sent as JSON; left out, it is an error in Stripe's shape. */
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | "reset"
  | "reset-after"
  | { readonly delayMs: number; readonly when?: "before" | "after" };

/** Called with each request before it is handled, authenticated or not. */
export type Interceptor = (
  request: SandboxRequest,
) => Interception | undefined | void | Promise<Interception | undefined | void>;
