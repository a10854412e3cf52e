import * as cdktf from "cdktf";
import {
  BasicPortal,
  FullPortal,
  RevenueSafePortal,
  StripePortalConfiguration,
  SubscriptionPortal,
} from "../../../lib";
import { PRO } from "../../support/portals";
import { errorOf, expectedError, inStack, messageOf } from "../../support/synth";
import { nameOwnClasses, PACKAGE } from "../../support/jsii-names";
import { BOOLEAN_TOKENS, LIST_TOKENS, NUMBER_TOKENS, STRING_TOKENS } from "../../support/tokens";

nameOwnClasses();

/** The error for properties from a caller without a type checker. */
const untyped = (props: unknown) => errorOf(props as never);
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
  ["props that are null", null, "`props`: must be an object such as { features: ... }; got: null"],
  ["props that are a string", "portal", '`props`: must be an object such as { features: ... }; got: "portal"'],
  ["active that is null", { features, active: null }, "`active`: must be a boolean; got: null"],
  ["active that is a string", { features, active: "yes" }, '`active`: must be a boolean; got: "yes"'],
  [
    "an object that is null",
    { features, loginPage: null },
    "`loginPage`: must be an object such as { enabled: ... }; got: null",
  ],
  [
    "a feature that is true",
    { features: { invoiceHistory: true } },
    "`features.invoiceHistory`: must be an object such as { enabled: ... }; got: true",
  ],
  [
    "features that are null",
    { features: null },
    "`features`: must be an object such as { customerUpdate: ... }; got: null",
  ],
  [
    "features that are a list",
    { features: ["invoice_history"] },
    '`features`: must be an object such as { customerUpdate: ... }; got: ["invoice_history"]',
  ],
  [
    "one field instead of a list",
    { features: { customerUpdate: { allowedUpdates: "email" } } },
    '`features.customerUpdate.allowedUpdates`: must be a list of strings; got: "email"',
  ],
  [
    "metadata with a number",
    { features, metadata: { team: "billing", seats: 3 } },
    "`metadata.seats`: must be a string; got: 3",
  ],
  [
    "metadata that is not a plain object",
    { features, metadata: new Map([["team", "billing"]]) },
    "`metadata`: must be a map of strings; got: {}",
  ],
  [
    "a feature that is not a plain object",
    { features: { invoiceHistory: new Date(0) } },
    '`features.invoiceHistory`: must be an object such as { enabled: ... }; got: "1970-01-01T00:00:00.000Z"',
  ],
  [
    "a list with a hole",
    // eslint-disable-next-line no-sparse-arrays
    { features: { customerUpdate: { allowedUpdates: ["email", , "name"] } } },
    '`features.customerUpdate.allowedUpdates`: must be a list of strings; got: ["email",null,"name"]',
  ],
  [
    "a list of objects with a hole",
    switchingWith({ products: new Array(1) }),
    "`features.subscriptionUpdate.products[0]`: must be an object such as { product: ... }; got: null",
  ],
  [
    "a list in which a list token is an element",
    { features: { customerUpdate: { allowedUpdates: [...cdktf.Token.asList("${var.fields}"), "email"] } } },
    "`features.customerUpdate.allowedUpdates`: must be a list of strings or a single list token; " +
      '`Fn.concat()` joins list tokens with other lists; got: ["a token","email"]',
  ],
  [
    "acknowledged warnings that are a token",
    { features, acknowledgeWarnings: cdktf.Fn.split(",", "${var.warnings}") },
    "`acknowledgeWarnings`: must be a list of strings that is known at synth time; got: a token",
  ],
  [
    "acknowledged warnings that are a string",
    { features, acknowledgeWarnings: "${var.warnings}" },
    '`acknowledgeWarnings`: must be a list of strings that is known at synth time; got: "${var.warnings}"',
  ],
  ["metadata that is a list", { features, metadata: ["a"] }, '`metadata`: must be a map of strings; got: ["a"]'],
  [
    "products that are one product",
    switchingWith({ products: {} }),
    "`features.subscriptionUpdate.products`: must be a list that is known at synth time; got: {}",
  ],
  [
    "a product that is an id",
    switching("prod_1"),
    '`features.subscriptionUpdate.products[0]`: must be an object such as { product: ... }; got: "prod_1"',
  ],
  [
    "a product that is null",
    switching(null),
    "`features.subscriptionUpdate.products[0]`: must be an object such as { product: ... }; got: null",
  ],
  [
    "a quantity that is true",
    switching({ product: "p", prices: ["p"], adjustableQuantity: true }),
    "`features.subscriptionUpdate.products[0].adjustableQuantity`: must be an object such as { enabled: ... }; got: true",
  ],
  [
    "a minimum that is a string",
    switching({ product: "p", prices: ["p"], adjustableQuantity: { minimum: "1" } }),
    '`features.subscriptionUpdate.products[0].adjustableQuantity.minimum`: must be a number; got: "1"',
  ],
  [
    "a provider that is a name",
    { features, provider: "stripe" },
    '`provider`: must be a Stripe provider, such as `StripeProvider`; got: "stripe"',
  ],
  [
    "a dependency that is an address",
    { features, dependsOn: ["terraform_data.x"] },
    '`dependsOn`: must be a list of constructs with a Terraform address; got: ["terraform_data.x"]',
  ],
  [
    "a lifecycle that is a string",
    { features, lifecycle: "x" },
    '`lifecycle`: must be an object such as { preventDestroy: ... }; got: "x"',
  ],
  [
    "a dependency without an address",
    { features, dependsOn: [{ fqn: undefined }] },
    "`dependsOn`: must be a list of constructs with a Terraform address; got: [{}]",
  ],
  [
    "a lifecycle whose boolean is a string",
    { features, lifecycle: { preventDestroy: "yes" } },
    '`lifecycle.preventDestroy`: must be a boolean; got: "yes"',
  ],
  [
    "a lifecycle that ignores null",
    { features, lifecycle: { ignoreChanges: null } },
    '`lifecycle.ignoreChanges`: must be "all" or a list of Terraform attributes; got: null',
  ],
  [
    "a lifecycle that is triggered by null",
    { features, lifecycle: { replaceTriggeredBy: [null] } },
    "`lifecycle.replaceTriggeredBy`: must be a list of Terraform addresses and constructs with one; got: [null]",
  ],
  [
    "a condition that is null",
    { features, lifecycle: { precondition: [null] } },
    "`lifecycle.precondition[0]`: must be an object such as { condition: ... }; got: null",
  ],
  [
    "a condition without a value",
    { features, lifecycle: { postcondition: [{ condition: null, errorMessage: "x" }] } },
    "`lifecycle.postcondition[0].condition`: must be a condition; got: null",
  ],
])("rejects %s", (_, props, message) => {
  expect(untyped(props)).toBe(expectedError(`${message}; change it, or leave it out for the default`));
});

