import type { Mode } from "../../state/account";
import { OWN_ACCOUNT } from "../../state/accounts";
import { StripeError } from "../errors";
import { keyOf, KEYS, modeOf, redact } from "./key";

/** The keys of a sandbox when none are given: secret and restricted ones for both modes. */
export const DEFAULT_KEYS: readonly string[] = [
  "sk_test_sandbox",
  "sk_live_sandbox",
  "rk_test_sandbox",
  "rk_live_sandbox",
];

/** A key that does not have the form of Stripe's keys. */
export class InvalidKeyError extends Error {}

/** A restricted key with some of the permissions. A restricted key that is given as a string has all of them. */
export interface RestrictedKey {
  readonly key: string;
  /** Stripe's names, such as `customer_portal_write` and `plan_read`. Write includes read. */
  readonly permissions: readonly string[];
}

/** The sender of a request: the account and mode that its objects belong to. */
export interface Caller {
  readonly mode: Mode;
  readonly accountId: string;
  /** The key if it has only some of the permissions. */
  readonly restricted?: RestrictedKey;
}

/** The keys that a sandbox accepts. */
export class Keyring {
  readonly test: string;
  readonly live: string;
  private readonly accepted: ReadonlySet<string>;
  private readonly restricted: ReadonlyMap<string, RestrictedKey>;

  /** @param keysToAccept a mode without any keeps its default keys */
  constructor(keysToAccept: readonly (string | RestrictedKey)[]) {
    const given = keysToAccept.map((key) => (typeof key === "string" ? key : key.key));
    given.forEach(checkKey);
    const restricted = keysToAccept.filter((key) => typeof key !== "string");
    restricted.forEach(checkPermissions);
    this.restricted = new Map(restricted.map((key) => [key.key, key]));
    const keys = (["test", "live"] as const).flatMap((mode) => {
      const own = given.filter((key) => modeOf(key) === mode);
      return own.length > 0 ? own : DEFAULT_KEYS.filter((key) => modeOf(key) === mode);
    });
    this.accepted = new Set(keys);
    this.test = keys.find((key) => modeOf(key) === "test")!;
    this.live = keys.find((key) => modeOf(key) === "live")!;
  }

  accepts(key: string): boolean {
    return this.accepted.has(key);
  }

  /** Reads `Authorization` and the account headers. Throws Stripe's error if they are not valid. */
  authenticate(headers: Readonly<Record<string, string | undefined>>): Caller {
    const key = readKey(headers["authorization"]);
    if (/^pk_(test|live)_/.test(key)) {
      const message =
        "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of " +
        "your API keys at https://dashboard.stripe.com/account/apikeys.";
      throw new StripeError(403, message, { code: "secret_key_required" });
    }
    if (!this.accepts(key)) {
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
    return { mode: modeOf(key), accountId: accountId ?? OWN_ACCOUNT, restricted: this.restricted.get(key) };
  }
}

/** The variables that contain Stripe keys, with each key replaced by the sandbox's key of the same mode. */
export function replaceKeys(
  environment: Readonly<Record<string, string | undefined>>,
  keyring: Keyring,
): Record<string, string> {
  const replaced = Object.entries(environment).map(([name, value = ""]) => {
    const safe = value.replace(KEYS, (key) => (keyring.accepts(key) ? key : keyring[modeOf(key)]));
    return [name, value, safe] as const;
  });
  return Object.fromEntries(replaced.flatMap(([name, value, safe]) => (safe === value ? [] : [[name, safe]])));
}

function checkKey(key: string): void {
  if (!/^(sk|rk|sk_org)_(test|live)_\w+$/.test(key)) {
    throw new InvalidKeyError(`a key must start with sk_test_, rk_test_, sk_live_ or rk_live_; got: ${redact(key)}`);
  }
}

function checkPermissions({ key, permissions }: RestrictedKey): void {
  if (!key.startsWith("rk_")) {
    throw new InvalidKeyError(`only a restricted key (rk_...) can have permissions; got: ${redact(key)}`);
  }
  const wrong = permissions.find((permission) => !/^[a-z_]+_(read|write)$/.test(permission));
  if (wrong !== undefined) {
    throw new InvalidKeyError(
      `a permission must be one of Stripe's names, such as customer_portal_write or plan_read; got: ${wrong}`,
    );
  }
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
