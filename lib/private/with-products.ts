import { Construct } from "constructs";
import { StripePortalConfigurationProps } from "../portal-configuration-props";
import { PortalProduct, SubscriptionUpdateFeature } from "../subscription-update";
import { portalError } from "./rules";
import { isStruct } from "./tokens";

/** A portal's properties with another plan switching. */
export function withUpdate(
  props: StripePortalConfigurationProps,
  subscriptionUpdate: SubscriptionUpdateFeature,
): StripePortalConfigurationProps {
  return { ...props, features: { ...props.features, subscriptionUpdate } };
}

/** A plan switching preset's properties, the products of its own in their feature. */
export function withProducts(
  portal: { className: string; scope: Construct; id: string },
  props: StripePortalConfigurationProps & { readonly products?: PortalProduct[] },
): StripePortalConfigurationProps {
  // What an untyped caller gives instead of a struct is for the construct to refuse.
  if (!isStruct(props)) return props;
  const { products, ...rest } = props;
  const { features } = rest;
  if (products === undefined || !isStruct(features) || !isStruct(features.subscriptionUpdate)) return rest;
  if (features.subscriptionUpdate.products !== undefined) {
    throw portalError(portal.className, `${portal.scope.node.path}/${portal.id.replace(/\//g, "--")}`, [
      {
        property: "products",
        rule: "products are given in `products` or in `features.subscriptionUpdate.products`, not in both",
        fix: "keep one of the two",
      },
    ]);
  }
  return withUpdate(rest, { ...features.subscriptionUpdate, products });
}
