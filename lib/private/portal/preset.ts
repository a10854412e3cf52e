import { PortalFeatures } from "../../features";
import { PortalProduct, SubscriptionUpdateField } from "../../features/subscription-update";
import { isUsed } from "./render-features";

const presetLists = new WeakSet<readonly SubscriptionUpdateField[]>();

/**
 * The `defaultAllowedUpdates` of a preset. QUANTITY is added as soon as a product has an adjustable quantity, unless the app
 * replaces the list.
 */
export function presetFields(...fields: SubscriptionUpdateField[]): SubscriptionUpdateField[] {
  presetLists.add(fields);
  return fields;
}

/** Returns true if the `defaultAllowedUpdates` of features are those of a preset. */
export function hasPresetFields({ subscriptionUpdate }: PortalFeatures): boolean {
  const { defaultAllowedUpdates: fields } = subscriptionUpdate ?? {};
  return typeof fields === "object" && presetLists.has(fields);
}

/** Features in which customers can change quantities if the quantity of a product is adjustable. */
export function withQuantity(features: PortalFeatures, products: readonly PortalProduct[] = []): PortalFeatures {
  const { subscriptionUpdate: update } = features;
  const { defaultAllowedUpdates: fields = [] } = update ?? {};
  const { QUANTITY } = SubscriptionUpdateField;
  if (fields.includes(QUANTITY) || !products.some(({ adjustableQuantity }) => isUsed(adjustableQuantity)))
    return features;
  return { ...features, subscriptionUpdate: { ...update, defaultAllowedUpdates: [...fields, QUANTITY] } };
}
