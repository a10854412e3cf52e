import { Construct } from "constructs";
import { PortalFeatures } from "../portal-features";
import { PortalProduct } from "../subscription-update";
import { portalError } from "./rules";
import { isStruct } from "./tokens";

/** A plan switching preset's features with the products of its own property. */
export function withProducts(
  portal: { className: string; scope: Construct; id: string },
  features: PortalFeatures,
  products: PortalProduct[] | undefined,
): PortalFeatures {
  // What an untyped caller gives instead of a struct is for the construct to refuse.
  if (products === undefined || !isStruct(features) || !isStruct(features.subscriptionUpdate)) return features;
  if (features.subscriptionUpdate.products !== undefined) {
    throw portalError(portal.className, `${portal.scope.node.path}/${portal.id.replace(/\//g, "--")}`, [
      {
        property: "products",
        rule: "products are given in `products` or in `features.subscriptionUpdate.products`, not in both",
        remedy: "keep one of the two",
      },
    ]);
  }
  return { ...features, subscriptionUpdate: { ...features.subscriptionUpdate, products } };
}
