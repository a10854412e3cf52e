import { PortalFeatures } from "./portal-features";
import { PortalProps } from "./portal-props";

/**
 * Properties of StripePortalConfiguration.
 */
export interface StripePortalConfigurationProps extends PortalProps {
  /**
   * What customers can do in the portal. Stripe's `features`. What is left out is turned off in Stripe.
   *
   * At least one, otherwise the construct throws.
   */
  readonly features: PortalFeatures;
}
