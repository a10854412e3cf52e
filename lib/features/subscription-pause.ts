import * as cdktf from "cdktf";

/**
 * A kind of pause. A value of Stripe's `features.subscription_pause.duration.type`.
 */
export enum PauseDurationType {
  /** The pause lasts until the customer resumes the subscription. */
  INDEFINITE = "indefinite",
  /** The customer chooses one of the offered intervals. */
  INTERVAL_OPTIONS = "interval_options",
}

/**
 * The unit of a pause. A value of Stripe's `features.subscription_pause.duration.interval_options.interval`.
 */
export enum PauseInterval {
  /** Days. */
  DAY = "day",
  /** Weeks. */
  WEEK = "week",
  /** Months. */
  MONTH = "month",
  /** Years. */
  YEAR = "year",
}

/**
 * A length of pause to offer. An item of Stripe's `features.subscription_pause.duration.interval_options`.
 */
export interface PauseIntervalOption {
  /**
   * The unit. Stripe's `interval`.
   */
  readonly interval: PauseInterval;

  /**
   * The number of units. Must be an integer of at least 1, and the pause must be at most 3 years. Stripe's
   * `interval_count`.
   *
   * @default 1
   */
  readonly intervalCount?: number;
}

/**
 * The length of a pause. Stripe's `features.subscription_pause.duration`.
 */
export interface PauseDuration {
  /**
   * The kind of pause. Stripe's `features.subscription_pause.duration.type`.
   */
  readonly type: PauseDurationType;

  /**
   * The lengths that customers can choose from. Requires `type: PauseDurationType.INTERVAL_OPTIONS`, and must not be empty.
   * Stripe's `features.subscription_pause.duration.interval_options`.
   *
   * @default - one month
   */
  readonly intervalOptions?: PauseIntervalOption[];
}

/**
 * Lets customers pause their subscriptions. Stripe's `features.subscription_pause`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features
 */
export interface SubscriptionPauseFeature {
  /**
   * Turns the feature on or off. Stripe's `features.subscription_pause.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The length of a pause. Stripe's `features.subscription_pause.duration`.
   *
   * @default - customers can pause for one month
   */
  readonly duration?: PauseDuration;
}
