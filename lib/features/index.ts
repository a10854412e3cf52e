import { CustomerUpdateFeature } from "./customer-update";
import { InvoiceHistoryFeature } from "./invoice-history";
import { PaymentMethodUpdateFeature } from "./payment-method-update";
import { SubscriptionCancelFeature } from "./subscription-cancel";
import { SubscriptionPauseFeature } from "./subscription-pause";
import { SubscriptionUpdateFeature } from "./subscription-update";

export * from "./customer-update";
export * from "./invoice-history";
export * from "./payment-method-update";
export * from "./subscription-cancel";
export * from "./subscription-pause";
export * from "./subscription-update";

/**
 * The features that customers can use in the portal. Stripe's `features`.
 *
 * A feature that is present is on. A feature that is left out is turned off in Stripe, also if it was on before. Must
 * contain at least one feature.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features
 */
export interface PortalFeatures {
  /**
   * Lets customers edit their billing details. Stripe's `features.customer_update`.
   *
   * @default - customers cannot edit their details
   */
  readonly customerUpdate?: CustomerUpdateFeature;

  /**
   * Shows customers their past invoices. Stripe's `features.invoice_history`.
   *
   * @default - customers do not see their invoices
   */
  readonly invoiceHistory?: InvoiceHistoryFeature;

  /**
   * Lets customers change their payment methods. Stripe requires it if `subscriptionUpdate` is on. Stripe's
   * `features.payment_method_update`.
   *
   * @default - customers cannot change their payment methods
   */
  readonly paymentMethodUpdate?: PaymentMethodUpdateFeature;

  /**
   * Lets customers cancel their subscriptions. Stripe's `features.subscription_cancel`.
   *
   * @default - customers cannot cancel
   */
  readonly subscriptionCancel?: SubscriptionCancelFeature;

  /**
   * Lets customers pause their subscriptions. Stripe shows it in its redesigned portal only. Must not be combined with
   * `ApplyVia.PROVIDER`, because the Terraform provider does not support it. Stripe's `features.subscription_pause`.
   *
   * @default - customers cannot pause
   */
  readonly subscriptionPause?: SubscriptionPauseFeature;

  /**
   * Lets customers switch plans, change quantities and apply promotion codes. Requires `paymentMethodUpdate` and at least
   * one product, in `products` or through `addProduct()`. Stripe's `features.subscription_update`.
   *
   * @default - customers cannot switch plans
   */
  readonly subscriptionUpdate?: SubscriptionUpdateFeature;
}
