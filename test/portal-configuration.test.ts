import * as cdktf from "cdktf";
import { Construct } from "constructs";
import {
  ApplyVia,
  ApplyWhen,
  BasicPortal,
  CancellationReason,
  CustomerUpdateField,
  FullPortal,
  IStripePortalConfiguration,
  PortalFeatures,
  PortalMode,
  PortalProduct,
  RevenueSafePortal,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
  SubscriptionPortal,
} from "../lib";
import { Price } from "../lib/provider/price";
import { StripeProvider } from "../lib/provider/provider";
import { MAXIMAL, MINIMAL, OFF, PRO, switching, SWITCHING } from "./support/portals";
import {
  blocksOf,
  copied,
  environmentOf,
  errorOf,
  expectedError,
  frozen,
  hclOf,
  inApp,
  inStack,
  Json,
  messageOf,
  portalOf,
  readStack,
  synth,
  synthOf,
} from "./support/synth";
import { BOOLEAN_TOKENS, LIST_TOKENS, WHOLE_TOKENS } from "./support/tokens";

const ID = "${stripe_billing_portal_configuration.portal_95FA52AA.id}";

/** The Terraform of a stack with a portal that `use` changes. */
const terraformOf = (
  props: StripePortalConfigurationProps,
  use: (portal: StripePortalConfiguration, stack: cdktf.TerraformStack) => unknown,
) => synthOf((stack) => use(new StripePortalConfiguration(stack, "portal", props), stack));

test("the provider manages the minimal portal, and the step clears its unset strings", () => {
  const { resource, desiredState, step, guard, portal } = portalOf(MINIMAL);
  expect(resource).toEqual({
    active: true,
    login_page: { enabled: false },
    metadata: {},
    features: {
      customer_update: { enabled: false, allowed_updates: [] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: false },
      subscription_cancel: {
        enabled: false,
        mode: "at_period_end",
        proration_behavior: "none",
        cancellation_reason: { enabled: false, options: [] },
      },
      subscription_update: {
        enabled: false,
        default_allowed_updates: [],
        proration_behavior: "none",
        trial_update_behavior: "end_trial",
      },
    },
    depends_on: ["terraform_data.portal_95FA52AA_DesiredState"],
    lifecycle: { create_before_destroy: true },
  });
  expect(desiredState).toEqual({
    triggers_replace: {
      unset: [
        "business_profile.headline",
        "business_profile.privacy_policy_url",
        "business_profile.terms_of_service_url",
        "default_return_url",
        "features.payment_method_update.payment_method_configuration",
        "name",
      ],
    },
  });
  expect(step).toBeDefined();
  expect(guard).toBeUndefined();
  expect(portal).toEqual({
    active: true,
    name: "",
    default_return_url: "",
    business_profile: { headline: "", privacy_policy_url: "", terms_of_service_url: "" },
    login_page: { enabled: false },
    metadata: {},
    features: { ...OFF, invoice_history: { enabled: true } },
  });
});

test("of the maximal portal, the provider manages strings and metadata, and the step the rest", () => {
  const { resource, desiredState, step, guard, portal } = portalOf(MAXIMAL);
  expect(guard).toBeUndefined();
  expect(resource).toEqual({
    active: false,
    name: "Acme",
    default_return_url: "https://acme.com/dashboard",
    business_profile: {
      headline: "Manage your Acme plan",
      privacy_policy_url: "https://acme.com/privacy",
      terms_of_service_url: "https://acme.com/terms",
    },
    login_page: { enabled: true },
    metadata: { team: "billing" },
    features: expect.objectContaining({ subscription_update: { enabled: false } }),
    depends_on: ["terraform_data.portal_95FA52AA_DesiredState"],
    lifecycle: { create_before_destroy: true, ignore_changes: ["active", "login_page", "features"] },
  });
  const { active, login_page, features } = portal;
  expect(desiredState).toEqual({ triggers_replace: { active, login_page, features, unset: [] } });
  expect(portal).toMatchObject({
    active: false,
    name: "Acme",
    metadata: { team: "billing" },
    features: {
      subscription_update: { enabled: true, billing_cycle_anchor: "now" },
      subscription_pause: { enabled: true },
    },
  });
  expect(step).toEqual({
    triggers_replace: { configuration: ID, desired_state: "${terraform_data.portal_95FA52AA_DesiredState.id}" },
    lifecycle: { create_before_destroy: true },
    provisioner: [
      {
        "local-exec": {
          interpreter: ["node", expect.stringMatching(/^assets\/.*\/apply-step\.mjs$/)],
          command: "apply",
          environment: {
            STRIPE_PORTAL_PATH: "stack/portal",
            STRIPE_PORTAL_CONFIGURATION: ID,
            STRIPE_PORTAL_DESIRED_STATE: expect.stringMatching(/^\$\{base64gzip\(jsonencode\(\{.*\}\)\)\}$/s),
          },
        },
      },
    ],
  });
});

