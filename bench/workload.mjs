/**
 * The measured apps. A portal has 47 values and 2 products, and is the same in all apps, so that they synthesize the same portals.
 */
import { createRequire } from "node:module";

/** The packages of a project. They are loaded from its own dependencies. */
export function packagesOf(project) {
  const require = createRequire(project);
  return {
    cdktf: require("cdktf"),
    portal: require("cdktf-stripe-portal"),
    provider: require("cdktf-stripe-portal/lib/provider"),
  };
}

/** Adds the portals of an app to a stack. */
export const APPS = {
  /** Plan switching, which needs a step. */
  step: ({ portal }, stack, count) => addPortals(portal, stack, count, EXISTING),
  /** Without a step. */
  provider: ({ portal }, stack, count) => {
    const options = { applyVia: portal.ApplyVia.PROVIDER, acknowledgeWarnings: ["plan-switching-via-provider"] };
    addPortals(portal, stack, count, EXISTING, options);
  },
  /** With products and prices of the app, so that each portal contains tokens. */
  tokens: ({ portal, provider }, stack, count) => addPortals(portal, stack, count, addCatalog(provider, stack)),
  /** The generated binding, which cannot switch plans. */
  binding: ({ provider }, stack, count) => addBindings(provider, stack, count, EXISTING),
  "binding-tokens": ({ provider }, stack, count) => addBindings(provider, stack, count, addCatalog(provider, stack)),
};

function addPortals({ StripePortalConfiguration }, stack, count, catalog, options = {}) {
  for (let number = 0; number < count; number++) {
    new StripePortalConfiguration(stack, `portal-${number}`, { ...portalProps(number, catalog), ...options });
  }
}

function addBindings({ BillingPortalConfiguration }, stack, count, catalog) {
  for (let number = 0; number < count; number++) {
    new BillingPortalConfiguration(stack, `portal-${number}`, bindingConfig(number, catalog));
  }
}

const CUSTOMER_FIELDS = ["address", "email", "name", "phone", "shipping", "tax_id"];
const REASONS = [
  "customer_service",
  "low_quality",
  "missing_features",
  "other",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
];
const SUBSCRIPTION_FIELDS = ["price", "promotion_code", "quantity"];

/** The properties of a portal. */
export function portalProps(number, catalog) {
  return {
    ...commonValues(number),
    features: {
      customerUpdate: { allowedUpdates: CUSTOMER_FIELDS },
      invoiceHistory: {},
      paymentMethodUpdate: {},
      subscriptionCancel: {
        mode: "immediately",
        prorationBehavior: "create_prorations",
        cancellationReason: { options: REASONS },
      },
      subscriptionUpdate: {
        defaultAllowedUpdates: SUBSCRIPTION_FIELDS,
        prorationBehavior: "always_invoice",
        trialUpdateBehavior: "end_trial",
        products: catalog.map((plan) => ({ ...idsOf(plan), adjustableQuantity: { minimum: 1, maximum: 50 } })),
      },
    },
  };
}

/** The same portal for the generated binding. */
function bindingConfig(number, catalog) {
  return {
    ...commonValues(number),
    features: {
      customerUpdate: { enabled: true, allowedUpdates: CUSTOMER_FIELDS },
      invoiceHistory: { enabled: true },
      paymentMethodUpdate: { enabled: true },
      subscriptionCancel: {
        enabled: true,
        mode: "immediately",
        prorationBehavior: "create_prorations",
        cancellationReason: { enabled: true, options: REASONS },
      },
      subscriptionUpdate: {
        enabled: true,
        defaultAllowedUpdates: SUBSCRIPTION_FIELDS,
        prorationBehavior: "always_invoice",
        trialUpdateBehavior: "end_trial",
        products: catalog.map((plan) => ({
          ...idsOf(plan),
          adjustableQuantity: { enabled: true, minimum: 1, maximum: 50 },
        })),
      },
    },
  };
}

function commonValues(number) {
  return {
    name: `Tenant ${number}`,
    active: true,
    defaultReturnUrl: `https://acme.com/tenants/${number}/billing`,
    businessProfile: {
      headline: `Manage the plan of tenant ${number}`,
      privacyPolicyUrl: "https://acme.com/privacy",
      termsOfServiceUrl: "https://acme.com/terms",
    },
    loginPage: { enabled: true },
    metadata: { tenant: `${number}` },
  };
}

/** Products with their prices that exist in Stripe. */
const EXISTING = ["basic", "pro"].map((name) => ({
  product: { id: `prod_${name}` },
  prices: ["month", "year"].map((interval) => ({ id: `price_${name}_${interval}` })),
}));

/** Products and prices of the app. */
export function addCatalog({ Price, Product }, stack) {
  return ["basic", "pro"].map((name) => {
    const product = new Product(stack, name, { name });
    const prices = ["month", "year"].map(
      (interval) =>
        new Price(stack, `${name}-${interval}`, {
          product: product.id,
          currency: "usd",
          unitAmount: 1_000,
          recurring: [{ interval }],
        }),
    );
    return { product, prices };
  });
}

/** The IDs of a product and its prices. An ID of the app's own is a new token at each read. */
function idsOf({ product, prices }) {
  return { product: product.id, prices: prices.map(({ id }) => id) };
}
