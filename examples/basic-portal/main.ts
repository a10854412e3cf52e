import { App, TerraformOutput, TerraformStack } from "cdktf";
import { BasicPortal } from "cdktf-stripe-portal";
import { StripeProvider } from "cdktf-stripe-portal/lib/provider";

const app = new App();
const stack = new TerraformStack(app, "basic-portal");
new StripeProvider(stack, "stripe"); // the key comes from STRIPE_API_KEY

const portal = new BasicPortal(stack, "portal", {
  businessProfile: {
    headline: "Manage your subscription",
    privacyPolicyUrl: "https://example.com/privacy",
    termsOfServiceUrl: "https://example.com/terms",
  },
});

new TerraformOutput(stack, "portal_configuration_id", { value: portal.portalConfigurationId });
app.synth();
