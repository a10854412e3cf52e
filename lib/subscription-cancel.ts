import * as cdktf from "cdktf";

/**
 * When a subscription ends that a customer cancels. The values of Stripe's `features.subscription_cancel.mode`.
 */
export enum CancellationMode {
  /** At the end of the billing period: until then the customer can still renew */
  AT_PERIOD_END = "at_period_end",
  /** At once */
  IMMEDIATELY = "immediately",
}

/**
 * Whether unused time is credited when a customer cancels. The values of Stripe's
 * `features.subscription_cancel.proration_behavior`.
 *
 * Stripe's type also has `always_invoice`, which Stripe refuses here.
 */
export enum CancellationProration {
  /** Unused time is not credited */
  NONE = "none",
  /** Unused time is credited on the next invoice; only with `CancellationMode.IMMEDIATELY` */
  CREATE_PRORATIONS = "create_prorations",
}

/**
 * A reason that a customer can give for canceling. The values of Stripe's
 * `features.subscription_cancel.cancellation_reason.options`.
 */
export enum CancellationReason {
  /** Customer service was less than expected */
  CUSTOMER_SERVICE = "customer_service",
  /** Quality was less than expected */
  LOW_QUALITY = "low_quality",
  /** Some features are missing */
  MISSING_FEATURES = "missing_features",
  /** Another reason */
  OTHER = "other",
  /** The customer found an alternative */
  SWITCHED_SERVICE = "switched_service",
  /** Ease of use was less than expected */
  TOO_COMPLEX = "too_complex",
  /** It is too expensive */
  TOO_EXPENSIVE = "too_expensive",
  /** The customer does not need it any more */
  UNUSED = "unused",
}

/**
 * The survey after a cancellation. Stripe's `features.subscription_cancel.cancellation_reason`.
 */
export interface CancellationReasonFeature {
  /**
   * Whether customers are asked. Stripe's `features.subscription_cancel.cancellation_reason.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The reasons to choose from. Stripe's `features.subscription_cancel.cancellation_reason.options`.
   *
   * At least one while the survey is on, otherwise the construct throws.
   *
   * @default - none, which is an error unless `enabled` is false
   */
  readonly options?: CancellationReason[];

  /**
   * The ids of feedback options of the account, shown beside `options`. Stripe's
   * `features.subscription_cancel.cancellation_reason.feedback_options`.
   *
   * The Terraform provider does not know them: a portal with feedback options is completed by a step (see `ApplyVia`).
   *
   * @default - none
   */
  readonly feedbackOptions?: string[];
}

/**
 * Lets customers cancel their subscriptions. Stripe's `features.subscription_cancel`.
 */
export interface SubscriptionCancelFeature {
  /**
   * Whether the feature is on. Stripe's `features.subscription_cancel.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * When a canceled subscription ends. Stripe's `features.subscription_cancel.mode`.
   *
   * @default CancellationMode.AT_PERIOD_END
   */
  readonly mode?: CancellationMode;

  /**
   * Whether unused time is credited. Stripe's `features.subscription_cancel.proration_behavior`.
   *
   * `CREATE_PRORATIONS` needs `mode: CancellationMode.IMMEDIATELY`, otherwise the construct throws.
   *
   * @default CancellationProration.NONE
   */
  readonly prorationBehavior?: CancellationProration;

  /**
   * Asks customers why they leave. Stripe's `features.subscription_cancel.cancellation_reason`.
   *
   * @default - customers are not asked
   */
  readonly cancellationReason?: CancellationReasonFeature;
}
