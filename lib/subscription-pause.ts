import * as cdktf from "cdktf";

/**
 * How long a pause lasts. The values of Stripe's `features.subscription_pause.duration.type`.
 */
export enum PauseDurationType {
  /** Until the customer resumes */
  INDEFINITE = "indefinite",
  /** As long as one of the offered intervals, which the customer chooses */
  INTERVAL_OPTIONS = "interval_options",
}

/**
 * The unit of a pause. The values of Stripe's `features.subscription_pause.duration.interval_options.interval`.
 */
export enum PauseInterval {
  /** Days */
  DAY = "day",
  /** Weeks */
  WEEK = "week",
  /** Months */
  MONTH = "month",
  /** Years */
  YEAR = "year",
}

/**
 * A length of pause on offer. An element of Stripe's `features.subscription_pause.duration.interval_options`.
 */
export interface PauseIntervalOption {
  /**
   * The unit. Stripe's `interval`.
   */
  readonly interval: PauseInterval;

  /**
   * How many units, at least 1 and at most three years in all, otherwise the construct throws. Stripe's `interval_count`.
   *
   * @default 1
   */
  readonly intervalCount?: number;
}

/**
 * How long a pause may last. Stripe's `features.subscription_pause.duration`.
 */
export interface PauseDuration {
  /**
   * Whether the customer chooses among intervals or pauses without an end. Stripe's
   * `features.subscription_pause.duration.type`.
   */
  readonly type: PauseDurationType;

  /**
   * The lengths to choose from. Stripe's `features.subscription_pause.duration.interval_options`.
   *
   * Only with `type: PauseDurationType.INTERVAL_OPTIONS`, and not empty; otherwise the construct throws.
   *
   * @default - one month
   */
  readonly intervalOptions?: PauseIntervalOption[];
}

/**
 * Lets customers pause their subscriptions. Stripe's `features.subscription_pause`.
 */
export interface SubscriptionPauseFeature {
  /**
   * Whether the feature is on. Stripe's `features.subscription_pause.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * How long a pause may last. Stripe's `features.subscription_pause.duration`.
   *
   * @default - an interval of one month
   */
  readonly duration?: PauseDuration;
}