test.each<[string, unknown, string]>([
  ["props", undefined, "`props`: is required: an object such as { features: ... }"],
  ["product", switching({ prices: ["p"] }), "`features.subscriptionUpdate.products[0].product`: is required: a string"],
  [
    "prices",
    switching({ product: "p" }),
    "`features.subscriptionUpdate.products[0].prices`: is required: a list of strings",
  ],
  [
    "a condition's type",
    switchingWith({ scheduleAtPeriodEnd: { conditions: [{}] } }),
    "`features.subscriptionUpdate.scheduleAtPeriodEnd.conditions[0].type`: is required: a string",
  ],
  [
    "a pause's type",
    { features: { subscriptionPause: { duration: {} } } },
    "`features.subscriptionPause.duration.type`: is required: a string",
  ],
  [
    "an assertion's message",
    { features, lifecycle: { precondition: [{ condition: true }] } },
    "`lifecycle.precondition[0].errorMessage`: is required: a string",
  ],
])("requires %s", (_, props, message) => {
  expect(untyped(props)).toBe(expectedError(`${message}; add it`));
});

test("accepts a complete lifecycle", () => {
  inStack((stack) => {
    const resource = new cdktf.TerraformResource(stack, "one", { terraformResourceType: "some_resource" });
    const assertion = { condition: cdktf.Token.asAny("${var.ready}"), errorMessage: "not ready" };
    const lifecycle = {
      preventDestroy: true,
      createBeforeDestroy: true,
      ignoreChanges: ["metadata"],
      replaceTriggeredBy: [resource, "some_resource.other"],
      precondition: [assertion],
      postcondition: [{ ...assertion, condition: false }],
    };
    expect(() => new StripePortalConfiguration(stack, "portal", { features, lifecycle })).not.toThrow();
  });
  expect(untyped({ features, applyVia: "provider", lifecycle: { ignoreChanges: "all" } })).toBeUndefined();
  expect(untyped({ features, lifecycle: { preventDestory: true } })).toContain(
    "`lifecycle.preventDestory`: unknown property; expected one of preventDestroy, ",
  );
});

