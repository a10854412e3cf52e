import { Construct } from "constructs";
import { PortalFeatures } from "../../features";
import { PortalPlan, PortalProduct, SubscriptionUpdateField } from "../../features/subscription-update";
import { StripePortalConfigurationProps } from "../../portal-props";
import { PortalPresetProps } from "../../presets/preset-props";
import { errorOfChild } from "../errors";
import { withoutUndefined } from "../terraform/overrides";
import { isStruct } from "../terraform/tokens";
import { Portal, resolvedItems } from "./rule";
import { hasQuantity, withUpdate } from "./subscription-update";

const presetLists = new WeakSet<readonly SubscriptionUpdateField[]>();

/** A preset's properties with the changes of the app. A value of another type is returned for the construct to report. */
export function withPreset<Props extends PortalPresetProps>(
  props: Props,
  preset: PortalFeatures,
): Props & StripePortalConfigurationProps {
  if (!isStruct(props ?? {})) return props as never;
  return { ...props, features: mergeFeatures(preset, props?.features) };
}

/** A preset's features with the changes of the app, merged property by property inside a feature. */
export function mergeFeatures(preset: PortalFeatures, changes: PortalFeatures = {}): PortalFeatures {
  // A value of another type is reported by the construct.
  if (!isStruct(changes)) return changes;
  const merged: Record<string, unknown> = { ...preset };
  for (const [name, change] of Object.entries(withoutUndefined(changes))) {
    const before = preset[name as keyof PortalFeatures];
    const isReplaced = !isStruct(change) || change.enabled === false;
    merged[name] = isReplaced ? change : { ...before, ...withoutUndefined(change) };
  }
  return merged;
}

/** The properties of a preset with plan switching, with its `products` and `plans` moved into the feature. */
export function withProducts(
  portal: { className: string; scope: Construct; id: string },
  props: StripePortalConfigurationProps & { readonly products?: PortalProduct[]; readonly plans?: PortalPlan[] },
): StripePortalConfigurationProps {
  // A value of another type is reported by the construct.
  if (!isStruct(props)) return props;
  const { products, plans, ...rest } = props;
  const moved = withoutUndefined({ products, plans });
  const update = rest.features?.subscriptionUpdate;
  if (Object.keys(moved).length === 0 || !isStruct(rest.features) || !isStruct(update)) return rest;
  const twice = Object.keys(moved).filter((name) => update[name] !== undefined);
  if (twice.length > 0) {
    throw errorOfChild(
      portal,
      twice.map((name) => ({
        property: name,
        rule: `cannot be combined with \`features.subscriptionUpdate.${name}\``,
        fix: "keep one of them",
      })),
    );
  }
  return withUpdate(rest, { ...update, ...moved });
}

/**
 * The `defaultAllowedUpdates` of a preset. QUANTITY is added as soon as a product has an adjustable quantity, unless the app
 * replaces the list.
 */
export function presetFields(...fields: SubscriptionUpdateField[]): SubscriptionUpdateField[] {
  presetLists.add(fields);
  return fields;
}

/** Returns true if the `defaultAllowedUpdates` of a portal are those of a preset. */
export function hasPresetFields({ features }: Portal): boolean {
  const { defaultAllowedUpdates: fields } = features.subscriptionUpdate ?? {};
  return typeof fields === "object" && presetLists.has(fields);
}

/** The properties of a preset in which customers can change quantities if the quantity of a product is adjustable. */
export function withQuantity(portal: Portal): Portal {
  const { subscriptionUpdate: update } = portal.features;
  const { defaultAllowedUpdates: fields = [], products, plans } = update ?? {};
  const { QUANTITY } = SubscriptionUpdateField;
  const isAdjustable = [...resolvedItems(products), ...resolvedItems(plans)].some(hasQuantity);
  if (fields.includes(QUANTITY) || !isAdjustable) return portal;
  return withUpdate(portal, { ...update, defaultAllowedUpdates: [...fields, QUANTITY] });
}
