const KEYS = "(?:sk|rk)_(?:live|test|org)_";

/** A secret or restricted API key at the start of a word. */
export const SECRET_KEY = new RegExp(`\\b${KEYS}\\w+`);

/** API keys and webhook secrets anywhere in a string. */
const SECRETS = new RegExp(`(${KEYS}|whsec_)\\w+`, "g");

/** Removes secrets from a message. */
export function withoutSecrets(message: string): string {
  return message.replace(SECRETS, "$1...");
}