test("rejects another provider, and dependencies without an address", () => {
  const message = inStack((stack) => {
    const provider = new (class extends cdktf.TerraformProvider {})(stack, "aws", { terraformResourceType: "aws" });
    const resource = new cdktf.TerraformResource(stack, "one", { terraformResourceType: "some_resource" });
    const props = { features, provider, dependsOn: [resource, "terraform_data.x" as never] };
    return messageOf(() => new StripePortalConfiguration(stack, "portal", props));
  });
  expect(message).toContain("- `provider`: must be a Stripe provider");
  expect(message).toContain("- `dependsOn`: must be a list of constructs");
});

test("rejects a provider that is null", () => {
  expect(untyped({ features, provider: null })).toMatch(/`provider`: must be .*; got: null; change it/);
});

test("rejects unknown properties and lists the known ones", () => {
  expect(untyped({ features: { invoices: {} } })).toContain(
    "`features.invoices`: unknown property; expected one of customerUpdate, invoiceHistory, ",
  );
  expect(untyped({ features, headline: "Acme" })).toContain("`headline`: unknown property");
  expect(untyped({ features, businessProfile: { privacy_policy_url: "https://acme.com" } })).toContain(
    "`businessProfile.privacy_policy_url`: unknown property",
  );
});

test("reports all errors at once", () => {
  const error = untyped({ features: { invoices: {} }, name: 1 });
  expect(error).toContain("`features.invoices`");
  expect(error).toContain("`name`");
});

/** The properties in the violations of an error. */
const propertiesOf = (message: string | undefined) =>
  [...(message ?? "").matchAll(/^ {2}- `(.*?)`:/gm)].map(([, property]) => property);

test("reports violations of rules in the same error", () => {
  const props = {
    name: 1,
    defaultReturnUrl: "/account",
    applyWhen: "always",
    applyVia: "provider",
    lifecycle: { createBeforeDestroy: false },
    features: { subscriptionUpdate: { products: [PRO, 5, { ...PRO, prices: [1] }] }, subscriptionCancel: true },
  };
  expect(propertiesOf(untyped(props))).toEqual([
    "name",
    "features.subscriptionUpdate.products[1]",
    "features.subscriptionUpdate.products[2].prices",
    "features.subscriptionCancel",
    "lifecycle.createBeforeDestroy",
    "defaultReturnUrl",
    "features.paymentMethodUpdate",
    "applyWhen",
  ]);
});

test.each<[string, unknown, string]>([
  ["a mistyped value", { features: { subscriptionCancel: { mode: 1, prorationBehavior: "none" } } }, "mode"],
  [
    "a value that depends on a mistyped one",
    { features: { subscriptionCancel: { mode: 1, prorationBehavior: "create_prorations" } } },
    "mode",
  ],
  ["an object with a mistyped part", { features: { invoices: {} } }, "features.invoices"],
  ["a part of a mistyped value", { features: 5 }, "features"],
  ["a missing value", switching({ prices: ["p"] }), "features.subscriptionUpdate.products[0].product"],
  ["an option", { features, applyVia: 1 }, "applyVia"],
  ["metadata", { features, metadata: { "a[b": "x", seats: 3 } }, "metadata.seats"],
])("reports no violation of %s", (_, props, property) => {
  const properties = propertiesOf(untyped(props));
  expect(properties).toEqual([expect.stringContaining(property)]);
});

test("ignores undefined properties", () => {
  expect(untyped({ features, metadata: { team: undefined } })).toBeUndefined();
  expect(
    untyped({ features: { ...features, invoices: undefined }, name: undefined, other: undefined }),
  ).toBeUndefined();
});

test("checks own classes under any name, and accepts properties of an app's class with the same name", () => {
  const minified = { t: class extends StripePortalConfiguration {} }.t;
  Object.defineProperty(minified, Symbol.for("jsii.rtti"), { value: { fqn: `${PACKAGE}.NewPortal` } });
  const users = { BasicPortal: class extends StripePortalConfiguration {} }.BasicPortal;
  const library = { BasicPortal: class extends BasicPortal {} }.BasicPortal;
  Object.defineProperty(library, Symbol.for("jsii.rtti"), { value: { fqn: "acme-portals.BasicPortal" } });
  const props = { features, brand: "Acme" };
  inStack((stack) => {
    expect(() => new minified(stack, "minified", props)).toThrow("`brand`: unknown property");
    expect(() => new users(stack, "users", props)).not.toThrow();
    expect(() => new library(stack, "library", props)).not.toThrow();
  });
});

