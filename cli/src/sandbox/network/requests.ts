import type { WireRequest } from "../api/api";
import { toPlain } from "../api/form";
import type { Answer } from "../api/idempotency";
import { keyOf, maskKeys, modeOf } from "../api/keys/key";
import type { Mode } from "../state/account";

/** One recorded request. Its keys are masked. */
export interface SandboxRequest {
  /** Its `Request-Id`. */
  readonly id: string;
  readonly method: string;
  /** The path without the query, such as `/v1/prices`. */
  readonly path: string;
  /** The parameters of the query and the body: nested objects and lists of strings. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The account in a header; undefined for the key's own account. */
  readonly account: string | undefined;
  /** The mode of its key; undefined if it has none. */
  readonly mode: Mode | undefined;
  /** Its `Stripe-Version`; undefined if it has none. */
  readonly version: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** The time of arrival in milliseconds since 1970. */
  readonly at: number;
  /** The status of its answer; undefined until then, and if the connection was cut. */
  readonly status: number | undefined;
  /** The error message of its answer. */
  readonly error: string | undefined;
}

/**
 * The effect of an interceptor on a request:
 * - `{ status, body?, headers? }`: sends this answer and does not execute the request;
 * - `"reset"`: cuts the connection and does not execute the request;
 * - `"reset-after"`: executes the request, then cuts the connection;
 * - `{ delayMs, when? }`: waits before it executes the request, or with `when: "after"` before it sends the answer;
 * - undefined: none.
 */
export type Interception =
  | {
      readonly status: number;
      /**
       * An object is sent as JSON.
       * @default - an error with the `type` and `code` that Stripe's errors of this status have
       */
      readonly body?: unknown;
      /**
       * Replace the usual headers of the same names. With `Connection: close` and a `Content-Length` that exceeds the body,
       * the answer breaks off.
       */
      readonly headers?: Readonly<Record<string, string>>;
    }
  | "reset"
  | "reset-after"
  | { readonly delayMs: number; readonly when?: "before" | "after" };

/** Called with each request before it is executed, authenticated or not. */
export type Interceptor = (
  request: SandboxRequest,
) => Interception | undefined | void | Promise<Interception | undefined | void>;

const MAX_REQUESTS = 10_000;

/** Adds a request to a list and removes the first one if the list is full. */
export function keepRequest(requests: SandboxRequest[], request: SandboxRequest): void {
  requests.push(request);
  if (requests.length > MAX_REQUESTS) {
    requests.shift();
  }
}

/** A request without an answer yet. */
export type Recorded = { -readonly [K in keyof SandboxRequest]: SandboxRequest[K] };

export function recordOf({ id, method, path, headers, sent }: WireRequest): Recorded {
  const key = keyOf(headers["authorization"]);
  const header = (name: string): string | undefined => headers[name] && maskKeys(headers[name]);
  return {
    id,
    method,
    path: maskKeys(path),
    params: JSON.parse(maskKeys(JSON.stringify(toPlain(sent)))) as Record<string, unknown>,
    account: header("stripe-context") ?? header("stripe-account"),
    mode: key === undefined ? undefined : modeOf(key),
    version: header("stripe-version"),
    idempotencyKey: header("idempotency-key"),
    at: Date.now(),
    status: undefined,
    error: undefined,
  };
}

/** The error message of an answer, with keys masked. */
export function errorIn({ status, body }: Answer): string | undefined {
  return status < 400 ? undefined : maskKeys(messageIn(body));
}

function messageIn(body: string): string {
  try {
    const { message } = (JSON.parse(body) as { error: { message?: unknown } }).error;
    return typeof message === "string" ? message : body;
  } catch {
    return body;
  }
}
