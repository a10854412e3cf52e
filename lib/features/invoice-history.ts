import * as cdktf from "cdktf";

/**
 * Shows customers their past invoices. Stripe's `features.invoice_history`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-invoice_history
 */
export interface InvoiceHistoryFeature {
  /**
   * Turns the feature on or off. Stripe's `features.invoice_history.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;
}
