import * as cdktf from "cdktf";

/**
 * A billing detail that customers can edit. A value of Stripe's `features.customer_update.allowed_updates`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-customer_update-allowed_updates
 */
export enum CustomerUpdateField {
  /** The billing address. */
  ADDRESS = "address",
  /** The email address. */
  EMAIL = "email",
  /** The name. */
  NAME = "name",
  /** The phone number. */
  PHONE = "phone",
  /** The shipping address. */
  SHIPPING = "shipping",
  /** The tax IDs. */
  TAX_ID = "tax_id",
}

/**
 * Lets customers edit their billing details. Stripe's `features.customer_update`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-customer_update
 */
export interface CustomerUpdateFeature {
  /**
   * Turns the feature on or off. Stripe's `features.customer_update.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The details that customers can edit. Stripe's `features.customer_update.allowed_updates`.
   *
   * @default - none. Stripe accepts this, but customers cannot edit anything, so a warning is shown
   */
  readonly allowedUpdates?: CustomerUpdateField[];
}
