import { Body } from "../terraform/overrides";
import { isStruct } from "../terraform/tokens";

/** The quantity of a product without `adjustableQuantity`. Without it, Stripe lets customers choose any quantity. */
const LOCKED: Readonly<Body> = { enabled: false, minimum: 0 };

/** A portal's attributes in which the quantity of products added by an override is locked unless the override sets it. */
export function withLockedQuantities(portal: Body): Body {
  const { features } = portal as { features?: unknown };
  const update = isStruct(features) ? features.subscription_update : undefined;
  if (!isStruct(features) || !isStruct(update) || !Array.isArray(update.products)) return portal;
  const products = update.products.map((product: unknown) =>
    isStruct(product) ? { ...product, adjustable_quantity: product.adjustable_quantity ?? { ...LOCKED } } : product,
  );
  return { ...portal, features: { ...features, subscription_update: { ...update, products } } };
}
