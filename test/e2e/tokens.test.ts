import * as path from "node:path";
import {
  Aspects,
  Fn,
  IAspect,
  LocalBackend,
  TerraformIterator,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Token,
} from "cdktf";
import { IConstruct } from "constructs";
import { ApplyVia, CustomerUpdateField, StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { Price, Product } from "../../lib/provider";
import { StripeProvider } from "../../lib/provider/provider";
import { addPlan } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";
import { makePlan } from "./support/stripe-side";

describeWithTerraform("values that are unknown until apply", () => {
  const deployment = useDeployment();

  /** A Terraform variable. Its value comes from `set`. */
  const variable = (stack: TerraformStack, name: string, type: string) => new TerraformVariable(stack, name, { type });

  /** A portal with a variable for each kind of value. */
  const build: Build = (stack) => {
    const plan = addPlan(stack);
    const portal = new StripePortalConfiguration(stack, "portal", {
      active: variable(stack, "active", "bool").booleanValue,
      name: variable(stack, "name", "string").stringValue,
      defaultReturnUrl: `https://${variable(stack, "host", "string").stringValue}/account`,
      businessProfile: { headline: variable(stack, "headline", "string").stringValue },
      loginPage: { enabled: variable(stack, "login", "bool").booleanValue },
      metadata: { seats: Token.asString(variable(stack, "maximum", "number").numberValue), fixed: "yes" },
      features: {
        customerUpdate: {
          allowedUpdates: variable(stack, "updates", "list(string)").listValue as CustomerUpdateField[],
        },
        paymentMethodUpdate: {},
        subscriptionUpdate: {
          enabled: variable(stack, "switching", "bool").booleanValue,
          products: [
            {
              ...plan,
              adjustableQuantity: { maximum: Token.asNumber("${var.maximum}"), enabled: Token.asAny("${var.login}") },
            },
          ],
        },
      },
    });
    new TerraformOutput(stack, "link", { value: portal.loginPageUrl });
    new TerraformOutput(stack, "facts", { value: [portal.isDefault, portal.livemode] });
    new TerraformOutput(stack, "id", { value: portal.portalConfigurationId });
  };

  const set = (values: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(values)) {
      deployment.env[`TF_VAR_${name}`] = typeof value === "string" ? value : JSON.stringify(value);
    }
  };

  test("reach Stripe as strings, booleans, numbers and lists, at creation and in a change", async () => {
    const quoted = 'Say "hi" \\ ${x} %{y}\n';
    set({
      active: true,
      name: quoted,
      host: "acme.com",
      headline: "Manage",
      login: true,
      maximum: 7,
      updates: ["email", "name"],
      switching: true,
    });
    await deployment.deploy(build);
    expect(deployment.created).toEqual([
      expect.objectContaining({
        active: true,
        name: quoted,
        default_return_url: "https://acme.com/account",
        login_page: expect.objectContaining({ enabled: true }),
        metadata: { seats: "7", fixed: "yes" },
        features: expect.objectContaining({
          customer_update: { enabled: true, allowed_updates: ["email", "name"] },
          subscription_update: expect.objectContaining({
            enabled: true,
            products: [expect.objectContaining({ adjustable_quantity: { enabled: true, minimum: 0, maximum: 7 } })],
          }),
        }),
      }),
    ]);
    const [{ id, login_page: page }] = deployment.created;
    expect(await deployment.outputs()).toEqual({ id, link: page.url, facts: [false, false] });
    await deployment.expectNoChanges();

    set({ active: false, login: false, maximum: 3, updates: [], switching: false, headline: "", name: "Acme" });
    await deployment.apply();
    expect(deployment.created).toEqual([
      expect.objectContaining({
        active: false,
        name: "Acme",
        business_profile: expect.objectContaining({ headline: null }),
        login_page: { enabled: false, url: null },
        metadata: { seats: "3", fixed: "yes" },
        features: expect.objectContaining({
          customer_update: { enabled: true, allowed_updates: [] },
          subscription_update: expect.objectContaining({ enabled: false }),
        }),
      }),
    ]);
    expect(await deployment.outputs()).toEqual({ id, facts: [false, false] });
    await deployment.expectNoChanges();
  });

  test("can be the whole metadata, and a removed key is removed from Stripe", async () => {
    set({ metadata: { team: "billing", brand: "acme" } });
    await deployment.deploy((stack) => {
      const metadata = Token.asStringMap(variable(stack, "metadata", "map(string)").value);
      const features = { invoiceHistory: {} };
      new StripePortalConfiguration(stack, "direct", { metadata, features });
      new StripePortalConfiguration(stack, "stepped", { metadata, features, applyVia: ApplyVia.STEP });
    });
    const held = () => deployment.created.map(({ metadata }) => metadata);
    expect(held()).toEqual([0, 1].map(() => ({ team: "billing", brand: "acme" })));

    set({ metadata: { team: "sales" } });
    await deployment.apply();
    expect(held()).toEqual([0, 1].map(() => ({ team: "sales" })));
    await deployment.expectNoChanges();
  });

  describe.each([
    ["null", null],
    ['""', ""],
  ])("with the value %s", (_, nothing) => {
    /** A portal with variables for all strings, lists and maps. */
    const unset =
      (props: Partial<StripePortalConfigurationProps>): Build =>
      (stack) => {
        const given = (name: string, type: string) => {
          const made = variable(stack, name, type);
          made.addOverride("default", nothing === null || type !== "string" ? null : nothing);
          return made;
        };
        const text = (name: string) => given(name, "string").stringValue;
        const list = (name: string) => given(name, "list(string)").listValue as never[];
        const { features, ...rest } = props;
        new StripePortalConfiguration(stack, "portal", {
          name: text("name"),
          defaultReturnUrl: text("link"),
          businessProfile: {
            headline: text("headline"),
            privacyPolicyUrl: text("privacy"),
            termsOfServiceUrl: text("terms"),
          },
          metadata: { team: text("team"), fixed: "yes" },
          ...rest,
          features: {
            customerUpdate: { allowedUpdates: list("updates") },
            paymentMethodUpdate: { paymentMethodConfiguration: text("methods") },
            subscriptionCancel: {
              mode: text("mode") as never,
              cancellationReason: { enabled: false, options: list("reasons") },
            },
            ...features,
          },
        });
        new StripePortalConfiguration(stack, "labelled", {
          applyVia: rest.applyVia,
          metadata: Token.asStringMap(given("labels", "map(string)").value),
          features: {
            customerUpdate: { allowedUpdates: [CustomerUpdateField.EMAIL, text("field") as CustomerUpdateField] },
          },
        });
      };

    test.each<[string, Partial<StripePortalConfigurationProps>]>([
      ["a simple portal", {}],
      ["a portal with plan switching", { features: { subscriptionUpdate: {} } }],
      ["a portal with ApplyVia.STEP", { applyVia: ApplyVia.STEP }],
      ["a portal with ApplyVia.PROVIDER", { applyVia: ApplyVia.PROVIDER }],
    ])("are unset from the first apply on in %s", async (_name, props) => {
      const products = [makePlan(deployment.sandbox)];
      const { subscriptionUpdate } = props.features ?? {};
      await deployment.deploy(
        unset({ ...props, ...(subscriptionUpdate && { features: { subscriptionUpdate: { products } } }) }),
      );
      const portals = () => deployment.created.toSorted((one) => (one.metadata.fixed ? -1 : 1));
      const nothingSet = [
        {
          name: null,
          default_return_url: null,
          business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
          features: {
            customer_update: { enabled: true, allowed_updates: [] },
            payment_method_update: { enabled: true, payment_method_configuration: null },
            subscription_cancel: { mode: "at_period_end", cancellation_reason: { enabled: false, options: [] } },
          },
        },
        { features: { customer_update: { allowed_updates: ["email"] } } },
      ];
      expect(portals()).toMatchObject(nothingSet);
      expect(portals().map(({ metadata }) => metadata)).toEqual([{ fixed: "yes" }, {}]);
      await deployment.expectNoChanges();
      if (props.applyVia === ApplyVia.PROVIDER) return;

      const ids = deployment.created.map(({ id }) => id);
      const link = "https://acme.com";
      set({ name: "Acme", link, headline: "Manage", privacy: link, terms: link, team: "billing", updates: ["name"] });
      set({ mode: "immediately", labels: { a: "b" }, field: "phone" });
      await deployment.apply();
      expect(portals()).toMatchObject([
        {
          name: "Acme",
          default_return_url: link,
          business_profile: { headline: "Manage", privacy_policy_url: link, terms_of_service_url: link },
          metadata: { team: "billing", fixed: "yes" },
          features: { customer_update: { allowed_updates: ["name"] }, subscription_cancel: { mode: "immediately" } },
        },
        { metadata: { a: "b" }, features: { customer_update: { allowed_updates: ["email", "phone"] } } },
      ]);
      await deployment.expectNoChanges();

      deployment.env = {};
      await deployment.apply();
      expect(portals()).toMatchObject(nothingSet);
      expect(portals().map(({ metadata }) => metadata)).toEqual([{ fixed: "yes" }, {}]);
      expect(deployment.created.map(({ id }) => id)).toEqual(ids);
      await deployment.expectNoChanges();
    });
  });

  test("can come from functions, other resources and iterators over resources of another stack", async () => {
    deployment.write((stack) => {
      const shop = new TerraformStack(stack.node.scope!, "shop");
      new LocalBackend(shop, { path: path.join(deployment.folder, "shop.tfstate") });
      new StripeProvider(shop, "stripe");
      const product = new Product(shop, "pro", { name: "Pro" });
      const each = TerraformIterator.fromMap({ month: { amount: 1000 }, year: { amount: 10000 } });
      const prices = new Price(shop, "prices", {
        forEach: each,
        product: product.id,
        currency: "usd",
        unitAmount: each.getNumber("amount"),
        recurring: [{ interval: each.key }],
      });

      const other = new TerraformResource(stack, "other", { terraformResourceType: "terraform_data" });
      other.addOverride("input", "from elsewhere");
      new StripePortalConfiguration(stack, "portal", {
        name: Fn.join(" & ", ["Acme", Fn.upper("other")]),
        businessProfile: { headline: product.name },
        metadata: { source: other.getStringAttribute("output") },
        features: {
          paymentMethodUpdate: {},
          subscriptionUpdate: {
            products: [
              {
                product: product.id,
                prices: Token.asList(TerraformIterator.fromResources(prices).pluckProperty("id")),
              },
            ],
          },
        },
      });
    });
    for (const command of [["init"], ["apply", "-auto-approve"]]) {
      const { exitCode, output } = await deployment.run("-chdir=../shop", ...command, "-input=false", "-no-color")
        .outcome;
      expect({ exitCode, output }).toEqual({ exitCode: 0, output });
    }
    await deployment.apply();

    const dashboard = deployment.sandbox.dashboard();
    const prices = dashboard.list("price");
    const products = dashboard.list("product");
    expect(deployment.created).toEqual([
      expect.objectContaining({
        name: "Acme & OTHER",
        business_profile: expect.objectContaining({ headline: "Pro" }),
        metadata: { source: "from elsewhere" },
        features: expect.objectContaining({
          subscription_update: expect.objectContaining({
            products: [expect.objectContaining({ product: products[0].id, prices: expect.any(Array) })],
          }),
        }),
      }),
    ]);
    const [{ prices: listed }] = deployment.created[0].features.subscription_update.products;
    expect(listed.toSorted()).toEqual(prices.map(({ id }) => id).toSorted());
    expect(listed).toHaveLength(2);
    await deployment.expectNoChanges();
  });

  test("can be set by overrides and Aspects, with a step and without", async () => {
    class Tag implements IAspect {
      visit(node: IConstruct): void {
        if (TerraformResource.isTerraformResource(node) && node.friendlyUniqueId.startsWith("portal")) {
          if (node.terraformResourceType.startsWith("stripe_")) node.addOverride("metadata.tag", "${var.tag}");
        }
      }
    }
    set({ tag: "by aspect" });
    await deployment.deploy((stack) => {
      variable(stack, "tag", "string");
      for (const [name, props] of Object.entries({ portalA: {}, portalB: { applyVia: ApplyVia.STEP } })) {
        const portal = new StripePortalConfiguration(stack, name, {
          ...props,
          name,
          metadata: { team: "billing" },
          features: { invoiceHistory: {} },
        });
        portal.resource.addOverride("features.customer_update", { enabled: true, allowed_updates: ["email"] });
        portal.resource.addOverride("business_profile.headline", "Overridden");
      }
      Aspects.of(stack).add(new Tag());
    });

    expect(deployment.created.map(({ name }) => name).toSorted()).toEqual(["portalA", "portalB"]);
    for (const portal of deployment.created) {
      expect(portal).toMatchObject({
        business_profile: { headline: "Overridden" },
        features: { customer_update: { enabled: true, allowed_updates: ["email"] } },
      });
      expect(portal.metadata).toEqual({ team: "billing", tag: "by aspect" });
    }
    await deployment.expectNoChanges();
  });
});
