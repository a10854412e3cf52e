import * as cdktf from "cdktf";

/**
 * What a customer may change of a subscription. The values of Stripe's
 * `features.subscription_update.default_allowed_updates`.
 */
export enum SubscriptionUpdateField {
  /** Switch to another price of the portal's products */
  PRICE = "price",
  /** Apply a promotion code */
  PROMOTION_CODE = "promotion_code",
  /** Change the quantity, of products whose `adjustableQuantity` is on */
  QUANTITY = "quantity",
}

/**
 * How a switch in the middle of a period is billed. The values of Stripe's
 * `features.subscription_update.proration_behavior`.
 */
export enum UpdateProration {
  /** The difference is invoiced at once */
  ALWAYS_INVOICE = "always_invoice",
  /** The difference is put on the next invoice */
  CREATE_PRORATIONS = "create_prorations",
  /** No difference is billed */
  NONE = "none",
}

/**
 * What a switch does to the billing date. The values of Stripe's `features.subscription_update.billing_cycle_anchor`.
 */
export enum BillingCycleAnchor {
  /** The billing period starts anew with the switch */
  NOW = "now",
  /** The billing date stays */
  UNCHANGED = "unchanged",
}

/**
 * What a switch does to a trial. The values of Stripe's `features.subscription_update.trial_update_behavior`.
 */
export enum TrialUpdateBehavior {
  /** The trial goes on */
  CONTINUE_TRIAL = "continue_trial",
  /** The trial ends with the switch */
  END_TRIAL = "end_trial",
}

/**
 * When a switch waits for the end of the period. The values of Stripe's
 * `features.subscription_update.schedule_at_period_end.conditions.type`.
 */
export enum ScheduleCondition {
  /**
   * When the amount decreases, also to a price of a longer interval (from 10 USD a month to 100 USD a year). Stripe's
   * documentation names prices of the same product only; in practice it also applies to switches between products.
   */
  DECREASING_ITEM_AMOUNT = "decreasing_item_amount",
  /** When the billing interval becomes shorter and nothing else about the items changes */
  SHORTENING_INTERVAL = "shortening_interval",
}

/**
 * Whether customers may choose how many of a product they have. Stripe's
 * `features.subscription_update.products.adjustable_quantity`.
 */
export interface AdjustableQuantity {
  /**
   * Whether the quantity can be changed. Stripe's `adjustable_quantity.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The smallest quantity, an integer from 0 on and not above `maximum`. Stripe's `adjustable_quantity.minimum`.
   *
   * Anything else makes the construct throw.
   *
   * @default 0
   */
  readonly minimum?: number;

  /**
   * The largest quantity, an integer from 0 on and not below `minimum`. Stripe's `adjustable_quantity.maximum`.
   *
   * Anything else makes the construct throw.
   *
   * @default - no limit
   */
  readonly maximum?: number;
}

/**
 * A product with the prices that customers can switch to. An element of Stripe's
 * `features.subscription_update.products`.
 */
export interface PortalProduct {
  /**
   * The product's id (`prod_...`), at most 5000 characters. Stripe's `products.product`.
   */
  readonly product: string;

  /**
   * The ids (`price_...`) of prices of this product. Stripe's `products.prices`.
   *
   * At least one. Must be recurring prices of this product with unique billing intervals within a currency.
   */
  readonly prices: string[];

  /**
   * Whether customers may choose how many they have. Stripe's `products.adjustable_quantity`.
   *
   * Left out, Stripe would let customers choose any quantity. This construct locks it unless told otherwise.
   *
   * @default - the quantity is locked
   */
  readonly adjustableQuantity?: AdjustableQuantity;
}

/**
 * A condition under which a switch waits for the end of the period. An element of Stripe's
 * `features.subscription_update.schedule_at_period_end.conditions`.
 */
export interface ScheduleAtPeriodEndCondition {
  /**
   * The kind of condition. Stripe's `conditions.type`.
   */
  readonly type: ScheduleCondition;
}

/**
 * Lets switches wait for the end of the period. Stripe's `features.subscription_update.schedule_at_period_end`.
 */
export interface ScheduleAtPeriodEnd {
  /**
   * A switch waits when any of these is true. Stripe's `schedule_at_period_end.conditions`.
   *
   * @default - none: every switch takes effect at once
   */
  readonly conditions?: ScheduleAtPeriodEndCondition[];
}

/**
 * Lets customers switch plans, quantities and promotion codes. Stripe's `features.subscription_update`.
 *
 * The Terraform provider cannot set products: a portal with this feature is completed by a step (see `ApplyVia`).
 */
export interface SubscriptionUpdateFeature {
  /**
   * Whether the feature is on. Stripe's `features.subscription_update.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * What customers may change. Stripe's `features.subscription_update.default_allowed_updates`.
   *
   * @default - nothing: Stripe accepts that, but customers can change nothing, so a warning is given
   */
  readonly defaultAllowedUpdates?: SubscriptionUpdateField[];

  /**
   * The products and prices that customers can switch to, 10 products at most. Stripe's
   * `features.subscription_update.products`.
   *
   * Stripe requires at least one while the feature is on, even if only quantities or promotion codes may change. Set them
   * here or through `addProduct()`, not both. While the feature is off, they are neither checked nor sent.
   *
   * @default - the products given to `addProduct()`
   */
  readonly products?: PortalProduct[];

  /**
   * How a switch in the middle of a period is billed. Stripe's `features.subscription_update.proration_behavior`.
   *
   * @default UpdateProration.NONE
   */
  readonly prorationBehavior?: UpdateProration;

  /**
   * What a switch does to the billing date. Stripe's `features.subscription_update.billing_cycle_anchor`.
   *
   * @default BillingCycleAnchor.UNCHANGED
   */
  readonly billingCycleAnchor?: BillingCycleAnchor;

  /**
   * What a switch does to a trial. Stripe's `features.subscription_update.trial_update_behavior`.
   *
   * @default TrialUpdateBehavior.END_TRIAL
   */
  readonly trialUpdateBehavior?: TrialUpdateBehavior;

  /**
   * Which switches wait for the end of the period. Stripe's `features.subscription_update.schedule_at_period_end`.
   *
   * @default - every switch takes effect at once
   */
  readonly scheduleAtPeriodEnd?: ScheduleAtPeriodEnd;
}
