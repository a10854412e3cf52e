import { randomInt } from "node:crypto";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Random letters and digits. */
export function randomText(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/** An id with the form of most of Stripe's: `bpc_1...`, `price_1...`. */
export function newId(prefix: string): string {
  return `${prefix}_1${randomText(23)}`;
}

/** An id with the form of Stripe's oldest ones: `cus_...`, `prod_...`, `req_...`. */
export function newShortId(prefix: string): string {
  return `${prefix}_${randomText(14)}`;
}

/** The time in Stripe's unit. */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
