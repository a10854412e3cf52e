import { CustomerUpdateFeature } from "./customer-update";
import { InvoiceHistoryFeature } from "./invoice-history";
import { PaymentMethodUpdateFeature } from "./payment-method-update";
import { SubscriptionCancelFeature } from "./subscription-cancel";
import { SubscriptionPauseFeature } from "./subscription-pause";
import { SubscriptionUpdateFeature } from "./subscription-update";

/**
 * What customers can do in the portal. Stripe's `features`.
 *
 * A feature that is present is on. One that is left out is turned off in Stripe, whatever it was before.
 * At least one feature must be named, otherwise the construct throws.
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
   * Lets customers change how they pay. Stripe's `features.payment_method_update`.
   *
   * Stripe demands it beside `subscriptionUpdate`.
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
   * Lets customers pause their subscriptions. Stripe's `features.subscription_pause`.
   *
   * Stripe shows it in its redesigned portal only. The Terraform provider does not know it: a portal with this
   * feature is completed by a step (see `ApplyVia`).
   *
   * @default - customers cannot pause
   */
  readonly subscriptionPause?: SubscriptionPauseFeature;

  /**
   * Lets customers switch plans, quantities and promotion codes. Stripe's `features.subscription_update`.
   *
   * Needs `products` (here or through `addProduct()`) and `paymentMethodUpdate`; otherwise the construct throws.
   *
   * @default - customers cannot switch plans
   */
  readonly subscriptionUpdate?: SubscriptionUpdateFeature;
}
