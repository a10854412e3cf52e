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
