import { Construct } from "constructs";
import { CustomerUpdateField } from "../features/customer-update";
import { StripePortalConfiguration } from "../portal-configuration";
import { withPreset } from "../private/portal/preset";
import { CancellationMode, CancellationReason } from "../features/subscription-cancel";
import { PortalPresetProps } from "./preset-props";

/**
 * Properties of FullPortal.
 */
export interface FullPortalProps extends PortalPresetProps {}

/**
 * A portal in which customers can edit five of their billing details (not the name), see their invoices, change their payment
 * methods, and cancel immediately. A survey with three reasons follows a cancellation.
 *
 * Plan switching is off, because it requires products. Use `SubscriptionPortal` for it.
 *
 * @see https://docs.stripe.com/customer-management
 * @example
 *
 * import { CancellationMode, FullPortal } from "cdktf-stripe-portal";
 * import { Construct } from "constructs";
 *
 * declare const scope: Construct;
 * new FullPortal(scope, "portal", {
 *   features: { subscriptionCancel: { mode: CancellationMode.AT_PERIOD_END } },
 * });
 */
export class FullPortal extends StripePortalConfiguration {
  /**
   * @param scope the construct that contains the portal
   * @param id the ID of the portal within the scope, from which its Terraform address is made
   * @param props the properties of the portal, and changes to the preset
   */
  constructor(scope: Construct, id: string, props: FullPortalProps = {}) {
    const { EMAIL, ADDRESS, SHIPPING, PHONE, TAX_ID } = CustomerUpdateField;
    const { TOO_EXPENSIVE, MISSING_FEATURES, SWITCHED_SERVICE } = CancellationReason;
    const features = {
      customerUpdate: { allowedUpdates: [EMAIL, ADDRESS, SHIPPING, PHONE, TAX_ID] },
      invoiceHistory: {},
      paymentMethodUpdate: {},
      subscriptionCancel: {
        mode: CancellationMode.IMMEDIATELY,
        cancellationReason: { options: [TOO_EXPENSIVE, MISSING_FEATURES, SWITCHED_SERVICE] },
      },
    };
    super(scope, id, withPreset(props, features));
  }
}
