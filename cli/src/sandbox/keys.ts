import type { Mode } from "./account";
import { OWN_ACCOUNT } from "./accounts";
import { StripeError } from "./errors";

/** The keys of a sandbox when none are given: secret and restricted ones for both modes. */
export const DEFAULT_KEYS: readonly string[] = [
  "sk_test_sandbox",
  "sk_live_sandbox",
  "rk_test_sandbox",
  "rk_live_sandbox",
];

/** A key that cannot be Stripe's: its text says what is wrong. */
export class InvalidKeyError extends Error {}

/** Who sends a request: the account and mode that its objects belong to. */
export interface Caller {
  readonly mode: Mode;
  readonly accountId: string;
}

/** The keys that a sandbox accepts. */
export class Keyring {
  readonly test: string;
  readonly live: string;
  private readonly accepted: ReadonlySet<string>;

  /** @param given keys to accept; a mode for which none is given keeps its default keys */
  constructor(given: readonly string[]) {
    const wrong = given.find((key) => !/^(sk|rk|sk_org)_(test|live)_\w+$/.test(key));
    if (wrong !== undefined) {
      throw new InvalidKeyError(`a key starts with sk_test_, rk_test_, sk_live_ or rk_live_, got: ${redact(wrong)}`);
    }
    const keys = (["test", "live"] as const).flatMap((mode) => {
      const own = given.filter((key) => modeOf(key) === mode);
      return own.length > 0 ? own : DEFAULT_KEYS.filter((key) => modeOf(key) === mode);
    });
    this.accepted = new Set(keys);
    this.test = keys.find((key) => modeOf(key) === "test")!;
    this.live = keys.find((key) => modeOf(key) === "live")!;
  }

  /** Reads `Authorization` and the account headers; refuses in Stripe's words. */
  authenticate(headers: Readonly<Record<string, string | undefined>>): Caller {
    const key = readKey(headers["authorization"]);
    if (!this.accepted.has(key)) {
      throw new StripeError(401, `Invalid API Key provided: ${redact(key)}`);
    }
    const accountId = headers["stripe-context"] ?? headers["stripe-account"];
    if (accountId === undefined && key.startsWith("sk_org_")) {
      throw new StripeError(400, "You must provide a `Stripe-Context` header when using an organization API key.");
    }
    if (accountId !== undefined && !/^acct_\w+$/.test(accountId)) {
      const message =
        `The provided key '${redact(key)}' does not have access to account '${accountId}' (or that account does not ` +
        "exist). Application access may have been revoked.";
      throw new StripeError(403, message, { code: "account_invalid" });
    }
    return { mode: modeOf(key), accountId: accountId ?? OWN_ACCOUNT };
  }
}

/** The mode that a key's prefix tells. */
export function modeOf(key: string): Mode {
  return /^\w+?_live_/.test(key) ? "live" : "test";
}

/** A key as Stripe shows it in errors: its kind and its last four characters. */
export function redact(key: string): string {
  const prefix = /^((?:sk|rk|pk|sk_org)_(?:test|live)_)?/.exec(key)![0];
  const rest = key.slice(prefix.length);
  return prefix + "*".repeat(Math.max(rest.length - 4, 4)) + (rest.length > 4 ? rest.slice(-4) : "");
}

/** The key of a request without refusing anything: undefined when there is none. */
export function keyOf(authorization: string | undefined): string | undefined {
  const [scheme = "", credentials = ""] = (authorization ?? "").split(/\s+/, 2);
  if (/^basic$/i.test(scheme)) {
    return Buffer.from(credentials, "base64").toString().split(":")[0] || undefined;
  }
  return /^bearer$/i.test(scheme) && credentials !== "" ? credentials : undefined;
}

function readKey(authorization: string | undefined): string {
  const key = keyOf(authorization);
  if (key === undefined) {
    throw new StripeError(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth " +
        "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or " +
        "we can help at https://support.stripe.com/.",
    );
  }
  return key;
}
