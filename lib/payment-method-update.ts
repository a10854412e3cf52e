import * as cdktf from "cdktf";

/**
 * Lets customers change how they pay. Stripe's `features.payment_method_update`.
 */
export interface PaymentMethodUpdateFeature {
  /**
   * Whether the feature is on. Stripe's `features.payment_method_update.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The id (`pmc_...`) of the payment method configuration whose methods customers can choose from. Stripe's
   * `features.payment_method_update.payment_method_configuration`.
   *
   * At most 5000 characters, otherwise the construct throws.
   *
   * @default - the account's default payment method configuration
   */
  readonly paymentMethodConfiguration?: string;
}
