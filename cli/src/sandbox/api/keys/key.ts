import type { Mode } from "../../state/account";

/** A secret or restricted key anywhere in a string. */
export const KEYS = /(?<![A-Za-z0-9])((?:sk|rk)(?:_org)?_(test|live)_)\w+/g;

/** The mode of a key, from its prefix. */
export function modeOf(key: string): Mode {
  return /^[a-z]+(_org)?_live_/.test(key) ? "live" : "test";
}

/** A key in Stripe's error messages: its kind and its last four characters. */
export function redact(key: string): string {
  const prefix = /^((?:sk|rk|pk|sk_org)_(?:test|live)_)?/.exec(key)![0];
  const rest = key.slice(prefix.length);
  return prefix + "*".repeat(Math.max(rest.length - 4, 4)) + (rest.length > 4 ? rest.slice(-4) : "");
}

/** A string with every key in it masked: `sk_live_****`. */
export function maskKeys(text: string): string {
  return text.replace(KEYS, "$1****");
}

/** The key of a request, accepted or not; undefined if it has none. */
export function keyOf(authorization: string | undefined): string | undefined {
  const [scheme = "", credentials = ""] = (authorization ?? "").split(/\s+/, 2);
  if (/^basic$/i.test(scheme)) {
    return Buffer.from(credentials, "base64").toString().split(":")[0] || undefined;
  }
  return /^bearer$/i.test(scheme) && credentials !== "" ? credentials : undefined;
}
