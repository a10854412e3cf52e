import * as cdktf from "cdktf";

/**
 * The time at which a canceled subscription ends. A value of Stripe's `features.subscription_cancel.mode`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_cancel-mode
 */
export enum CancellationMode {
  /** At the end of the billing period. The customer can renew until then. */
  AT_PERIOD_END = "at_period_end",
  /** Immediately. */
  IMMEDIATELY = "immediately",
}

/**
 * The credit for unused time when a customer cancels. A value of Stripe's `features.subscription_cancel.proration_behavior`.
 *
 * Stripe's type also contains `always_invoice`, but Stripe rejects it here.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_cancel-proration_behavior
 */
export enum CancellationProration {
  /** Unused time is not credited. */
  NONE = "none",
  /** Unused time is credited on the next invoice. Requires `CancellationMode.IMMEDIATELY`. */
  CREATE_PRORATIONS = "create_prorations",
}

/**
 * A reason for canceling that customers can select. A value of Stripe's
 * `features.subscription_cancel.cancellation_reason.options`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_cancel-cancellation_reason-options
 */
export enum CancellationReason {
  /** Customer service was less than expected. */
  CUSTOMER_SERVICE = "customer_service",
  /** Quality was less than expected. */
  LOW_QUALITY = "low_quality",
  /** Some features are missing. */
  MISSING_FEATURES = "missing_features",
  /** Another reason. */
  OTHER = "other",
  /** The customer found an alternative. */
  SWITCHED_SERVICE = "switched_service",
  /** Ease of use was less than expected. */
  TOO_COMPLEX = "too_complex",
  /** It is too expensive. */
  TOO_EXPENSIVE = "too_expensive",
  /** The customer no longer needs it. */
  UNUSED = "unused",
}

/**
 * The survey after a cancellation. Stripe's `features.subscription_cancel.cancellation_reason`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_cancel-cancellation_reason
 */
export interface CancellationReasonFeature {
  /**
   * Turns the survey on or off. Stripe's `features.subscription_cancel.cancellation_reason.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The reasons that customers can select. Must contain at least one reason if the survey is on. Stripe's
   * `features.subscription_cancel.cancellation_reason.options`.
   *
   * @default - none, which is valid only if `enabled` is false
   */
  readonly options?: CancellationReason[];

  /**
   * The IDs of the account's feedback options to show in addition to `options`. Must not be combined with
   * `ApplyVia.PROVIDER`, because the Terraform provider does not support them. Stripe's
   * `features.subscription_cancel.cancellation_reason.feedback_options`.
   *
   * @default - none
   */
  readonly feedbackOptions?: string[];
}

/**
 * Lets customers cancel their subscriptions. Stripe's `features.subscription_cancel`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_cancel
 */
export interface SubscriptionCancelFeature {
  /**
   * Turns the feature on or off. Stripe's `features.subscription_cancel.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The time at which a canceled subscription ends. Stripe's `features.subscription_cancel.mode`.
   *
   * @default CancellationMode.AT_PERIOD_END
   */
  readonly mode?: CancellationMode;

  /**
   * The credit for unused time. `CREATE_PRORATIONS` requires `mode: CancellationMode.IMMEDIATELY`. Stripe's
   * `features.subscription_cancel.proration_behavior`.
   *
   * @default CancellationProration.NONE
   */
  readonly prorationBehavior?: CancellationProration;

  /**
   * The survey after a cancellation. Stripe's `features.subscription_cancel.cancellation_reason`.
   *
   * @default - customers are not asked for a reason
   */
  readonly cancellationReason?: CancellationReasonFeature;
}
