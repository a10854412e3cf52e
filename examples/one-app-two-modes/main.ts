import { App, TerraformOutput, TerraformStack } from "cdktf";
import { PortalMode, SubscriptionPortal } from "cdktf-stripe-portal";
import { StripeProvider } from "cdktf-stripe-portal/lib/provider";

// An environment variable, because the mode must be known at synth time: STRIPE_MODE=live npx cdktf deploy
const expectedMode = process.env.STRIPE_MODE === "live" ? PortalMode.LIVE : PortalMode.TEST;

const app = new App();
const stack = new TerraformStack(app, `billing-${expectedMode}`); // each mode has a state of its own
new StripeProvider(stack, "stripe"); // the key comes from STRIPE_API_KEY

const portal = new SubscriptionPortal(stack, "portal", {
  expectedMode,
  businessProfile: {
    privacyPolicyUrl: "https://example.com/privacy",
    termsOfServiceUrl: "https://example.com/terms",
  },
  defaultReturnUrl: "https://example.com/account",
  // The prices exist in both modes, with different IDs and the same lookup keys.
  plans: [
    { lookupKeys: ["pro_monthly", "pro_yearly"] },
    { lookupKeys: ["team_monthly", "team_yearly"], adjustableQuantity: { minimum: 2, maximum: 50 } },
  ],
});

new TerraformOutput(stack, "portal_configuration_id", { value: portal.portalConfigurationId });
app.synth();
