import { Construct } from "constructs";
import { StripePortalConfiguration } from "../portal-configuration";
import { withPreset } from "../private/with-preset";
import { PortalPresetProps } from "./preset-props";

/**
 * Properties of BasicPortal.
 */
export interface BasicPortalProps extends PortalPresetProps {}

/**
 * The portal of the basic example: customers see their invoices and change how they pay.
 */
export class BasicPortal extends StripePortalConfiguration {
  /**
   * @param scope the construct in which the portal is defined
   * @param id the portal's id within the scope
   * @param props texts, links and changes to the preset
   */
  constructor(scope: Construct, id: string, props: BasicPortalProps = {}) {
    const features = { invoiceHistory: {}, paymentMethodUpdate: {} };
    super(scope, id, withPreset(props, features));
  }
}
