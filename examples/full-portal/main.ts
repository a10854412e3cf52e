import { App, TerraformOutput, TerraformStack } from "cdktf";
import { FullPortal } from "cdktf-stripe-portal";
import { StripeProvider } from "cdktf-stripe-portal/lib/provider";

const app = new App();
const stack = new TerraformStack(app, "full-portal");
new StripeProvider(stack, "stripe"); // the key comes from STRIPE_API_KEY

const portal = new FullPortal(stack, "portal", {
  businessProfile: {
    headline: "Manage your Acme Corp subscription",
    privacyPolicyUrl: "https://acme.com/privacy",
    termsOfServiceUrl: "https://acme.com/terms",
  },
  defaultReturnUrl: "https://acme.com/dashboard",
});

new TerraformOutput(stack, "portal_configuration_id", { value: portal.portalConfigurationId });
app.synth();