test("the example of Stripe's create call compiles", () => {
  const { EMAIL, TAX_ID } = CustomerUpdateField;
  const { resource } = portalOf({
    features: {
      customerUpdate: { allowedUpdates: [EMAIL, TAX_ID], enabled: true },
      invoiceHistory: { enabled: true },
    },
  });
  expect(resource.features).toMatchObject({
    customer_update: { enabled: true, allowed_updates: ["email", "tax_id"] },
    invoice_history: { enabled: true },
  });
});

describe("the part of the portal that is left to the step", () => {
  const left = (props: Partial<StripePortalConfigurationProps>) =>
    portalOf({ ...MINIMAL, ...props }).resource.lifecycle.ignore_changes ?? [];
  const options = [CancellationReason.OTHER];
  const feedback = (feedbackOptions: string[]): PortalFeatures => ({
    subscriptionCancel: { cancellationReason: { options, feedbackOptions } },
  });
  const FEATURES = ["active", "features"];

  test.each<[string, Partial<StripePortalConfigurationProps>, string[]]>([
    ["plan switching", SWITCHING, FEATURES],
    ["pausing", { features: { subscriptionPause: {} } }, FEATURES],
    ["feedback options", { features: feedback(["feedback_1"]) }, FEATURES],
    ["the login page", { loginPage: {} }, ["login_page"]],
  ])("contains the attribute of %s", (_, props, expected) => {
    expect(left(props)).toEqual(expected);
    expect(left({ ...props, applyVia: ApplyVia.AUTO })).toEqual(expected);
  });

  test.each<[string, Partial<StripePortalConfigurationProps>]>([
    ["the rest", { name: "Acme", metadata: { a: "b" }, features: { customerUpdate: {}, paymentMethodUpdate: {} } }],
    ["importFrom", { importFrom: "bpc_1" }],
    ["plan switching that is off", { features: { subscriptionUpdate: { enabled: false, products: [PRO] } } }],
    ["pausing that is off", { features: { subscriptionPause: { enabled: false } } }],
    ["no feedback options", { features: feedback([]) }],
    ["a login page that is off", { loginPage: { enabled: false } }],
  ])("is empty with %s", (_, props) => {
    expect(left(props)).toEqual([]);
    expect(portalOf({ ...MINIMAL, ...props }).step).toBeDefined();
  });

  test.each(BOOLEAN_TOKENS)("contains features that %s may enable", (_, token) => {
    expect(left({ loginPage: { enabled: token() } })).toEqual(["login_page"]);
    expect(left({ features: { subscriptionPause: { enabled: token() } } })).toEqual(FEATURES);
    expect(left({ features: { subscriptionUpdate: { enabled: token() } } })).toEqual(FEATURES);
    expect(left({ active: token() })).toEqual([]);
  });

  test.each(LIST_TOKENS)("contains the attribute of feedback options that are %s", (_, token) => {
    expect(left({ features: feedback(token()) })).toEqual(FEATURES);
  });

  test("is stored in the desired state, with the strings to clear", () => {
    const { desiredState, portal } = portalOf({ ...SWITCHING, name: "Acme", defaultReturnUrl: "${var.url}" });
    const { active, features } = portal;
    expect(desiredState.triggers_replace).toEqual({
      active,
      features,
      unset:
        '${compact(["business_profile.headline", "business_profile.privacy_policy_url", ' +
        '"business_profile.terms_of_service_url", ' +
        '"${var.url == null || var.url == "" ? "default_return_url" : ""}"])}',
    });
  });

  test("is the whole portal with ApplyVia.STEP", () => {
    const { resource, desiredState, portal } = portalOf({ ...MAXIMAL, applyVia: ApplyVia.STEP });
    expect(resource.lifecycle.ignore_changes).toBe("all");
    expect(desiredState.triggers_replace).toEqual(portal);
  });

  test("excludes attributes that the app leaves to the Dashboard", () => {
    const lifecycle = { ignoreChanges: ["metadata", "features"] };
    const { resource, desiredState, portal } = portalOf({ ...MAXIMAL, lifecycle });
    expect(resource.lifecycle.ignore_changes).toEqual(["metadata", "features", "login_page"]);
    expect(resource).toMatchObject({
      metadata: { team: "billing" },
      features: { subscription_update: { enabled: false } },
    });
    expect(Object.keys(desiredState.triggers_replace).sort()).toEqual(["login_page", "unset"]);
    expect(Object.keys(portal).sort()).toEqual([
      "active",
      "business_profile",
      "default_return_url",
      "login_page",
      "name",
    ]);
  });

  test("is empty with ApplyVia.PROVIDER, which has no step", () => {
    const { resource, desiredState, step } = portalOf({ ...SWITCHING, loginPage: {}, applyVia: ApplyVia.PROVIDER });
    expect(desiredState).toBeUndefined();
    expect(step).toBeUndefined();
    expect(resource.features.subscription_update).toMatchObject({ enabled: true, products: [{ product: "prod_pro" }] });
    expect(resource.lifecycle).toEqual({ create_before_destroy: true });
  });
});

