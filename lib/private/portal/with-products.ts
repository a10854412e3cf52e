import { Construct } from "constructs";
import { StripePortalConfigurationProps } from "../../portal-props";
import { PortalProduct, SubscriptionUpdateFeature } from "../../features/subscription-update";
import { childPath, portalError } from "../validation";
import { isStruct } from "../terraform/tokens";

/** A portal's properties with another `subscriptionUpdate`. */
export function withUpdate(
  props: StripePortalConfigurationProps,
  subscriptionUpdate: SubscriptionUpdateFeature,
): StripePortalConfigurationProps {
  return { ...props, features: { ...props.features, subscriptionUpdate } };
}

/** The properties of a preset with plan switching, with its `products` moved into the feature. */
export function withProducts(
  portal: { className: string; scope: Construct; id: string },
  props: StripePortalConfigurationProps & { readonly products?: PortalProduct[] },
): StripePortalConfigurationProps {
  // A value of another type is reported by the construct.
  if (!isStruct(props)) return props;
  const { products, ...rest } = props;
  const { features } = rest;
  if (products === undefined || !isStruct(features) || !isStruct(features.subscriptionUpdate)) return rest;
  if (features.subscriptionUpdate.products !== undefined) {
    throw portalError(portal.className, childPath(portal.scope, portal.id), [
      {
        property: "products",
        rule: "cannot be combined with `features.subscriptionUpdate.products`",
        fix: "keep one of them",
      },
    ]);
  }
  return withUpdate(rest, { ...features.subscriptionUpdate, products });
}
