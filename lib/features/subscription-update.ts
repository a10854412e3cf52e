import * as cdktf from "cdktf";

/**
 * A part of a subscription that customers can change. A value of Stripe's
 * `features.subscription_update.default_allowed_updates`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update-default_allowed_updates
 */
export enum SubscriptionUpdateField {
  /** The price: customers can switch to another price of the portal's products. */
  PRICE = "price",
  /** The promotion code. */
  PROMOTION_CODE = "promotion_code",
  /** The quantity, for products whose `adjustableQuantity` is on. */
  QUANTITY = "quantity",
}

/**
 * The billing of a switch in the middle of a billing period. A value of Stripe's
 * `features.subscription_update.proration_behavior`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update-proration_behavior
 */
export enum UpdateProration {
  /** The difference is invoiced immediately. */
  ALWAYS_INVOICE = "always_invoice",
  /** The difference is added to the next invoice. */
  CREATE_PRORATIONS = "create_prorations",
  /** The difference is not billed. */
  NONE = "none",
}

/**
 * The effect of a switch on the billing date. A value of Stripe's `features.subscription_update.billing_cycle_anchor`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update-billing_cycle_anchor
 */
export enum BillingCycleAnchor {
  /** A new billing period begins with the switch. */
  NOW = "now",
  /** The billing date stays the same. */
  UNCHANGED = "unchanged",
}

/**
 * The effect of a switch on a trial. A value of Stripe's `features.subscription_update.trial_update_behavior`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update-trial_update_behavior
 */
export enum TrialUpdateBehavior {
  /** The trial continues. */
  CONTINUE_TRIAL = "continue_trial",
  /** The trial ends with the switch. */
  END_TRIAL = "end_trial",
}

/**
 * A kind of switch that is postponed to the end of the billing period. A value of Stripe's
 * `features.subscription_update.schedule_at_period_end.conditions.type`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update-schedule_at_period_end
 */
export enum ScheduleCondition {
  /**
   * The amount decreases. This also postpones a switch to a longer interval that is cheaper in the long run, such as from
   * 10 USD a month to 100 USD a year. It applies to switches between products as well.
   */
  DECREASING_ITEM_AMOUNT = "decreasing_item_amount",
  /** The billing interval becomes shorter, and nothing else about the items changes. */
  SHORTENING_INTERVAL = "shortening_interval",
}

/**
 * The quantities of a product that customers can choose. Stripe's
 * `features.subscription_update.products.adjustable_quantity`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update-products-adjustable_quantity
 */
export interface AdjustableQuantity {
  /**
   * Lets customers change the quantity, or locks it. Stripe's `adjustable_quantity.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The smallest quantity. Must be an integer between 0 and `maximum`. Stripe's `adjustable_quantity.minimum`.
   *
   * @default 0
   */
  readonly minimum?: number;

  /**
   * The largest quantity. Must be an integer of at least `minimum`. Stripe's `adjustable_quantity.maximum`.
   *
   * @default - no limit
   */
  readonly maximum?: number;
}

/**
 * A product and the prices that customers can switch to. An item of Stripe's `features.subscription_update.products`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update-products
 */
export interface PortalProduct {
  /**
   * The ID (`prod_...`) of the product. Must be at most 5000 characters. Stripe's `products.product`.
   */
  readonly product: string;

  /**
   * The IDs (`price_...`) of the prices. Must contain at least one price. Stripe requires recurring prices that belong to
   * this product and have unique billing intervals within a currency. Stripe's `products.prices`.
   */
  readonly prices: string[];

  /**
   * The quantities that customers can choose. Stripe's `products.adjustable_quantity`.
   *
   * Stripe lets customers choose any quantity if this is left out, so the construct locks it instead.
   *
   * @default - the quantity is locked
   */
  readonly adjustableQuantity?: AdjustableQuantity;
}

/**
 * A product that customers can switch to, found through the lookup keys of its prices. IDs of prices differ in test and live
 * mode and in each account, while lookup keys can be the same.
 *
 * The step finds the prices at each apply in which it runs. The apply fails and nothing is sent if a key has no active price, if a
 * price is not recurring, or if the prices belong to several products.
 *
 * @see https://docs.stripe.com/products-prices/manage-prices#lookup-keys
 */
