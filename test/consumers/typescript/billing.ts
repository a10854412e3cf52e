import { LocalBackend, TerraformOutput, TerraformStack, TerraformVariable, Token } from "cdktf";
import {
  ApplyVia,
  ApplyWhen,
  BasicPortal,
  BillingCycleAnchor,
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CustomerUpdateField,
  FullPortal,
  PauseDurationType,
  PauseInterval,
  PortalMode,
  PortalProduct,
  RevenueSafePortal,
  ScheduleCondition,
  StripePortalConfiguration,
  SubscriptionPortal,
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "cdktf-stripe-portal";
import { Price, Product, StripeProvider } from "cdktf-stripe-portal/lib/provider";
import { Construct } from "constructs";

/** What billing.py, Billing.java and billing.go say in their languages. */
export class Billing extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: "terraform.tfstate" });
    const apiKey = new TerraformVariable(this, "stripe_api_key", { type: "string", sensitive: true });
    const paymentMethods = new TerraformVariable(this, "payment_methods", { type: "string" });
    const adopted = new TerraformVariable(this, "adopted_portal", { type: "string" });
    const provider = new StripeProvider(this, "stripe", { apiKey: apiKey.stringValue });

    // Plans that customers can switch between.
    const pro = new Product(this, "pro", { name: "Pro" });
    const price = (name: string, interval: string, unitAmount: number) =>
      new Price(this, name, { product: pro.id, currency: "usd", unitAmount, recurring: [{ interval }] });
    const prices = [price("monthly", "month", 2_000).id, price("yearly", "year", 20_000).id];
    const plan: PortalProduct = { product: pro.id, prices };

    // The presets, unchanged and customized.
    new BasicPortal(this, "basic", { businessProfile: { headline: "Manage your subscription" } });
    const subscription = new SubscriptionPortal(this, "subscription", { products: [plan] });
    new FullPortal(this, "full", {
      features: {
        subscriptionCancel: { mode: CancellationMode.AT_PERIOD_END },
        customerUpdate: { enabled: false },
      },
    });
    const safe = new RevenueSafePortal(this, "safe");
    safe.addProduct(plan);

    // Every property of a portal.
    const custom = new StripePortalConfiguration(this, "custom", {
      name: "Acme",
      active: true,
      defaultReturnUrl: "http://localhost:3000/account",
      businessProfile: {
        headline: "Zażółć your Acme plan",
        privacyPolicyUrl: "https://acme.com/privacy",
        termsOfServiceUrl: "https://acme.com/terms",
      },
      loginPage: { enabled: true },
      metadata: { team: "billing" },
      features: {
        customerUpdate: {
          enabled: true,
          allowedUpdates: [CustomerUpdateField.EMAIL, CustomerUpdateField.TAX_ID],
        },
        invoiceHistory: { enabled: true },
        paymentMethodUpdate: { enabled: true, paymentMethodConfiguration: paymentMethods.stringValue },
        subscriptionCancel: {
          enabled: true,
          mode: CancellationMode.IMMEDIATELY,
          prorationBehavior: CancellationProration.CREATE_PRORATIONS,
          cancellationReason: {
            enabled: true,
            options: [CancellationReason.TOO_EXPENSIVE, CancellationReason.OTHER],
            feedbackOptions: ["feedback_acme"],
          },
        },
        subscriptionPause: {
          enabled: true,
          duration: {
            type: PauseDurationType.INTERVAL_OPTIONS,
            intervalOptions: [{ interval: PauseInterval.MONTH, intervalCount: 3 }],
          },
        },
        subscriptionUpdate: {
          enabled: true,
          defaultAllowedUpdates: [SubscriptionUpdateField.PRICE, SubscriptionUpdateField.QUANTITY],
          products: [{ ...plan, adjustableQuantity: { enabled: true, minimum: 1, maximum: 50 } }],
          prorationBehavior: UpdateProration.ALWAYS_INVOICE,
          billingCycleAnchor: BillingCycleAnchor.NOW,
          trialUpdateBehavior: TrialUpdateBehavior.CONTINUE_TRIAL,
          scheduleAtPeriodEnd: { conditions: [{ type: ScheduleCondition.SHORTENING_INTERVAL }] },
        },
      },
      importFrom: adopted.stringValue,
      expectedMode: PortalMode.TEST,
      applyVia: ApplyVia.STEP,
      applyWhen: ApplyWhen.ON_CHANGE,
      acknowledgeWarnings: ["insecure-link"],
      provider,
      dependsOn: [subscription],
      lifecycle: { ignoreChanges: ["name"] },
    });
    custom.resource.addOverride("features.subscription_update.trial_update_behavior", "end_trial");

    // Values that are unknown until apply.
    const headline = new TerraformVariable(this, "headline", { type: "string", default: "Manage your plan" });
    const labels = new TerraformVariable(this, "labels", { type: "map(string)", default: { team: "billing" } });
    const invoices = new TerraformVariable(this, "invoices", { type: "bool", default: true });
    const feedbackOptions = new TerraformVariable(this, "feedback_options", { type: "list(string)", default: [] });
    const proration = new TerraformVariable(this, "proration", { type: "string", default: "always_invoice" });
    const variable = new SubscriptionPortal(this, "variable", {
      products: [plan],
      businessProfile: { headline: headline.stringValue },
      metadata: Token.asStringMap(labels.value),
      features: {
        invoiceHistory: { enabled: invoices.booleanValue },
        subscriptionCancel: {
          cancellationReason: { options: [CancellationReason.OTHER], feedbackOptions: feedbackOptions.listValue },
        },
      },
    });
    variable.resource.addOverride("features.subscription_update.proration_behavior", proration.stringValue);

    const existing = StripePortalConfiguration.fromPortalConfigurationId(this, "existing", "bpc_acme");
    const output = (name: string, value: unknown) => new TerraformOutput(this, name, { value });
    output("login_page", custom.loginPageUrl);
    output("is_default", custom.isDefault);
    output("portals", [subscription.portalConfigurationId, existing.portalConfigurationId]);
  }
}
