import { App, TerraformOutput, TerraformStack } from "cdktf";
import { PortalProduct, SubscriptionPortal, SubscriptionPortalProps } from "cdktf-stripe-portal";
import { Price, Product, StripeProvider } from "cdktf-stripe-portal/lib/provider";

const app = new App();
const stack = new TerraformStack(app, "many-portals");
new StripeProvider(stack, "stripe"); // the key comes from STRIPE_API_KEY

const BRANDS = ["acme", "initech", "umbrella"];
const PLAN_SETS = { personal: [plan("solo", 900)], business: [plan("team", 2_900), plan("company", 9_900)] };

/** A product with a monthly price. */
function plan(name: string, unitAmount: number): PortalProduct {
  const product = new Product(stack, name, { name });
  const recurring = [{ interval: "month" }];
  const price = new Price(stack, `${name}-month`, { product: product.id, currency: "usd", unitAmount, recurring });
  return { product: product.id, prices: [price.id] };
}

/** The base of all portals. */
function propsOf(brand: string, products: PortalProduct[]): SubscriptionPortalProps {
  return {
    products,
    businessProfile: { headline: `Manage your ${brand} plan`, privacyPolicyUrl: `https://${brand}.example/privacy` },
    defaultReturnUrl: `https://${brand}.example/account`,
    metadata: { brand },
  };
}

const ids: { [name: string]: string } = {};
for (const brand of BRANDS) {
  for (const [planSet, products] of Object.entries(PLAN_SETS)) {
    const name = `${brand}-${planSet}`;
    ids[name] = new SubscriptionPortal(stack, name, { name, ...propsOf(brand, products) }).portalConfigurationId;
  }
}

new TerraformOutput(stack, "portal_configuration_ids", { value: ids });
app.synth();