export interface PortalPlan {
  /**
   * The lookup keys of the prices, all of one product. Must contain at least one key, and no key twice. A key must have 1 to 200
   * characters. Stripe requires recurring prices with unique billing intervals within a currency. Stripe's `lookup_key` of a price.
   */
  readonly lookupKeys: string[];

  /**
   * The quantities that customers can choose. Stripe's `products.adjustable_quantity`.
   *
   * @default - the quantity is locked
   */
  readonly adjustableQuantity?: AdjustableQuantity;
}

/**
 * A condition that postpones a switch to the end of the billing period. An item of Stripe's
 * `features.subscription_update.schedule_at_period_end.conditions`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update-schedule_at_period_end
 */
export interface ScheduleAtPeriodEndCondition {
  /**
   * The kind of switch. Stripe's `conditions.type`.
   */
  readonly type: ScheduleCondition;
}

/**
 * The switches that are postponed to the end of the billing period. Stripe's
 * `features.subscription_update.schedule_at_period_end`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update-schedule_at_period_end
 */
export interface ScheduleAtPeriodEnd {
  /**
   * The conditions. A switch is postponed if at least one of them is met. Stripe's `schedule_at_period_end.conditions`.
   *
   * @default - none; every switch takes effect immediately
   */
  readonly conditions?: ScheduleAtPeriodEndCondition[];
}

/**
 * Lets customers switch plans, change quantities and apply promotion codes. Stripe's `features.subscription_update`.
 *
 * The Terraform provider cannot set the products, so the step of the portal sends the features (see `ApplyVia`).
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update
 */
export interface SubscriptionUpdateFeature {
  /**
   * Turns the feature on or off. Stripe's `features.subscription_update.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;

  /**
   * The parts of a subscription that customers can change. Stripe's `features.subscription_update.default_allowed_updates`.
   *
   * @default - none. Stripe accepts this, but customers cannot change anything, so a warning is shown
   */
  readonly defaultAllowedUpdates?: SubscriptionUpdateField[];

  /**
   * The products and prices that customers can switch to. Must contain between 1 and 10 products, `plans` included, also if only
   * quantities or promotion codes can change. Use either this property or `addProduct()`. Stripe's
   * `features.subscription_update.products`.
   *
   * If the feature is off, the products are neither checked nor sent.
   *
   * @default - the products passed to `addProduct()`
   */
  readonly products?: PortalProduct[];

  /**
   * More products that customers can switch to, found through the lookup keys of their prices. They follow `products`, and together
   * there can be at most 10. Use either this property or `addPlan()`. Must not be combined with `ApplyVia.PROVIDER`. Sent in Stripe's
   * `features.subscription_update.products`.
   *
   * If the feature is off, the plans are neither checked nor sent.
   *
   * @default - the plans passed to `addPlan()`
   */
  readonly plans?: PortalPlan[];

  /**
   * The billing of a switch in the middle of a billing period. Stripe's `features.subscription_update.proration_behavior`.
   *
   * @default UpdateProration.NONE
   */
  readonly prorationBehavior?: UpdateProration;

  /**
   * The effect of a switch on the billing date. Stripe's `features.subscription_update.billing_cycle_anchor`.
   *
   * @default BillingCycleAnchor.UNCHANGED
   */
  readonly billingCycleAnchor?: BillingCycleAnchor;

  /**
   * The effect of a switch on a trial. Stripe's `features.subscription_update.trial_update_behavior`.
   *
   * @default TrialUpdateBehavior.END_TRIAL
   */
  readonly trialUpdateBehavior?: TrialUpdateBehavior;

  /**
   * The switches that are postponed to the end of the billing period. Stripe's
   * `features.subscription_update.schedule_at_period_end`.
   *
   * @default - every switch takes effect immediately
   */
  readonly scheduleAtPeriodEnd?: ScheduleAtPeriodEnd;
}
