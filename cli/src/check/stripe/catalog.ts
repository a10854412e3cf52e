import type { Price, StripeReader } from "./client";
import { problemOf } from "./problems";

/** The number of lookup keys that Stripe accepts in one request. */
const MAX_KEYS = 10;

/** A price that is listed in a portal, with the product that lists it. */
export interface ListedPrice {
  readonly id: string;
  readonly product: string;
}

/** The prices that portals use. */
export interface Catalog {
  /** The prices by ID: the price, or the reason why Stripe has none. */
  readonly prices: ReadonlyMap<string, Price | "missing" | "other mode">;
  /** The prices by lookup key. */
  readonly byLookupKey: ReadonlyMap<string, Price>;
  /** The reason why prices could not be read. */
  readonly problem?: string;
}

/** Reads the listed prices, product by product, and the prices of lookup keys, ten keys a request. */
export async function readCatalog(
  reader: StripeReader,
  listed: readonly ListedPrice[],
  lookupKeys: readonly string[],
): Promise<Catalog> {
  const prices = new Map<string, Price | "missing" | "other mode">();
  const byLookupKey = new Map<string, Price>();
  try {
    const keys = [...new Set(lookupKeys)];
    while (keys.length > 0) {
      for (const price of await reader.pricesWith(keys.splice(0, MAX_KEYS))) {
        prices.set(price.id, price);
        if (price.lookup_key !== null) byLookupKey.set(price.lookup_key, price);
      }
    }
    for (const [product, ids] of missingByProduct(listed, prices)) {
      await readProduct(reader, product, ids, prices);
    }
    for (const { id } of listed) {
      if (!prices.has(id)) prices.set(id, await readPrice(reader, id));
    }
    return { prices, byLookupKey };
  } catch (error) {
    return { prices, byLookupKey, problem: problemOf(error, "prices") };
  }
}

function missingByProduct(
  listed: readonly ListedPrice[],
  known: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const byProduct = new Map<string, Set<string>>();
  for (const { id, product } of listed) {
    if (!known.has(id)) byProduct.set(product, (byProduct.get(product) ?? new Set()).add(id));
  }
  return byProduct;
}

async function readProduct(
  reader: StripeReader,
  product: string,
  required: ReadonlySet<string>,
  prices: Map<string, Price | "missing" | "other mode">,
): Promise<void> {
  try {
    for await (const page of reader.pricesOf(product)) {
      for (const price of page) prices.set(price.id, price);
      if ([...required].every((id) => prices.has(id))) return;
    }
  } catch (error) {
    // A product that is gone: its prices are read one by one.
    if (!isMissing(error)) throw error;
  }
}

async function readPrice(reader: StripeReader, id: string): Promise<Price | "missing" | "other mode"> {
  try {
    return await reader.price(id);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return /similar object exists/.test((error as Error).message) ? "other mode" : "missing";
  }
}

function isMissing(error: unknown): boolean {
  return (error as { code?: string }).code === "resource_missing";
}