describe("a step", () => {
  test("keeps the portal's Terraform address", () => {
    const address = (applyVia: ApplyVia) =>
      Object.keys(
        synthOf((stack) => new StripePortalConfiguration(stack, "portal", { ...SWITCHING, applyVia })).resource
          .stripe_billing_portal_configuration,
      );
    expect(address(ApplyVia.PROVIDER)).toEqual(address(ApplyVia.STEP));
  });

  test("runs on change, or at every apply", () => {
    const triggers = (applyWhen?: ApplyWhen) => portalOf({ ...SWITCHING, applyWhen }).step.triggers_replace;
    expect(triggers(ApplyWhen.ON_CHANGE)).toEqual(triggers());
    expect(triggers(ApplyWhen.ALWAYS)).toEqual({ ...triggers(), applied_at: "${timestamp()}" });
  });

  test("sends the portal at every apply with ApplyWhen.ALWAYS, even if it is unchanged", () => {
    const sentWhen = (applyWhen?: ApplyWhen) =>
      environmentOf(portalOf({ ...SWITCHING, applyWhen }).step).STRIPE_PORTAL_APPLY_WHEN;
    expect(sentWhen()).toBeUndefined();
    expect(sentWhen(ApplyWhen.ON_CHANGE)).toBeUndefined();
    expect(sentWhen(ApplyWhen.ALWAYS)).toBe("always");
  });
});

test("an override can set products, including tokens", () => {
  const withProducts = (products: unknown) =>
    terraformOf({ features: switching() }, ({ resource }) =>
      resource.addOverride("features.subscription_update.products", products),
    );
  const product = { product: "prod_1", prices: ["price_1"], adjustable_quantity: { enabled: false, minimum: 0 } };
  for (const products of [[product], "${[for p in var.products : p]}"]) {
    expect(blocksOf(withProducts(products)).portal.features.subscription_update.products).toEqual(products);
  }
});

