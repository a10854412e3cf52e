import { fieldOf, type Fields, KNOWN_AFTER_APPLY } from "../portal/fields";
import { lookupKeysOf, withProducts } from "../portal/plans";
import type { Finding } from "../report";
import type { Catalog, ListedPrice } from "../stripe/catalog";
import type { Portal, Price } from "../stripe/client";
import type { CheckedPortal } from "./checked-portal";

const OTHER_PRICE = "list another price in the app and apply";

/** The prices that the portal lists, in Stripe and in the app. */
export function listedPrices({ code, applied }: CheckedPortal, held: Portal): ListedPrice[] {
  return [...productsOf(held as unknown as Fields), ...productsOf((code ?? applied)?.fields)].flatMap(
    ({ product, prices }) => prices.filter((id) => id !== KNOWN_AFTER_APPLY).map((id) => ({ id, product })),
  );
}

/** Prices of a portal that customers cannot switch to. */
export function priceFindings(portal: CheckedPortal, held: Portal, catalog: Catalog): Finding[] {
  const code = (portal.code ?? portal.applied)?.fields;
  const inApp = code && withProducts(code, catalog);
  const products = [...productsOf(held as unknown as Fields), ...productsOf(inApp)];
  const ids = new Map(products.flatMap(({ product, prices }) => prices.map((id) => [id, product] as const)));
  const findings = [...ids].flatMap(([id, product]) => {
    const fault = faultOf(id, catalog.prices.get(id), held.livemode);
    return fault === undefined
      ? []
      : [{ ...fault, portal: portal.name, property: `features.subscriptionUpdate.products[${product}].prices` }];
  });
  const missing = lookupKeysOf(code).filter((key) => catalog.problem === undefined && !catalog.byLookupKey.has(key));
  return [
    ...findings,
    ...missing.map((key): Finding => ({
      kind: "lookup-key-missing",
      portal: portal.name,
      property: "features.subscriptionUpdate.plans",
      message: `no price has the lookup key ${key}`,
      fix: `set the lookup key of a price to ${key}, or change the app and apply`,
    })),
  ];
}

function faultOf(
  id: string,
  price: Price | "missing" | "other mode" | undefined,
  livemode: boolean,
): Pick<Finding, "kind" | "message" | "fix"> | undefined {
  if (price === undefined) return undefined;
  if (price === "missing") return { kind: "price-missing", message: `${id} does not exist`, fix: OTHER_PRICE };
  if (price === "other mode") {
    const mode = livemode ? "test" : "live";
    return { kind: "price-other-mode", message: `${id} exists in ${mode} mode only`, fix: OTHER_PRICE };
  }
  if (!price.active) {
    const fix = `restore ${id} in the Dashboard, or ${OTHER_PRICE}`;
    return { kind: "price-archived", message: `${id} is archived`, fix };
  }
  return price.type === "one_time"
    ? { kind: "price-one-time", message: `${id} is a one-time price`, fix: OTHER_PRICE }
    : undefined;
}

interface ListedProduct {
  readonly product: string;
  readonly prices: readonly string[];
}

/** The products that a portal lists, unless its plan switching is off. */
function productsOf(portal: Fields | undefined): ListedProduct[] {
  const update = fieldOf(fieldOf(portal, "features"), "subscription_update");
  const products = fieldOf(update, "products");
  if (String(fieldOf(update, "enabled")) !== "true" || !Array.isArray(products)) return [];
  return products.map((one) => {
    const prices = fieldOf(one, "prices");
    return { product: String(fieldOf(one, "product")), prices: Array.isArray(prices) ? prices.map(String) : [] };
  });
}
