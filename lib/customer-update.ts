import * as cdktf from "cdktf";

/**
 * A billing detail that customers may edit. The values of Stripe's `features.customer_update.allowed_updates`.
 */
export enum CustomerUpdateField {
  /** The billing address */
  ADDRESS = "address",
  /** The email address */
  EMAIL = "email",
  /** The name */
  NAME = "name",
  /** The phone number */
  PHONE = "phone",
  /** The shipping address */
  SHIPPING = "shipping",
  /** The tax ids */
  TAX_ID = "tax_id",
}

/**
 * Lets customers edit their billing details. Stripe's `features.customer_update`.
 */
export interface CustomerUpdateFeature {
  /**
   * Whether the feature is on. Stripe's `features.customer_update.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The details that customers may edit. Stripe's `features.customer_update.allowed_updates`.
   *
   * @default - none: Stripe accepts that, but customers can edit nothing, so a warning is given
   */
  readonly allowedUpdates?: CustomerUpdateField[];
}
