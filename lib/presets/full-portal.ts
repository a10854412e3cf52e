import { Construct } from "constructs";
import { CustomerUpdateField } from "../customer-update";
import { StripePortalConfiguration } from "../portal-configuration";
import { withPreset } from "../private/with-preset";
import { CancellationMode, CancellationReason } from "../subscription-cancel";
import { PortalPresetProps } from "./preset-props";

/**
 * Properties of FullPortal.
 */
export interface FullPortalProps extends PortalPresetProps {}

/**
 * The portal of the comprehensive example: customers edit five of their details, see their invoices, change how they pay,
 * and cancel at once after telling why. Plan switching needs products: see `SubscriptionPortal`.
 */
export class FullPortal extends StripePortalConfiguration {
  /**
   * @param scope the construct in which the portal is defined
   * @param id the portal's id within the scope
   * @param props texts, links and changes to the preset
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
