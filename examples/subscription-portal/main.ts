import { App, TerraformOutput, TerraformStack } from "cdktf";
import { SubscriptionPortal } from "cdktf-stripe-portal";
import { Price, Product, StripeProvider } from "cdktf-stripe-portal/lib/provider";

const app = new App();
const stack = new TerraformStack(app, "subscription-portal");
new StripeProvider(stack, "stripe"); // the key comes from STRIPE_API_KEY

const pro = new Product(stack, "pro", { name: "Pro" });
const [monthly, yearly] = [
  { interval: "month", unitAmount: 2_000 },
  { interval: "year", unitAmount: 20_000 },
].map(
  ({ interval, unitAmount }) =>
    new Price(stack, `pro-${interval}`, { product: pro.id, currency: "usd", unitAmount, recurring: [{ interval }] }),
);

const portal = new SubscriptionPortal(stack, "portal", {
  defaultReturnUrl: "https://example.com/account",
  products: [{ product: pro.id, prices: [monthly.id, yearly.id] }],
});

new TerraformOutput(stack, "portal_configuration_id", { value: portal.portalConfigurationId });
app.synth();
