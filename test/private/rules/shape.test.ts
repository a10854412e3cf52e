import * as cdktf from "cdktf";
import {
  BasicPortal,
  FullPortal,
  RevenueSafePortal,
  StripePortalConfiguration,
  SubscriptionPortal,
} from "../../../lib";
import { PRO } from "../../support/portals";
import { inStack, messageOf, refused, refusalOf } from "../../support/synth";
import { BOOLEAN_TOKENS, LIST_TOKENS, NUMBER_TOKENS, TEXT_TOKENS } from "../../support/tokens";

/** What a caller without a type checker may give. */
const untyped = (props: unknown) => refusalOf(props as never);
const features = { invoiceHistory: {} };
const switchingWith = (update: object) => ({
  features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [{ product: "p", prices: ["p"] }], ...update } },
});
const switching = (product: unknown) => ({
  features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [product] } },
});

test.each<[string, unknown, string]>([
  ["a name that is a number", { features, name: 1 }, "`name`: must be a string; got: 1"],
  ["a name that is null", { features, name: null }, "`name`: must be a string; got: null"],
  ["props that are undefined", undefined, "`props`: must be a struct such as { features: ... }; got: nothing"],
  ["props that are null", null, "`props`: must be a struct such as { features: ... }; got: null"],
  ["props that are a text", "portal", '`props`: must be a struct such as { features: ... }; got: "portal"'],
  ["active that is null", { features, active: null }, "`active`: must be a boolean; got: null"],
  ["active as a word", { features, active: "yes" }, '`active`: must be a boolean; got: "yes"'],
  [
    "a struct that is null",
    { features, loginPage: null },
    "`loginPage`: must be a struct such as { enabled: ... }; got: null",
  ],
  [
    "a feature that is true",
    { features: { invoiceHistory: true } },
    "`features.invoiceHistory`: must be a struct such as { enabled: ... }; got: true",
  ],
  [
    "features that are null",
    { features: null },
    "`features`: must be a struct such as { customerUpdate: ... }; got: null",
  ],
  [
    "features that are a list",
    { features: ["invoice_history"] },
    '`features`: must be a struct such as { customerUpdate: ... }; got: ["invoice_history"]',
  ],
  [
    "one field instead of a list",
    { features: { customerUpdate: { allowedUpdates: "email" } } },
    '`features.customerUpdate.allowedUpdates`: must be a list of strings; got: "email"',
  ],
  [
    "metadata with a number",
    { features, metadata: { seats: 3 } },
    '`metadata`: must be a map of strings; got: {"seats":3}',
  ],
  [
    "metadata with a number beside a text",
    { features, metadata: { team: "billing", seats: 3 } },
    '`metadata`: must be a map of strings; got: {"team":"billing","seats":3}',
  ],
  ["metadata that is a list", { features, metadata: ["a"] }, '`metadata`: must be a map of strings; got: ["a"]'],
  [
    "products that are one product",
    { features: { subscriptionUpdate: { products: {} } } },
    "`features.subscriptionUpdate.products`: must be a list that is known when the program is synthesized; got: {}",
  ],
  [
    "a product that is an id",
    switching("prod_1"),
    '`features.subscriptionUpdate.products[0]`: must be a struct such as { product: ... }; got: "prod_1"',
  ],
  [
    "a product that is null",
    switching(null),
    "`features.subscriptionUpdate.products[0]`: must be a struct such as { product: ... }; got: null",
  ],
  [
    "a product without prices",
    switching({ product: "prod_1" }),
    "`features.subscriptionUpdate.products[0].prices`: must be a list of strings; got: nothing",
  ],
  [
    "a quantity that is true",
    switching({ product: "p", prices: ["p"], adjustableQuantity: true }),
    "`features.subscriptionUpdate.products[0].adjustableQuantity`: must be a struct such as { enabled: ... }; got: true",
  ],
  [
    "a minimum in words",
    switching({ product: "p", prices: ["p"], adjustableQuantity: { minimum: "1" } }),
    '`features.subscriptionUpdate.products[0].adjustableQuantity.minimum`: must be a number; got: "1"',
  ],
  [
    "a condition without a type",
    switchingWith({ scheduleAtPeriodEnd: { conditions: [{}] } }),
    "`features.subscriptionUpdate.scheduleAtPeriodEnd.conditions[0].type`: must be a string; got: nothing",
  ],
  [
    "a pause without a type",
    { features: { subscriptionPause: { duration: {} } } },
    "`features.subscriptionPause.duration.type`: must be a string; got: nothing",
  ],
  [
    "a provider that is a name",
    { features, provider: "stripe" },
    '`provider`: must be a Stripe provider, such as `StripeProvider`; got: "stripe"',
  ],
  [
    "a dependency that is an address",
    { features, dependsOn: ["terraform_data.x"] },
    '`dependsOn`: must be a list of constructs that can be depended on; got: ["terraform_data.x"]',
  ],
  [
    "a lifecycle that is a word",
    { features, lifecycle: "x" },
    '`lifecycle`: must be a struct such as { preventDestroy: ... }; got: "x"',
  ],
])("refuses %s", (_, props, message) => {
  expect(untyped(props)).toBe(refused(`${message}; change it, or leave it out for the default`));
});

