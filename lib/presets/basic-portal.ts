import { Construct } from "constructs";
import { StripePortalConfiguration } from "../portal-configuration";
import { withPreset } from "../private/portal/preset";
import { PortalPresetProps } from "./preset-props";

/**
 * Properties of BasicPortal.
 */
export interface BasicPortalProps extends PortalPresetProps {}

/**
 * A portal in which customers can see their invoices and change their payment methods.
 *
 * @see https://docs.stripe.com/customer-management
 * @example
 *
 * import { BasicPortal } from "cdktf-stripe-portal";
 * import { Construct } from "constructs";
 *
 * declare const scope: Construct;
 * new BasicPortal(scope, "portal", {
 *   businessProfile: { headline: "Manage your subscription" },
 * });
 */
export class BasicPortal extends StripePortalConfiguration {
  /**
   * @param scope the construct that contains the portal
   * @param id the ID of the portal within the scope, from which its Terraform address is made
   * @param props the properties of the portal, and changes to the preset
   */
  constructor(scope: Construct, id: string, props: BasicPortalProps = {}) {
    const features = { invoiceHistory: {}, paymentMethodUpdate: {} };
    super(scope, id, withPreset(props, features));
  }
}
