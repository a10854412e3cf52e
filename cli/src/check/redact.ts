const KEYS = /(?<![A-Za-z0-9])((?:sk|rk)_(?:org_(?:test_|live_)?|test_|live_))\w+/g;

/** A text without API keys, and without passwords in addresses. */
export function redact(text: string): string {
  return text.replace(KEYS, "$1****").replace(/(\w+:\/\/)[^\s/@]+@/g, "$1****@");
}
