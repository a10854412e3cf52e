import { PortalFeatures } from "./portal-features";
import { PortalProps } from "./portal-props";

/**
 * Properties of StripePortalConfiguration.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create
 */
export interface StripePortalConfigurationProps extends PortalProps {
  /**
   * The features that customers can use in the portal. Must contain at least one feature. Features that are left out are
   * turned off in Stripe. Stripe's `features`.
   */
  readonly features: PortalFeatures;
}
