import * as cdktf from "cdktf";

/**
 * Shows customers their past invoices. Stripe's `features.invoice_history`.
 */
export interface InvoiceHistoryFeature {
  /**
   * Whether the feature is on. Stripe's `features.invoice_history.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;
}
