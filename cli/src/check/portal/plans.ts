import type { Catalog } from "../stripe/catalog";
import { fieldOf, type Fields, isObject, isUnset } from "./fields";

/** A plan in the app: the lookup keys of the prices of one product. */
interface Plan {
  readonly lookup_keys: readonly string[];
  readonly adjustable_quantity: unknown;
}

/** The lookup keys of all plans of a portal. */
export function lookupKeysOf(portal: Fields | undefined): string[] {
  return plansOf(portal).flatMap(({ lookup_keys: keys }) => keys);
}

/** Returns a portal with products in the place of plans, as the step resolves them: after the listed products, in order. */
export function withProducts(portal: Fields, { byLookupKey }: Catalog): Fields {
  const plans = plansOf(portal);
  if (plans.length === 0) return portal;
  const features = portal.features as Fields;
  const { products, ...update } = withoutPlans(features.subscription_update as Fields);
  const resolved = plans.map(({ lookup_keys: keys, adjustable_quantity: quantity }) => {
    const prices = keys.flatMap((key) => byLookupKey.get(key) ?? []);
    return {
      product: prices.map(({ product }) => (typeof product === "string" ? product : product.id))[0],
      prices: prices.map(({ id }) => id),
      ...(quantity !== undefined && { adjustable_quantity: quantity }),
    };
  });
  const listed = Array.isArray(products) ? products : [];
  return {
    ...portal,
    features: {
      ...features,
      subscription_update: { ...update, products: [...listed, ...resolved.filter(({ prices }) => prices.length > 0)] },
    },
  };
}

function withoutPlans(update: Fields): Fields {
  return Object.fromEntries(Object.entries(update).filter(([name]) => name !== "plans"));
}

function plansOf(portal: Fields | undefined): Plan[] {
  const plans = fieldOf(fieldOf(fieldOf(portal, "features"), "subscription_update"), "plans");
  if (!Array.isArray(plans)) return [];
  return plans.filter(isObject).map(({ lookup_keys: keys, adjustable_quantity: quantity }) => ({
    lookup_keys: Array.isArray(keys) ? keys.filter((key) => !isUnset(key)).map(String) : [],
    adjustable_quantity: quantity,
  }));
}
