import * as cdktf from "cdktf";
import {
  AdjustableQuantity,
  ApplyWhen,
  BillingCycleAnchor,
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CustomerUpdateField,
  PauseDurationType,
  PauseInterval,
  PortalMode,
  ScheduleCondition,
  StripePortalConfiguration,
  SubscriptionPortal,
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "cdktf-stripe-portal";
import { Price, Product, StripeProvider } from "cdktf-stripe-portal/lib/provider";

// What main.py, main.go and Main.java beside it say in their languages.
const app = new cdktf.App();
const stack = new cdktf.TerraformStack(app, "consumer");
const apiKey = new cdktf.TerraformVariable(stack, "stripe_api_key", { type: "string", sensitive: true });
const invoices = new cdktf.TerraformVariable(stack, "invoices", { type: "bool", default: true });
new StripeProvider(stack, "stripe", { apiKey: apiKey.stringValue });

const pro = new Product(stack, "pro", { name: "Pro" });
const price = (id: string, interval: string, unitAmount: number) =>
  new Price(stack, id, { product: pro.id, currency: "usd", unitAmount, recurring: [{ interval }] });
const prices = [price("monthly", "month", 2_000).id, price("yearly", "year", 20_000).id];

const adjustableQuantity: AdjustableQuantity = { minimum: 1, maximum: 50 };
const plans = new SubscriptionPortal(stack, "plans", {
  products: [{ product: pro.id, prices, adjustableQuantity }],
  features: { subscriptionCancel: { enabled: false } },
});

const team = new SubscriptionPortal(stack, "team", { expectedMode: PortalMode.TEST, dependsOn: [plans] });
team.addProduct({ product: "prod_team", prices: ["price_team"] });

const portal = new StripePortalConfiguration(stack, "portal", {
  name: "Acme",
  defaultReturnUrl: "https://acme.com/dashboard",
  businessProfile: { headline: "Zażółć your Acme plan", privacyPolicyUrl: "https://acme.com/privacy" },
  features: {
    customerUpdate: { allowedUpdates: [CustomerUpdateField.EMAIL, CustomerUpdateField.TAX_ID] },
    invoiceHistory: { enabled: invoices.booleanValue },
    paymentMethodUpdate: { paymentMethodConfiguration: "pmc_1" },
    subscriptionCancel: {
      mode: CancellationMode.IMMEDIATELY,
      prorationBehavior: CancellationProration.CREATE_PRORATIONS,
      cancellationReason: { options: [CancellationReason.TOO_EXPENSIVE, CancellationReason.OTHER] },
    },
    subscriptionPause: {
      duration: {
        type: PauseDurationType.INTERVAL_OPTIONS,
        intervalOptions: [{ interval: PauseInterval.MONTH, intervalCount: 3 }],
      },
    },
    subscriptionUpdate: {
      defaultAllowedUpdates: [SubscriptionUpdateField.PRICE],
      products: [{ product: pro.id, prices }],
      prorationBehavior: UpdateProration.ALWAYS_INVOICE,
      billingCycleAnchor: BillingCycleAnchor.NOW,
      trialUpdateBehavior: TrialUpdateBehavior.CONTINUE_TRIAL,
      scheduleAtPeriodEnd: { conditions: [{ type: ScheduleCondition.SHORTENING_INTERVAL }] },
    },
  },
  loginPage: {},
  metadata: { team: "billing" },
  importFrom: "bpc_1MrnZsLkdIwHu7ixNiQL1xPM",
  expectedMode: PortalMode.TEST,
  applyWhen: ApplyWhen.ALWAYS,
  lifecycle: { preventDestroy: true },
});
portal.resource.addOverride("features.subscription_update.billing_cycle_anchor", "unchanged");

const existing = StripePortalConfiguration.fromPortalConfigurationId(stack, "existing", "bpc_2");
new cdktf.TerraformOutput(stack, "login_page", { value: portal.loginPageUrl });
new cdktf.TerraformOutput(stack, "is_default", { value: portal.isDefault });
new cdktf.TerraformOutput(stack, "portals", {
  value: [plans.portalConfigurationId, existing.portalConfigurationId],
});
app.synth();

new StripePortalConfiguration(stack, "refused", {
  features: {
    subscriptionCancel: {
      mode: CancellationMode.AT_PERIOD_END,
      prorationBehavior: CancellationProration.CREATE_PRORATIONS,
    },
  },
});