test("an ID that contains Terraform syntax is escaped", () => {
  const terraform = synthOf(
    (stack) => new StripePortalConfiguration(stack, "a${b}%{c}", { ...SWITCHING, expectedMode: PortalMode.TEST }),
  );
  const strings = JSON.stringify(terraform.resource, (key, value) => (key === "condition" ? undefined : value));
  expect(strings).toContain("stack/a$${b}%%{c}");
  expect(strings).not.toMatch(/stack\/a\$\{b/);
});

describe("products if plan switching is off", () => {
  const off = (listed?: PortalProduct[]): StripePortalConfigurationProps => ({
    features: { subscriptionUpdate: { enabled: false, products: listed } },
    applyVia: ApplyVia.STEP,
  });
  const lists: [string, PortalProduct[]][] = [
    ["valid products", [PRO]],
    ["no products", []],
    ["11 products", Array.from({ length: 11 }, (_, at) => ({ product: `prod_${at}`, prices: [`price_${at}`] }))],
    ["a product twice", [PRO, PRO]],
    ["a product without prices", [{ product: "prod_1", prices: [] }]],
    ["a price twice", [{ product: "prod_1", prices: ["price_1", "price_1"] }]],
    ["an empty id", [{ product: "", prices: [""] }]],
    ["an impossible quantity", [{ ...PRO, adjustableQuantity: { minimum: 2, maximum: 1 } }]],
  ];

  test.each(lists)("are neither checked nor sent: %s", (_, listed) => {
    const [given, added] = [
      terraformOf(off(listed), () => undefined),
      terraformOf(off(), (portal) => listed.forEach((product) => portal.addProduct(product))),
    ];
    expect(blocksOf(given).portal.features.subscription_update).toMatchObject({ enabled: false, products: [] });
    expect(added).toEqual(given);
  });

  test("are not checked against the prices of the stack", () => {
    const build = (stack: cdktf.TerraformStack) => {
      const once = new Price(stack, "once", { product: "prod_other", currency: "usd" }).id;
      const products = [{ product: "prod_1", prices: [once] }];
      new StripePortalConfiguration(stack, "portal", off(products));
      const features = { subscriptionUpdate: { enabled: false } };
      for (const Preset of [SubscriptionPortal, RevenueSafePortal]) {
        new Preset(stack, Preset.name, { products, features });
        new Preset(stack, `Added${Preset.name}`, { features }).addProduct(products[0]);
      }
    };
    expect(messageOf(() => synthOf(build))).toBeUndefined();
  });

  test("must have the right types", () => {
    const wrong = { product: 5, prices: ["price_1"] } as never;
    expect(errorOf(off([wrong]))).toContain("`features.subscriptionUpdate.products[0].product`: must be a string");
    expect(messageOf(() => terraformOf(off(), (portal) => portal.addProduct(wrong)))).toContain(
      "`product.product`: must be",
    );
  });
});

describe("toStripeJson", () => {
  test("returns the whole portal with overrides and expressions, without ignored attributes", () => {
    inStack((stack) => {
      const portal = new StripePortalConfiguration(stack, "portal", {
        ...SWITCHING,
        name: "${var.name}",
        metadata: { team: "billing" },
        lifecycle: { ignoreChanges: ["metadata"] },
      });
      portal.resource.addOverride("business_profile.headline", cdktf.Lazy.stringValue({ produce: () => "Lazy" }));
      const { portal: sent } = blocksOf(synth(stack));
      expect(JSON.parse(portal.toStripeJson())).toEqual(sent);
      expect(sent).toMatchObject({ name: "${var.name}", business_profile: { headline: "Lazy" } });
      expect(sent).not.toHaveProperty("metadata");
    });
  });

  test("returns the whole portal of ApplyVia.PROVIDER, too", () => {
    inStack((stack) => {
      const props = { ...MINIMAL, applyVia: ApplyVia.PROVIDER };
      const portal = new StripePortalConfiguration(stack, "portal", props);
      expect(JSON.parse(portal.toStripeJson())).toEqual(portalOf(MINIMAL).portal);
    });
  });
});

describe("addProduct", () => {
  const TEAM: PortalProduct = { product: "prod_team", prices: ["price_team"], adjustableQuantity: { maximum: 5 } };
  const products = (terraform: Json) => blocksOf(terraform).portal.features.subscription_update.products;

  test("has the same result as the property", () => {
    const added = terraformOf({ features: switching() }, (portal) =>
      [PRO, TEAM].forEach((it) => portal.addProduct(it)),
    );
    expect(added).toEqual(terraformOf({ features: switching([PRO, TEAM]) }, () => undefined));
    expect(products(added)).toHaveLength(2);
  });

  test("rejects products of a portal without plan switching", () => {
    expect(messageOf(() => terraformOf(MINIMAL, (portal) => portal.addProduct(PRO)))).toBe(
      expectedError(
        "`addProduct()`: requires `features.subscriptionUpdate`; add the feature, e.g. `subscriptionUpdate: {}`",
      ),
    );
  });

  test("rejects products if `products` is set", () => {
    expect(messageOf(() => terraformOf(SWITCHING, (portal) => portal.addProduct(TEAM)))).toBe(
      expectedError(
        "`addProduct()`: cannot be combined with `features.subscriptionUpdate.products`; " +
          'got: "prod_team"; remove `products`, or add the product to them',
      ),
    );
  });

  test("rejects the 11th product and keeps the first ten", () => {
    const terraform = terraformOf({ features: switching() }, (portal) => {
      const add = (at: number) => portal.addProduct({ product: `prod_${at}`, prices: [`price_${at}`] });
      for (let at = 1; at <= 10; at++) add(at);
      expect(() => add(11)).toThrow("Stripe accepts at most 10 products; got: 11");
    });
    expect(products(terraform)).toHaveLength(10);
  });

  test("rejects a product that breaks a rule", () => {
    const errorWith = (product: PortalProduct) =>
      messageOf(() =>
        terraformOf({ features: switching() }, (portal) => [PRO, product].forEach((it) => portal.addProduct(it))),
      );
    expect(errorWith({ ...PRO, prices: ["price_other"] })).toContain("a product cannot be listed twice");
    expect(errorWith({ ...TEAM, prices: [] })).toContain("`features.subscriptionUpdate.products[1].prices`");
  });

  test("copies the product", () => {
    const prices = ["price_1"];
    const adjustableQuantity = { minimum: 1 };
    const terraform = terraformOf({ features: switching() }, (portal) => {
      portal.addProduct({ product: "prod_1", prices, adjustableQuantity });
      prices.push("price_2");
      adjustableQuantity.minimum = 2;
    });
    expect(products(terraform)).toMatchObject([{ prices: ["price_1"], adjustable_quantity: { minimum: 1 } }]);
  });
});

describe("the props", () => {
  test("are copied, so that later changes have no effect", () => {
    const props = copied(MAXIMAL) as Json;
    const terraform = terraformOf(props, () => {
      props.metadata.team = "other";
      props.businessProfile.headline = "Other";
      props.features.customerUpdate.allowedUpdates.pop();
      props.features.subscriptionUpdate.products[0].prices.push("price_other");
      props.features.subscriptionUpdate.products.push(PRO);
      delete props.features.invoiceHistory;
    });
    expect(terraform).toEqual(terraformOf(MAXIMAL, () => undefined));
  });

  test("are never modified, and give the same Terraform in every synth", () => {
    inStack((stack) => {
      const props = frozen({
        ...copied(MAXIMAL),
        dependsOn: [new cdktf.TerraformLocal(stack, "before", 1)],
        lifecycle: { preventDestroy: true, ignoreChanges: ["metadata"] },
      });
      const { resource } = new StripePortalConfiguration(stack, "portal", props as StripePortalConfigurationProps);
      resource.addOverride("features.customer_update.allowed_updates", ["fax"]);
      resource.addOverride("features.customer_update.allowed_updates.0", "pager");
      resource.addOverride("features.subscription_update.products.0.prices.0", "price_other");
      const first = synth(stack);
      expect(synth(stack)).toEqual(first);
    });
  });

  test.each([MINIMAL, MAXIMAL])("give the same Terraform in another stack", (props) => {
    expect(portalOf(frozen(copied(props)))).toEqual(portalOf(props));
  });
});

describe("overrides on the resource", () => {
  const STEPPED = { ...MINIMAL, applyVia: ApplyVia.STEP };
  const overridden = (props: StripePortalConfigurationProps, overrides: Record<string, unknown>) =>
    blocksOf(
      terraformOf(props, ({ resource }) =>
        Object.entries(overrides).forEach(([path, value]) => resource.addOverride(path, value)),
      ),
    );

  test.each<[string, unknown, object]>([
    ["name", "Other", { name: "Other" }],
    ["metadata.added", "yes", { metadata: { added: "yes" } }],
    [
      "features.customer_update.allowed_updates",
      ["fax"],
      { features: { customer_update: { allowed_updates: ["fax"] } } },
    ],
  ])("of %s are part of the desired portal, with and without a step", (path, value, expected) => {
    for (const props of [MINIMAL, STEPPED]) {
      const { resource, portal } = overridden(props, { [path]: value });
      expect(resource).toMatchObject(expected);
      expect(portal).toMatchObject(expected);
    }
    expect(overridden(STEPPED, { [path]: value }).desiredState.triggers_replace).toMatchObject(expected);
  });

  test.each([MINIMAL, STEPPED])("can set parameters that the construct does not support, through the step", (props) => {
    const { desiredState, portal, resource } = overridden(props, {
      "features.new_feature.enabled": true,
      theme: "dark",
    });
    const expected = { theme: "dark", features: { new_feature: { enabled: true } } };
    expect(portal).toMatchObject(expected);
    expect(desiredState.triggers_replace).toMatchObject(expected);
    expect(resource).not.toHaveProperty("theme");
    expect(resource.features).not.toHaveProperty("new_feature");
  });

  test.each<[string, unknown, string[]]>([
    ["login_page.enabled", true, ["login_page"]],
    ["features.subscription_update.enabled", "${var.on}", ["active", "features"]],
    ["features.subscription_pause", { enabled: true }, ["active", "features"]],
    ["business_profile.logo", "file_1", ["business_profile"]],
    ["theme", "dark", []],
  ])("of %s, which the provider does not support, leave its attribute to the step", (path, value, expected) => {
    expect(overridden(MINIMAL, { [path]: value }).resource.lifecycle.ignore_changes ?? []).toEqual(expected);
  });

  test.each([undefined, null])("with %p turn off what they remove", (nothing) => {
    const { features } = portalOf(MINIMAL).portal;
    for (const props of [MAXIMAL, { ...MAXIMAL, applyVia: ApplyVia.STEP }]) {
      const { portal } = overridden(props, {
        name: nothing,
        business_profile: nothing,
        active: nothing,
        metadata: nothing,
        login_page: nothing,
        "features.customer_update": nothing,
        "features.subscription_cancel.cancellation_reason": nothing,
        "features.subscription_pause": nothing,
      });
      expect(portal).toMatchObject({
        name: "",
        business_profile: { headline: "", privacy_policy_url: "", terms_of_service_url: "" },
        active: true,
        metadata: {},
        login_page: { enabled: false },
        features: {
          customer_update: features.customer_update,
          subscription_cancel: {
            enabled: true,
            cancellation_reason: features.subscription_cancel.cancellation_reason,
          },
          subscription_pause: { enabled: false },
        },
      });
    }
    const { resource } = overridden(MINIMAL, { "features.invoice_history": nothing, name: nothing });
    expect(resource.features.invoice_history).toEqual({ enabled: false });
  });

  test("may be lazy: a boolean that produces nothing is true", () => {
    const enabled = cdktf.Lazy.anyValue({ produce: () => undefined });
    const { portal, resource } = portalOf({
      active: enabled,
      features: { invoiceHistory: { enabled }, subscriptionPause: { enabled } },
    });
    expect(portal).toMatchObject({
      active: true,
      features: { invoice_history: { enabled: true }, subscription_pause: { enabled: true } },
    });
    expect(resource).toMatchObject({ active: true, features: { invoice_history: { enabled: true } } });
  });

  test("of Terraform's meta-arguments stay on the resource", () => {
    const { desiredState, step, resource } = overridden(STEPPED, { "lifecycle.prevent_destroy": true });
    expect(resource.lifecycle).toEqual({ prevent_destroy: true, create_before_destroy: true, ignore_changes: "all" });
    expect(desiredState).not.toHaveProperty("triggers_replace.lifecycle");
    expect(desiredState).not.toHaveProperty("lifecycle");
    expect(step.lifecycle).toEqual({ create_before_destroy: true });
  });

  test.each([MINIMAL, STEPPED])("can come from an Aspect on the stack, also in a real synth", (props) => {
    const tagged: cdktf.IAspect = {
      visit: (node) => {
        if (node instanceof StripePortalConfiguration) node.resource.addOverride("metadata.tagged", "yes");
      },
    };
    const build = (stack: cdktf.TerraformStack) => {
      new StripeProvider(stack, "stripe");
      new StripePortalConfiguration(stack, "portal", props);
      cdktf.Aspects.of(stack).add(tagged);
    };
    expect(blocksOf(synthOf(build)).portal.metadata).toEqual({ tagged: "yes" });
    inApp((app) => {
      build(new cdktf.TerraformStack(app, "stack"));
      app.synth();
      expect(blocksOf(readStack(app, "stack")).portal.metadata).toEqual({ tagged: "yes" });
    });
  });

  test("of a list item can have values that the rules do not allow, also in a real synth", () => {
    inApp((app) => {
      const stack = new cdktf.TerraformStack(app, "stack");
      new StripeProvider(stack, "stripe");
      const portal = new StripePortalConfiguration(stack, "portal", MAXIMAL);
      portal.resource.addOverride("features.customer_update.allowed_updates.0", "fax");
      app.synth();
      expect(blocksOf(readStack(app, "stack")).portal.features.customer_update.allowed_updates[0]).toBe("fax");
    });
  });
});

describe("dependencies", () => {
  const output = (stack: cdktf.TerraformStack, dependsOn: cdktf.ITerraformDependable[]) =>
    new cdktf.TerraformOutput(stack, "output", { value: "x", dependsOn });
  const other = (stack: cdktf.TerraformStack, config: Partial<cdktf.TerraformResourceConfig> = {}) =>
    new cdktf.TerraformResource(stack, "other", { terraformResourceType: "stripe_product", ...config });

  const WITHOUT_STEP = { ...MINIMAL, applyVia: ApplyVia.PROVIDER };

  test.each([
    ["resource, if there is no step", WITHOUT_STEP, "stripe_billing_portal_configuration.portal_95FA52AA"],
    ["step", SWITCHING, "terraform_data.portal_95FA52AA_Step"],
  ])("fqn renders the plain address of the %s", (_, props, address) => {
    const { output: outputs } = synthOf((stack) => {
      const { fqn } = new StripePortalConfiguration(stack, "portal", props);
      new cdktf.TerraformOutput(stack, "output", { value: fqn });
    });
    expect(outputs.output.value).toBe(address);
  });

  test.each([
    [WITHOUT_STEP, "stripe_billing_portal_configuration.portal_95FA52AA"],
    [SWITCHING, "terraform_data.portal_95FA52AA_Step"],
  ])("outputs and resources can depend on a complete portal", (props, address) => {
    const build = (stack: cdktf.TerraformStack) => {
      const portal = new StripePortalConfiguration(stack, "portal", props);
      output(stack, [portal]);
      other(stack, { dependsOn: [portal], lifecycle: { replaceTriggeredBy: [portal] } });
    };
    const { output: outputs, resource } = synthOf(build);
    expect(outputs.output.depends_on).toEqual([address]);
    expect(resource.stripe_product.other.depends_on).toEqual([address]);
    expect(resource.stripe_product.other.lifecycle.replace_triggered_by).toEqual([address]);
  });

  test("resource and desired state depend on `dependsOn`, and the step through its triggers", () => {
    const terraform = synthOf((stack) => {
      const first = new StripePortalConfiguration(stack, "first", SWITCHING);
      const local = new cdktf.TerraformLocal(stack, "local", 1);
      new StripePortalConfiguration(stack, "portal", { ...SWITCHING, dependsOn: [other(stack), first, local] });
    });
    const requested = [
      "stripe_product.other",
      expect.stringMatching(/^terraform_data\.first_\w+_Step$/),
      "local.local",
    ];
    const { resource, desiredState, step } = blocksOf(terraform);
    expect(desiredState.depends_on).toEqual(requested);
    expect(step).not.toHaveProperty("depends_on");
    expect(resource.depends_on).toEqual([...requested, "terraform_data.portal_95FA52AA_DesiredState"]);
  });

  test("renders `dependsOn` that is set on the resource later", () => {
    const { resource, desiredState } = blocksOf(
      terraformOf(SWITCHING, (portal) => (portal.resource.dependsOn = ["stripe_product.later"])),
    );
    expect(desiredState.depends_on).toEqual(["stripe_product.later"]);
    expect(resource.depends_on[0]).toBe("stripe_product.later");
  });

  test("ignores changes of `dependsOn` and `lifecycle` after the portal was created", () => {
    const ignoreChanges = ["metadata"];
    const precondition = [{ condition: true, errorMessage: "first" }];
    const lifecycle: cdktf.TerraformResourceLifecycle = { ignoreChanges, precondition };
    const terraform = synthOf((stack) => {
      const dependsOn: cdktf.ITerraformDependable[] = [other(stack)];
      new StripePortalConfiguration(stack, "portal", { ...MINIMAL, dependsOn, lifecycle });
      dependsOn.push(new cdktf.TerraformLocal(stack, "local", 1));
      ignoreChanges.push("name");
      precondition.push({ condition: false, errorMessage: "second" });
      Object.assign(lifecycle, { preventDestroy: true });
    });
    const { resource } = blocksOf(terraform);
    expect(resource.depends_on).toEqual(["stripe_product.other", "terraform_data.portal_95FA52AA_DesiredState"]);
    expect(resource.lifecycle).toEqual({
      create_before_destroy: true,
      ignore_changes: ["metadata"],
      precondition: [{ condition: true, error_message: "first" }],
    });
  });

  test("renders `dependsOn` of a portal without a step", () => {
    const { resource } = blocksOf(
      synthOf(
        (stack) => new StripePortalConfiguration(stack, "portal", { ...WITHOUT_STEP, dependsOn: [other(stack)] }),
      ),
    );
    expect(resource.depends_on).toEqual(["stripe_product.other"]);
  });
});

describe("importFrom", () => {
  const importing = (importFrom: string) => (stack: cdktf.TerraformStack) => {
    const provider = new StripeProvider(stack, "europe", { alias: "europe" });
    new StripePortalConfiguration(stack, "portal", { ...MINIMAL, importFrom, provider });
  };
  const to = "stripe_billing_portal_configuration.portal_95FA52AA";

  test("adds an import block with the provider's alias", () => {
    expect(synthOf(importing("bpc_1")).import).toEqual([{ to, id: "bpc_1", provider: "stripe.europe" }]);
    expect(synthOf(importing("${var.id}")).import).toEqual([{ to, id: "${var.id}", provider: "stripe.europe" }]);
  });

  test("adds an import block in HCL", () => {
    expect(hclOf(importing("bpc_1"))).toContain(`import {\nto = ${to}\nid = "bpc_1"\nprovider = stripe.europe\n}`);
  });
});

describe("attributes", () => {
  const valueOf = (props: StripePortalConfigurationProps, value: (portal: StripePortalConfiguration) => unknown) =>
    terraformOf(props, (portal, stack) => new cdktf.TerraformOutput(stack, "output", { value: value(portal) })).output
      .output.value;

  test("are read from the provider's resource", () => {
    expect(valueOf(SWITCHING, (portal) => portal.portalConfigurationId)).toBe(ID);
    expect(valueOf(SWITCHING, (portal) => portal.isDefault)).toBe(ID.replace("id}", "is_default}"));
    expect(valueOf(SWITCHING, (portal) => portal.livemode)).toBe(ID.replace("id}", "livemode}"));
  });

  test.each([undefined, { enabled: false }])("there is no login page URL if the page is %j", (loginPage) => {
    terraformOf({ ...MINIMAL, loginPage }, (portal) => expect(portal.loginPageUrl).toBeUndefined());
  });

  test.each([{}, { enabled: true }])("there is a login page URL if the page is %j", (loginPage) => {
    expect(valueOf({ ...MINIMAL, loginPage }, (portal) => portal.loginPageUrl)).toBe(
      ID.replace("id}", "login_page.url}"),
    );
  });

  test("the login page URL can depend on a token", () => {
    const loginPage = { enabled: cdktf.Fn.anytrue(["${var.flag}"]) };
    expect(valueOf({ ...MINIMAL, loginPage }, (portal) => portal.loginPageUrl)).toMatch(
      /^\$\{anytrue\(.*\) \? stripe_billing_portal_configuration\.portal_95FA52AA\.login_page\.url : null\}$/,
    );
  });

  test("are read from another stack through its state", () => {
    inApp((app) => {
      const [one, two] = ["one", "two"].map((name) => new cdktf.TerraformStack(app, name));
      for (const stack of [one, two]) new StripeProvider(stack, "stripe");
      const portal = new StripePortalConfiguration(one, "portal", SWITCHING);
      new cdktf.TerraformOutput(two, "id", { value: portal.portalConfigurationId });
      const metadata = { sibling: portal.portalConfigurationId };
      new StripePortalConfiguration(two, "portal", { ...SWITCHING, metadata });
      app.synth();
      const id = expect.stringMatching(/^\$\{data\.terraform_remote_state\..*portal_95FA52AA.*id\}$/);
      expect(Object.values(readStack(app, "one").output)).toEqual([{ sensitive: true, value: ID }]);
      expect(readStack(app, "two").output.id.value).toEqual(id);
      expect(blocksOf(readStack(app, "two")).portal.metadata).toEqual({ sibling: id });
    });
  });
});

test("the other resources of the portal follow a new address of its resource", () => {
  const terraform = terraformOf(SWITCHING, ({ resource }) => {
    resource.overrideLogicalId("acme");
    resource.moveFromId("stripe_billing_portal_configuration.old");
  });
  const address = "stripe_billing_portal_configuration.acme";
  expect(Object.keys(terraform.resource.stripe_billing_portal_configuration)).toEqual(["acme"]);
  expect(terraform.moved).toEqual([
    { from: "stripe_billing_portal_configuration.old", to: address },
    { from: "terraform_data.old_DesiredState", to: "terraform_data.acme_DesiredState" },
    { from: "terraform_data.old_Step", to: "terraform_data.acme_Step" },
  ]);
  const { acme_Step: step } = terraform.resource.terraform_data;
  expect(step.triggers_replace.configuration).toBe(`\${${address}.id}`);
  expect(environmentOf(step).STRIPE_PORTAL_CONFIGURATION).toBe(`\${${address}.id}`);
});

test("an imported portal synthesizes nothing", () => {
  let existing: IStripePortalConfiguration | undefined;
  const terraform = synthOf((stack) => {
    existing = StripePortalConfiguration.fromPortalConfigurationId(stack, "existing", "bpc_1");
  });
  expect(existing?.portalConfigurationId).toBe("bpc_1");
  expect(existing?.node.path).toBe("stack/existing");
  expect(terraform).toEqual(synthOf(() => undefined));
});

test.each(["", "price_1", "sk_live_51Habc", undefined, null, 5, {}, []])(
  "rejects %j as the ID of an imported portal",
  (id) => {
    inStack((stack) => {
      const message = messageOf(() =>
        StripePortalConfiguration.fromPortalConfigurationId(stack, "existing", id as never),
      );
      const got = id === undefined ? "" : "got: .+; ";
      expect(message).toMatch(
        new RegExp(
          "^StripePortalConfiguration at stack/existing cannot be deployed:\\n {2}- `portalConfigurationId`: " +
            `must be the ID of a portal configuration; ${got}use the configuration's ID, \`bpc_...\`$`,
        ),
      );
      expect(message).not.toContain("51Habc");
    });
  },
);

test.each([...WHOLE_TOKENS, ["an id with a token in it", () => `bpc_${cdktf.Fn.upper("x")}`] as const])(
  "accepts %s as the ID of an imported portal",
  (_, token) => {
    inStack((stack) => {
      const id = token();
      expect(StripePortalConfiguration.fromPortalConfigurationId(stack, "it", id).portalConfigurationId).toBe(id);
    });
  },
);

describe("a construct id that contains a token", () => {
  const { Fn, Token } = cdktf;
  const ids: [string, () => string][] = [
    ["a string token", () => `portal-${Fn.upper("x")}`],
    ["a number token", () => `portal-${Token.asNumber("${var.number}")}`],
    ["a list token", () => `portal-${Token.asList("${var.list}")[0]}`],
    ["a map token", () => `portal-${Object.keys(Token.asStringMap("${var.map}"))[0]}`],
  ];
  const makers: [string, (scope: Construct, id: string) => unknown][] = [
    ["StripePortalConfiguration", (scope, id) => new StripePortalConfiguration(scope, id, MINIMAL)],
    ["BasicPortal", (scope, id) => new BasicPortal(scope, id)],
    ["FullPortal", (scope, id) => new FullPortal(scope, id)],
    ["SubscriptionPortal", (scope, id) => new SubscriptionPortal(scope, id)],
    ["RevenueSafePortal", (scope, id) => new RevenueSafePortal(scope, id)],
    [
      "StripePortalConfiguration",
      (scope, id) => StripePortalConfiguration.fromPortalConfigurationId(scope, id, "bpc_1"),
    ],
  ];

  test.each(makers)("is rejected by %s (case %#), which adds nothing to the tree", (className, make) => {
    for (const [, id] of ids) {
      inStack((stack) => {
        const children = stack.node.children.length;
        const message = messageOf(() => make(stack, id()));
        expect(message).toContain(`${className} at stack/portal-`);
        expect(message).toMatch(
          /cannot be deployed:\n {2}- `id`: must be known at synth time: the IDs of a portal and its parent constructs cannot contain tokens/,
        );
        expect(stack.node.children).toHaveLength(children);
      });
    }
  });

  test.each(makers)("is rejected in the parents of %s (case %#)", (_, make) => {
    inStack((stack) => {
      const scope = new Construct(stack, `brand-${Fn.upper("x")}`);
      expect(messageOf(() => make(scope, "portal"))).toContain(
        'the IDs of a portal and its parent constructs cannot contain tokens; got: "brand-<token>"; use a literal string',
      );
    });
  });

  test.each(["portal", "a${b}", "1-1.5e+300", "#{x}"])("is not found in %p", (id) => {
    inStack((stack) =>
      expect(messageOf(() => makers.forEach(([, make], at) => make(stack, `${id}${at}`)))).toBeUndefined(),
    );
  });
});

describe("Alchemy's subscription example", () => {
  const example: PortalFeatures = {
    subscriptionCancel: { enabled: true, mode: "at_period_end" as never, prorationBehavior: "none" as never },
    subscriptionUpdate: {
      enabled: true,
      defaultAllowedUpdates: ["price", "quantity"] as never,
      prorationBehavior: "create_prorations" as never,
    },
  };

  test("reports only the rules that Stripe itself has", () => {
    expect(errorOf({ defaultReturnUrl: "https://example.com/account", features: example })).toBe(
      expectedError(
        "`features.paymentMethodUpdate`: Stripe requires `paymentMethodUpdate` if `subscriptionUpdate` is enabled; " +
          "add `paymentMethodUpdate: {}`",
        "`features.subscriptionUpdate.products`: Stripe requires at least one product if `subscriptionUpdate` is enabled, even if " +
          "customers can change only quantities or promotion codes; add products with their prices here, or call `addProduct()`",
      ),
    );
  });
});

test("an error contains the class and the path of the construct", () => {
  class AcmePortal extends StripePortalConfiguration {}
  expect(() => inStack((stack) => new AcmePortal(stack, "portal", { features: {} }))).toThrow(
    "AcmePortal at stack/portal cannot be deployed:",
  );
});

test("the step's environment contains no key if the app configures none", () => {
  expect(Object.keys(environmentOf(portalOf(SWITCHING).step)).sort()).toEqual([
    "STRIPE_PORTAL_CONFIGURATION",
    "STRIPE_PORTAL_DESIRED_STATE",
    "STRIPE_PORTAL_PATH",
  ]);
});
