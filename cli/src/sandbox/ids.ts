import { randomInt } from "node:crypto";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Random letters and digits. */
export function randomText(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/** An id that looks like Stripe's: `bpc_1...`, `prod_...`, `price_1...`. */
export function newId(prefix: "bpc" | "bps" | "price" | "pmc" | "prod" | "req"): string {
  return prefix === "prod" || prefix === "req" ? `${prefix}_${randomText(14)}` : `${prefix}_1${randomText(23)}`;
}

/** The time in Stripe's unit. */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
