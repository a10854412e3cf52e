const KEYS = "(?:sk|rk)_(?:live|test|org)_";

/** A secret or restricted key of Stripe, wherever it stands in a text. */
export const SECRET_KEY = new RegExp(`\\b${KEYS}\\w+`);

/** The same in texts for people, where it may stand behind anything; the secrets of webhooks as well. */
const SECRETS = new RegExp(`(${KEYS}|whsec_)\\w+`, "g");

/** A text for people in which no secret is left. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRETS, "$1...");
}
