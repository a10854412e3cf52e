import { randomInt } from "node:crypto";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The prefixes of ids with 14 instead of 24 characters after the prefix. */
const SHORT: readonly string[] = ["cus", "prod", "req"];

/** Random letters and digits. */
export function randomText(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/** An id that looks like Stripe's: `bpc_1...`, `prod_...`, `price_1...`. */
export function newId(prefix: "bpc" | "bps" | "cus" | "price" | "pmc" | "prod" | "req"): string {
  return SHORT.includes(prefix) ? `${prefix}_${randomText(14)}` : `${prefix}_1${randomText(23)}`;
}

/** The time in Stripe's unit. */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