test("refuses another provider than Stripe's, and a list in which not everything can be depended on", () => {
  const message = inStack((stack) => {
    const provider = new (class extends cdktf.TerraformProvider {})(stack, "aws", { terraformResourceType: "aws" });
    const resource = new cdktf.TerraformResource(stack, "one", { terraformResourceType: "some_resource" });
    const props = { features, provider, dependsOn: [resource, "terraform_data.x" as never] };
    return messageOf(() => new StripePortalConfiguration(stack, "portal", props));
  });
  expect(message).toContain("- `provider`: must be a Stripe provider");
  expect(message).toContain("- `dependsOn`: must be a list of constructs");
});

test("refuses a provider that is null", () => {
  expect(untyped({ features, provider: null })).toMatch(/`provider`: must be .*; got: null; change it/);
});

test("refuses a property that there is not, naming those that there are", () => {
  expect(untyped({ features: { invoices: {} } })).toContain(
    "`features.invoices`: there is no such property; got: {}; use one of customerUpdate, invoiceHistory, ",
  );
  expect(untyped({ features, headline: "Acme" })).toContain("`headline`: there is no such property");
  expect(untyped({ features, businessProfile: { privacy_policy_url: "https://acme.com" } })).toContain(
    "`businessProfile.privacy_policy_url`: there is no such property",
  );
});

test("tells everything that is wrong at once", () => {
  const refusal = untyped({ features: { invoices: {} }, name: 1 });
  expect(refusal).toContain("`features.invoices`");
  expect(refusal).toContain("`name`");
});

test("passes what is undefined", () => {
  expect(untyped({ features, metadata: { team: undefined } })).toBeUndefined();
  expect(
    untyped({ features: { ...features, invoices: undefined }, name: undefined, other: undefined }),
  ).toBeUndefined();
});

test("lets a class of the user's hand its own properties on, but not misspelt features", () => {
  class AcmePortal extends StripePortalConfiguration {}
  inStack((stack) => {
    const props = { features, brand: "Acme" };
    expect(() => new AcmePortal(stack, "acme", props)).not.toThrow();
    expect(() => new AcmePortal(stack, "other", { ...props, features: { invoices: {} } as never })).toThrow(
      "AcmePortal at stack/other cannot be deployed",
    );
  });
});

test.each([BasicPortal, FullPortal, RevenueSafePortal, SubscriptionPortal])(
  "%p refuses what no struct is in the same words",
  (Preset) => {
    const refusal = (props: unknown) =>
      inStack((stack) => {
        try {
          new Preset(stack, "portal", props as never);
        } catch (error) {
          return (error as Error).message;
        }
        return undefined;
      });
    expect(refusal({ features: null })).toContain("`features`: must be a struct");
    expect(refusal({ features: { subscriptionUpdate: null } })).toContain(
      "`features.subscriptionUpdate`: must be a struct",
    );
    expect(refusal({ features: { paymentMethodUpdate: true } })).toContain(
      "`features.paymentMethodUpdate`: must be a struct",
    );
    expect(refusal({ feature: {} })).toContain("`feature`: there is no such property");
    expect(refusal({ features: { subscriptionUpdate: { products: "all" } } })).toContain(
      "must be a list that is known",
    );
  },
);

test.each([SubscriptionPortal, RevenueSafePortal])(
  "%p refuses features that no struct are beside its own products too",
  (Preset) => {
    const refusal = (features: unknown) =>
      inStack((stack) => messageOf(() => new Preset(stack, "portal", { products: [PRO], features } as never)));
    expect(refusal(null)).toContain("`features`: must be a struct");
    expect(refusal("all")).toContain("`features`: must be a struct");
    expect(refusal({ subscriptionUpdate: null })).toContain("`features.subscriptionUpdate`: must be a struct");
    expect(refusal({ subscriptionUpdate: true })).toContain("`features.subscriptionUpdate`: must be a struct");
  },
);

test("refuses a product that comes later and is none", () => {
  inStack((stack) => {
    const portal = new SubscriptionPortal(stack, "portal");
    expect(() => portal.addProduct({ product: "prod_1" } as never)).toThrow(
      "`product.prices`: must be a list of strings",
    );
    expect(() => portal.addProduct(null as never)).toThrow("SubscriptionPortal at stack/portal cannot be deployed");
  });
});

test.each(TEXT_TOKENS)("takes a text that is %s", (_, token) => {
  expect(untyped({ features, name: token(), metadata: { team: token() } })).toBeUndefined();
});

test.each(BOOLEAN_TOKENS)("takes a boolean that is %s", (_, token) => {
  expect(untyped({ features: { invoiceHistory: { enabled: token() } }, active: token() })).toBeUndefined();
});

test.each(LIST_TOKENS)("takes a list that is %s", (_, token) => {
  expect(untyped({ features: { customerUpdate: { allowedUpdates: token() } } })).toBeUndefined();
});

test.each(NUMBER_TOKENS)("takes a number that is %s", (_, token) => {
  expect(
    untyped(switching({ product: "p", prices: ["p"], adjustableQuantity: { minimum: token(), maximum: token() } })),
  ).toBeUndefined();
});

test("refuses a list of structs that only Terraform knows", () => {
  const products = cdktf.Lazy.anyValue({ produce: () => [] });
  expect(untyped({ features: { paymentMethodUpdate: {}, subscriptionUpdate: { products } } })).toContain(
    "`features.subscriptionUpdate.products`: must be a list that is known when the program is synthesized; got: a token",
  );
});
