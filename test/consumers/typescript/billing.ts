import { LocalBackend, TerraformOutput, TerraformStack, TerraformVariable, Token } from "cdktf";
import {
  ApplyVia,
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
import { Construct } from "constructs";

/** The stack of billing.py, Billing.java and billing.go: one preset, and every property of a portal. */
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

    // A preset, and a method.
    const subscription = new SubscriptionPortal(this, "subscription", { metadata: { team: "billing" } });
    subscription.addProduct({ product: pro.id, prices });

    // Values that are unknown until apply.
    const variable = (name: string, type: string, byDefault: unknown) =>
      new TerraformVariable(this, name, { type, default: byDefault });
    const labels = variable("labels", "map(string)", { team: "billing" });
    const invoices = variable("invoices", "bool", true);
    const seats = variable("seats", "number", 50);
    const feedbackOptions = variable("feedback_options", "list(string)", ["feedback_acme"]);
    const proration = variable("proration", "string", "always_invoice");
    const updates = variable("updates", "list(string)", ["price", "quantity"]);

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
      metadata: Token.asStringMap(labels.value),
      features: {
        customerUpdate: {
          enabled: true,
          allowedUpdates: [CustomerUpdateField.EMAIL, CustomerUpdateField.TAX_ID],
        },
        invoiceHistory: { enabled: invoices.booleanValue },
        paymentMethodUpdate: { enabled: true, paymentMethodConfiguration: paymentMethods.stringValue },
        subscriptionCancel: {
          enabled: true,
          mode: CancellationMode.IMMEDIATELY,
          prorationBehavior: CancellationProration.CREATE_PRORATIONS,
          cancellationReason: {
            enabled: true,
            options: [CancellationReason.TOO_EXPENSIVE, CancellationReason.OTHER],
            feedbackOptions: feedbackOptions.listValue,
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
          products: [
            {
              product: pro.id,
              prices,
              adjustableQuantity: { enabled: true, minimum: 1, maximum: seats.numberValue },
            },
          ],
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
    custom.resource.addOverride("features.subscription_update.proration_behavior", proration.stringValue);
    // A list would be appended to the existing one, a string replaces it.
    custom.resource.addOverride("features.subscription_update.default_allowed_updates", updates.stringValue);

    const existing = StripePortalConfiguration.fromPortalConfigurationId(this, "existing", "bpc_acme");
    const output = (name: string, value: unknown) => new TerraformOutput(this, name, { value });
    output("login_page", custom.loginPageUrl);
    output("is_default", custom.isDefault);
    output("portals", [subscription.portalConfigurationId, existing.portalConfigurationId]);
  }
}
