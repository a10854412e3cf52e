import { App, TerraformOutput, TerraformStack } from "cdktf";
import { RevenueSafePortal } from "cdktf-stripe-portal";
import { Price, Product, StripeProvider } from "cdktf-stripe-portal/lib/provider";

const app = new App();
const stack = new TerraformStack(app, "revenue-safe-portal");
new StripeProvider(stack, "stripe"); // the key comes from STRIPE_API_KEY

const pro = new Product(stack, "pro", { name: "Pro" });
const monthly = new Price(stack, "monthly", {
  product: pro.id,
  currency: "usd",
  unitAmount: 2_000,
  recurring: [{ interval: "month" }],
});
const yearly = new Price(stack, "yearly", {
  product: pro.id,
  currency: "usd",
  unitAmount: 20_000,
  recurring: [{ interval: "year" }],
});

const portal = new RevenueSafePortal(stack, "portal", { defaultReturnUrl: "https://example.com/account" });
portal.addProduct({ product: pro.id, prices: [monthly.id, yearly.id] });

new TerraformOutput(stack, "portal_configuration_id", { value: portal.portalConfigurationId });
app.synth();
