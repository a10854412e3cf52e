import {
  BillingCycleAnchor,
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CustomerUpdateField,
  PauseDurationType,
  PauseInterval,
  PortalFeatures,
  PortalProduct,
  ScheduleCondition,
  StripePortalConfigurationProps,
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "../../lib";

export const PRO: PortalProduct = { product: "prod_pro", prices: ["price_month", "price_year"] };

/** The minimal portal, which the provider fully supports. */
export const MINIMAL: StripePortalConfigurationProps = { features: { invoiceHistory: {} } };

/** The minimal portal with plan switching, which needs a step. */
export const SWITCHING: StripePortalConfigurationProps = { features: switching([PRO]) };

/** Plan switching with the feature that Stripe requires for it. */
export function switching(products?: PortalProduct[]): PortalFeatures {
  const defaultAllowedUpdates = [SubscriptionUpdateField.PRICE];
  return { paymentMethodUpdate: {}, subscriptionUpdate: { defaultAllowedUpdates, products } };
}

/** All properties of a portal, each with a value other than its default. */
export const MAXIMAL: StripePortalConfigurationProps = {
  name: "Acme",
  active: false,
  defaultReturnUrl: "https://acme.com/dashboard",
  businessProfile: {
    headline: "Manage your Acme plan",
    privacyPolicyUrl: "https://acme.com/privacy",
    termsOfServiceUrl: "https://acme.com/terms",
  },
  loginPage: { enabled: true },
  metadata: { team: "billing" },
  features: {
    customerUpdate: { enabled: true, allowedUpdates: Object.values(CustomerUpdateField) },
    invoiceHistory: { enabled: true },
    paymentMethodUpdate: { enabled: true, paymentMethodConfiguration: "pmc_1" },
    subscriptionCancel: {
      enabled: true,
      mode: CancellationMode.IMMEDIATELY,
      prorationBehavior: CancellationProration.CREATE_PRORATIONS,
      cancellationReason: {
        enabled: true,
        options: Object.values(CancellationReason),
        feedbackOptions: ["feedback_1"],
      },
    },
    subscriptionPause: {
      enabled: true,
      duration: {
        type: PauseDurationType.INTERVAL_OPTIONS,
        intervalOptions: [{ interval: PauseInterval.WEEK, intervalCount: 2 }],
      },
    },
    subscriptionUpdate: {
      enabled: true,
      defaultAllowedUpdates: Object.values(SubscriptionUpdateField),
      products: [{ ...PRO, adjustableQuantity: { enabled: true, minimum: 1, maximum: 50 } }],
      prorationBehavior: UpdateProration.ALWAYS_INVOICE,
      billingCycleAnchor: BillingCycleAnchor.NOW,
      trialUpdateBehavior: TrialUpdateBehavior.CONTINUE_TRIAL,
      scheduleAtPeriodEnd: { conditions: Object.values(ScheduleCondition).map((type) => ({ type })) },
    },
  },
};

/** The features of a portal without features, as the construct renders them. */
export const OFF = {
  customer_update: { enabled: false, allowed_updates: [] },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: "" },
  subscription_cancel: {
    enabled: false,
    mode: "at_period_end",
    proration_behavior: "none",
    cancellation_reason: { enabled: false, options: [], feedback_options: [] },
  },
  subscription_pause: { enabled: false },
  subscription_update: {
    enabled: false,
    default_allowed_updates: [],
    products: [],
    proration_behavior: "none",
    billing_cycle_anchor: "unchanged",
    trial_update_behavior: "end_trial",
    schedule_at_period_end: { conditions: [] },
  },
};

/** The features of the maximal portal, as the construct renders them. */
export const EVERYTHING = {
  customer_update: { enabled: true, allowed_updates: ["address", "email", "name", "phone", "shipping", "tax_id"] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true, payment_method_configuration: "pmc_1" },
  subscription_cancel: {
    enabled: true,
    mode: "immediately",
    proration_behavior: "create_prorations",
    cancellation_reason: {
      enabled: true,
      options: [
        "customer_service",
        "low_quality",
        "missing_features",
        "other",
        "switched_service",
        "too_complex",
        "too_expensive",
        "unused",
      ],
      feedback_options: ["feedback_1"],
    },
  },
  subscription_pause: {
    enabled: true,
    duration: { type: "interval_options", interval_options: [{ interval: "week", interval_count: 2 }] },
  },
  subscription_update: {
    enabled: true,
    default_allowed_updates: ["price", "promotion_code", "quantity"],
    proration_behavior: "always_invoice",
    billing_cycle_anchor: "now",
    trial_update_behavior: "continue_trial",
    products: [
      {
        product: "prod_pro",
        prices: ["price_month", "price_year"],
        adjustable_quantity: { enabled: true, minimum: 1, maximum: 50 },
      },
    ],
    schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }] },
  },
};

/** The features of a portal without features, as Stripe returns them. Stripe returns null for strings that are not set. */
export const HELD_OFF = {
  ...OFF,
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    ...OFF.subscription_cancel,
    cancellation_reason: { ...OFF.subscription_cancel.cancellation_reason, feedback_options: null },
  },
  subscription_update: { ...OFF.subscription_update, billing_cycle_anchor: null },
};
