import * as cdktf from "cdktf";

/**
 * Lets customers change their payment methods. Stripe's `features.payment_method_update`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-payment_method_update
 */
export interface PaymentMethodUpdateFeature {
  /**
   * Turns the feature on or off. Stripe's `features.payment_method_update.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The ID (`pmc_...`) of the payment method configuration whose methods customers can choose. Must be at most 5000
   * characters. Stripe's `features.payment_method_update.payment_method_configuration`.
   *
   * @default - the account's default payment method configuration
   */
  readonly paymentMethodConfiguration?: string;
}
