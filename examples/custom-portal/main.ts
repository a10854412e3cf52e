import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
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
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "cdktf-stripe-portal";
import { Price, Product, StripeProvider } from "cdktf-stripe-portal/lib/provider";

const app = new App();
const stack = new TerraformStack(app, "custom-portal");

// An ephemeral variable (Terraform 1.10 or later) is stored in no file, plans included: TF_VAR_stripe_api_key=sk_test_...
const apiKey = new TerraformVariable(stack, "stripe_api_key", { type: "string", sensitive: true });
apiKey.addOverride("ephemeral", true);
new StripeProvider(stack, "stripe", { apiKey: apiKey.stringValue });

const team = new Product(stack, "team", { name: "Team", description: "A seat for everybody" });
const seat = new Price(stack, "seat", {
  product: team.id,
  currency: "usd",
  unitAmount: 900,
  recurring: [{ interval: "month" }],
});

const portal = new StripePortalConfiguration(stack, "portal", {
  name: "Acme",
  businessProfile: {
    headline: "Manage your Acme plan",
    privacyPolicyUrl: "https://acme.com/privacy",
    termsOfServiceUrl: "https://acme.com/terms",
  },
  defaultReturnUrl: "https://acme.com/dashboard",
  features: {
    customerUpdate: { allowedUpdates: [CustomerUpdateField.EMAIL, CustomerUpdateField.TAX_ID] },
    invoiceHistory: {},
    paymentMethodUpdate: {},
    subscriptionCancel: {
      mode: CancellationMode.IMMEDIATELY,
      prorationBehavior: CancellationProration.CREATE_PRORATIONS,
      cancellationReason: { options: [CancellationReason.TOO_EXPENSIVE, CancellationReason.OTHER] },
    },
    subscriptionPause: {
      duration: {
        type: PauseDurationType.INTERVAL_OPTIONS,
        intervalOptions: [{ interval: PauseInterval.MONTH }, { interval: PauseInterval.MONTH, intervalCount: 3 }],
      },
    },
    subscriptionUpdate: {
      defaultAllowedUpdates: [SubscriptionUpdateField.PRICE, SubscriptionUpdateField.QUANTITY],
      prorationBehavior: UpdateProration.ALWAYS_INVOICE,
      billingCycleAnchor: BillingCycleAnchor.NOW,
      trialUpdateBehavior: TrialUpdateBehavior.CONTINUE_TRIAL,
      scheduleAtPeriodEnd: { conditions: [{ type: ScheduleCondition.SHORTENING_INTERVAL }] },
      products: [{ product: team.id, prices: [seat.id], adjustableQuantity: { minimum: 1, maximum: 50 } }],
    },
  },
  loginPage: {},
  metadata: { team: "billing" },
  expectedMode: PortalMode.TEST,
});

new TerraformOutput(stack, "portal_configuration_id", { value: portal.portalConfigurationId });
if (portal.loginPageUrl) new TerraformOutput(stack, "login_page_url", { value: portal.loginPageUrl });
app.synth();
