import type { Accounts } from "../state/accounts";
import { SandboxError, StripeError, unrecognized, unsupported } from "./errors";
import { takeExpansion } from "./expansion";
import { type FormMap, fromPlain, type Plain } from "./form";
import { type Answer, IdempotencyStore, type KeyedRequest } from "./idempotency";
import type { Caller, Keyring } from "./keys/keyring";
import { checkPermission } from "./keys/permissions";
import type { Endpoint } from "./resource";
import { matchRoute, type Route } from "./routing";
import { isStripeEndpoint } from "./stripe-endpoints";
import { DEFAULT_VERSION, readVersion } from "./versions";

/** A request as received. */
export interface WireRequest {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly sent: FormMap;
  /** The parameters undecoded, to compare a request with an earlier one. */
  readonly raw: string;
  /** The reason why its parameters were not decoded. */
  readonly rejection?: StripeError;
}

/** The API: authentication, versions, idempotency and errors around the endpoints. */
export class Api {
  private readonly idempotency = new IdempotencyStore();

  /** @param onWrite called when a request may have changed something */
  constructor(
    private readonly endpoints: readonly Endpoint[],
    private readonly accounts: Accounts,
    private readonly keyring: Keyring,
    private readonly onWrite: () => void,
  ) {}

  /** Answers a request as Stripe would. */
  answer(request: WireRequest): Answer {
    let livemode = false;
    try {
      const caller = this.keyring.authenticate(request.headers);
      livemode = caller.mode === "live";
      if (request.rejection) {
        throw request.rejection;
      }
      const keyed = keyedRequest(request, caller);
      return (keyed && this.idempotency.replay(keyed, request.id)) ?? this.carryOut(request, caller, keyed);
    } catch (error) {
      return errorAnswer(request, error, livemode);
    }
  }

  /** Answers a request with an injected answer. An injected 5xx is replayed like one of Stripe's. */
  inject(request: WireRequest, answer: Answer): Answer {
    try {
      const keyed = keyedRequest(request, this.keyring.authenticate(request.headers));
      if (keyed) {
        this.idempotency.keep(keyed, answer);
      }
    } catch {
      // Unauthenticated requests get the injected answer too.
    }
    return answer;
  }

  /** Executes a call of the sandbox's owner by the same rules. Throws Stripe's errors. */
  call(caller: Caller, method: Route["method"], path: string, params: { readonly [name: string]: Plain }): unknown {
    return this.dispatch({ method, path, sent: fromPlain(params) }, caller, DEFAULT_VERSION);
  }

  private carryOut(request: WireRequest, caller: Caller, keyed: KeyedRequest | undefined): Answer {
    if (/json/i.test(request.headers["content-type"] ?? "")) {
      throw new StripeError(
        400,
        "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any " +
          "questions, we can help at https://support.stripe.com/.",
      );
    }
    const version = readVersion(request.headers["stripe-version"]);
    const answer = answerOf(request, 200, this.dispatch(request, caller, version));
    if (keyed) {
      this.idempotency.keep(keyed, answer);
    }
    return answer;
  }

  private dispatch(
    { method, path, sent }: Pick<WireRequest, "method" | "path" | "sent">,
    caller: Caller,
    version: string,
  ): unknown {
    const match = matchRoute(this.endpoints, method, path);
    if (!match) {
      throw isStripeEndpoint(method, path) ? unsupported(method, path) : unrecognized(method, path);
    }
    const { route, id } = match;
    checkPermission(route.permission, method, caller);
    const parameters: FormMap = new Map(sent);
    const expand = takeExpansion(parameters, route.expandable, version);
    const account = this.accounts.get(caller.mode, caller.accountId);
    const shown = route.answer({ account, id, sent: parameters, version, expand });
    if (method !== "GET") {
      this.onWrite();
    }
    return shown;
  }
}

/** An answer with the headers that Stripe always sends. */
export function answerOf(
  { id, headers }: Pick<WireRequest, "id" | "headers">,
  status: number,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
): Answer {
  const idempotencyKey = headers["idempotency-key"];
  const account = headers["stripe-context"] ?? headers["stripe-account"];
  return {
    status,
    headers: {
      "Content-Type": "application/json",
      "Request-Id": id,
      "Stripe-Version": headers["stripe-version"] ?? DEFAULT_VERSION,
      ...(idempotencyKey !== undefined && { "Idempotency-Key": idempotencyKey, "Original-Request": id }),
      ...(account !== undefined && { "Stripe-Account": account }),
      ...more,
    },
    body: typeof body === "string" ? body : `${JSON.stringify(body, undefined, 2)}\n`,
  };
}

function errorAnswer(request: WireRequest, error: unknown, livemode: boolean): Answer {
  const stripeError =
    error instanceof StripeError
      ? error
      : new SandboxError(500, `The sandbox failed: ${String(error)}`, { type: "api_error" });
  return answerOf(request, stripeError.status, stripeError.toWire(request.id, livemode), stripeError.headers);
}

function keyedRequest(
  { headers, method, path, raw }: WireRequest,
  { mode, accountId }: Caller,
): KeyedRequest | undefined {
  const key = headers["idempotency-key"];
  if (key === undefined || method !== "POST") {
    return undefined;
  }
  return { key, scope: `${mode} ${accountId}`, content: `${method} ${path} ${raw}` };
}