test("lets a subclass in an app pass on its own properties, but no unknown features", () => {
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
  "%p reports the same type errors",
  (Preset) => {
    const errorWith = (props: unknown) =>
      inStack((stack) => {
        try {
          new Preset(stack, "portal", props as never);
        } catch (error) {
          return (error as Error).message;
        }
        return undefined;
      });
    expect(errorWith({ features: null })).toContain("`features`: must be an object");
    expect(errorWith({ features: { subscriptionUpdate: null } })).toContain(
      "`features.subscriptionUpdate`: must be an object",
    );
    expect(errorWith({ features: { paymentMethodUpdate: true } })).toContain(
      "`features.paymentMethodUpdate`: must be an object",
    );
    expect(errorWith({ feature: {} })).toContain("`feature`: unknown property");
    for (const props of [5, true, "all", [], new Map()]) {
      expect(errorWith(props)).toContain("`props`: must be an object such as { features: ... }");
    }
    expect(errorWith(null)).toBe(errorWith(undefined));
    expect(errorWith({ features: { subscriptionUpdate: { products: "all" } } })).toContain(
      "must be a list that is known",
    );
  },
);

test.each([SubscriptionPortal, RevenueSafePortal])(
  "%p reports type errors in features beside its own products",
  (Preset) => {
    const errorWith = (features: unknown) =>
      inStack((stack) => messageOf(() => new Preset(stack, "portal", { products: [PRO], features } as never)));
    expect(errorWith(null)).toContain("`features`: must be an object");
    expect(errorWith("all")).toContain("`features`: must be an object");
    expect(errorWith({ subscriptionUpdate: null })).toContain("`features.subscriptionUpdate`: must be an object");
    expect(errorWith({ subscriptionUpdate: true })).toContain("`features.subscriptionUpdate`: must be an object");
  },
);

test("SubscriptionPortal reports type errors in products and quantities", () => {
  const errorWith = (...products: unknown[]) =>
    inStack((stack) => {
      const given = messageOf(() => new SubscriptionPortal(stack, "portal", { products } as never));
      const portal = new SubscriptionPortal(stack, "other");
      const added = messageOf(() => products.forEach((product) => portal.addProduct(product as never)));
      return [given, added];
    });
  for (const product of ["prod_1", null, cdktf.Token.asList("${var.products}")]) {
    const [given, added] = errorWith(product);
    expect(given).toMatch(/portal cannot be deployed:\n {2}- `.*products\[0\]`: must be an object such as .*$/);
    expect(added).toMatch(/other cannot be deployed:\n {2}- `product`: must be an object such as .*$/);
  }
  for (const error of errorWith({ ...PRO, adjustableQuantity: null })) {
    expect(error).toContain("adjustableQuantity`: must be an object such as { enabled: ... }; got: null");
  }
});

test("addProduct() reports type errors", () => {
  inStack((stack) => {
    const portal = new SubscriptionPortal(stack, "portal");
    expect(() => portal.addProduct({ product: "prod_1" } as never)).toThrow(
      "`product.prices`: is required: a list of strings",
    );
    expect(() => portal.addProduct(null as never)).toThrow("SubscriptionPortal at stack/portal cannot be deployed");
  });
});

test("addProduct() reports violations of rules in the same error", () => {
  inStack((stack) => {
    const portal = new SubscriptionPortal(stack, "portal");
    portal.addProduct(PRO);
    const message = messageOf(() => portal.addProduct({ product: "", prices: [1] } as never));
    expect(propertiesOf(message)).toEqual(["product.prices", "features.subscriptionUpdate.products[1].product"]);
  });
});

test.each(STRING_TOKENS)("accepts a string that is %s", (_, token) => {
  expect(untyped({ features, name: token(), metadata: { team: token() } })).toBeUndefined();
});

test.each(BOOLEAN_TOKENS)("accepts a boolean that is %s", (_, token) => {
  expect(untyped({ features: { invoiceHistory: { enabled: token() } }, active: token() })).toBeUndefined();
});

test.each(LIST_TOKENS)("accepts a list that is %s", (_, token) => {
  expect(untyped({ features: { customerUpdate: { allowedUpdates: token() } } })).toBeUndefined();
});

test.each(NUMBER_TOKENS)("accepts a number that is %s", (_, token) => {
  expect(
    untyped(switching({ product: "p", prices: ["p"], adjustableQuantity: { minimum: token(), maximum: token() } })),
  ).toBeUndefined();
});

test("rejects a token for a list of objects", () => {
  const products = cdktf.Lazy.anyValue({ produce: () => [] });
  expect(untyped({ features: { paymentMethodUpdate: {}, subscriptionUpdate: { products } } })).toContain(
    "`features.subscriptionUpdate.products`: must be a list that is known at synth time; got: a token",
  );
});
