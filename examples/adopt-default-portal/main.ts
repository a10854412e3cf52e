import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { BasicPortal } from "cdktf-stripe-portal";
import { StripeProvider } from "cdktf-stripe-portal/lib/provider";

const app = new App();
const stack = new TerraformStack(app, "adopt-default-portal");
new StripeProvider(stack, "stripe"); // the key comes from STRIPE_API_KEY

// The ID of the account's default configuration, which was set up in the Dashboard: TF_VAR_default_portal=bpc_...
const defaultPortal = new TerraformVariable(stack, "default_portal", { type: "string" });

const portal = new BasicPortal(stack, "portal", {
  importFrom: defaultPortal.stringValue,
  businessProfile: { headline: "Manage your subscription" },
  lifecycle: { preventDestroy: true }, // Stripe rejects deactivating the default configuration
});

new TerraformOutput(stack, "portal_configuration_id", { value: portal.portalConfigurationId });
app.synth();
