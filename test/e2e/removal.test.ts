import {
  ApplyVia,
  BasicPortal,
  CustomerUpdateField,
  FullPortal,
  PortalPresetProps,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../lib";
import { addPlan, expectRestToWait, slowPortals, told } from "./support/catalog";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";

describeWithTerraform("what is removed from the app", () => {
  let deployment: Deployment;

  beforeEach(async () => {
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.close());

  const portal =
    (props: StripePortalConfigurationProps): Program =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", props);
    };

  const PORTAL = expect.stringMatching(/^stripe_billing_portal_configuration\.portal_/);

  const texts = {
    name: "Acme",
    defaultReturnUrl: "https://acme.com/account",
    businessProfile: {
      headline: "Manage your plan",
      privacyPolicyUrl: "https://acme.com/privacy",
      termsOfServiceUrl: "https://acme.com/terms",
    },
  };
  const noTexts = {
    name: null,
    default_return_url: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
  };

  /** Everything that a customer could do with it. */
  function featuresOn(): string[] {
    const [{ features }] = deployment.created;
    return Object.entries(features).flatMap(([name, { enabled }]) => (enabled ? [name] : []));
  }

  /** The addresses and ids in Terraform's state. */
  async function portalInState(): Promise<unknown> {
    const found = (await deployment.resources()).filter(({ type }) => type === "stripe_billing_portal_configuration");
    return found.map(({ address, values: { id } }) => ({ address, id }));
  }

  test("is off or empty in Stripe: products, metadata, strings, links and lists", async () => {
    const program =
      (isWhole: boolean): Program =>
      (stack) => {
        const plans = [addPlan(stack, "pro"), addPlan(stack, "team")];
        new StripePortalConfiguration(stack, "portal", {
          ...(isWhole && texts),
          metadata: { team: "billing", ...(isWhole && { brand: "acme", tier: "gold" }) },
          features: {
            customerUpdate: {
              allowedUpdates: [CustomerUpdateField.NAME, ...(isWhole ? [CustomerUpdateField.EMAIL] : [])],
            },
            paymentMethodUpdate: {},
            subscriptionUpdate: { products: isWhole ? plans : plans.slice(0, 1) },
          },
        });
      };
    await deployment.deploy(program(true));
    expect(deployment.created).toEqual([
      expect.objectContaining({ name: "Acme", metadata: { team: "billing", brand: "acme", tier: "gold" } }),
    ]);

    deployment.sandbox.clearRequests();
    await deployment.deploy(program(false));
    const [held] = deployment.created;
    expect(held).toMatchObject({ ...noTexts, features: { customer_update: { allowed_updates: ["name"] } } });
    expect(held.metadata).toEqual({ team: "billing" });
    expect(held.features.subscription_update.products.map(({ product }) => product)).toEqual([
      deployment.sandbox.account().products.find(({ name }) => name === "pro")!.id,
    ]);
    // The provider removes the metadata, then the step clears the rest.
    expect(told(deployment)).toEqual(["update portal", "update portal"]);
    await deployment.expectNoChanges();
  });

  describe("from FullPortal to BasicPortal", () => {
    const full = (props: PortalPresetProps): Program => {
      return (stack) => {
        new FullPortal(stack, "portal", { ...texts, ...props, loginPage: {}, metadata: { team: "billing", a: "1" } });
      };
    };
    const basic = (props: PortalPresetProps): Program => {
      return (stack) => {
        new BasicPortal(stack, "portal", { ...props, metadata: { team: "billing" } });
      };
    };

    test.each<[string, PortalPresetProps]>([
      ["ApplyVia.AUTO", {}],
      ["ApplyVia.STEP", { applyVia: ApplyVia.STEP }],
    ])("turns off and clears the whole difference with %s", async (_, props) => {
      await deployment.deploy(full(props));
      const before = await portalInState();
      expect(featuresOn()).toEqual(
        expect.arrayContaining(["customer_update", "invoice_history", "payment_method_update", "subscription_cancel"]),
      );
      expect(deployment.created).toEqual([
        expect.objectContaining({ login_page: expect.objectContaining({ enabled: true }) }),
      ]);

      await deployment.deploy(basic(props));
      const [held] = deployment.created;
      expect(featuresOn()).toEqual(["invoice_history", "payment_method_update"]);
      expect(held.metadata).toEqual({ team: "billing" });
      expect(held).toMatchObject({
        ...noTexts,
        login_page: { enabled: false, url: null },
        features: {
          customer_update: { allowed_updates: [] },
          subscription_cancel: { mode: "at_period_end", cancellation_reason: { enabled: false, options: [] } },
        },
      });
      expect(await portalInState()).toEqual(before);
      expect(before).toEqual([{ address: PORTAL, id: held.id }]);
      await deployment.expectNoChanges();
    });

    test("leaves its strings with ApplyVia.PROVIDER, which cannot clear them", async () => {
      await deployment.deploy(full({}));
      await deployment.deploy(basic({ applyVia: ApplyVia.PROVIDER }));
      expect(deployment.created).toMatchObject([{ name: "Acme", metadata: { team: "billing" } }]);
      await deployment.expectNoChanges();

      await deployment.deploy(basic({}));
      expect(deployment.created).toMatchObject([noTexts]);
      await deployment.expectNoChanges();
    });
  });

  describe("plan switching that is turned off", () => {
    const switching =
      (isOn: boolean, applyVia?: ApplyVia): Program =>
      (stack) => {
        const plan = addPlan(stack);
        new StripePortalConfiguration(stack, "portal", {
          applyVia,
          features: { paymentMethodUpdate: {}, ...(isOn && { subscriptionUpdate: { products: [plan] } }) },
        });
      };

    test("is off in Stripe", async () => {
      await deployment.deploy(switching(true));
      expect(featuresOn()).toEqual(["payment_method_update", "subscription_update"]);

      deployment.write(switching(false));
      const { changes } = await deployment.plan();
      expect(changes).toEqual([
        { address: PORTAL, actions: ["update"] },
        { address: expect.stringMatching(/^terraform_data\.portal_DesiredState_/), actions: ["create", "delete"] },
        { address: expect.stringMatching(/^terraform_data\.portal_Step_/), actions: ["create", "delete"] },
      ]);
      await deployment.apply();
      expect(featuresOn()).toEqual(["payment_method_update"]);
      await deployment.expectNoChanges();
    });

    test.each([ApplyVia.AUTO, ApplyVia.STEP])("is off in Stripe without a refresh too, with %s", async (applyVia) => {
      await deployment.deploy(switching(true, applyVia));
      expect(featuresOn()).toEqual(["payment_method_update", "subscription_update"]);

      deployment.write(switching(false, applyVia));
      await deployment.apply("-refresh=false");
      expect(featuresOn()).toEqual(["payment_method_update"]);
      await deployment.expectNoChanges();
    });

    test("lets products and prices that go with it be archived after it", async () => {
      await deployment.deploy(switching(true));
      deployment.sandbox.clearRequests();
      deployment.sandbox.intercept = slowPortals;
      await deployment.deploy(portal({ features: { paymentMethodUpdate: {} } }));

      expect(featuresOn()).toEqual(["payment_method_update"]);
      expect(told(deployment)).toEqual(["update portal", "deactivate price", "deactivate product"]);
      expectRestToWait(deployment);
      await deployment.expectNoChanges();
    });
  });

  test("is an empty string as well", async () => {
    await deployment.deploy(portal({ ...texts, features: { invoiceHistory: {} } }));
    const businessProfile = { headline: "", privacyPolicyUrl: "", termsOfServiceUrl: "" };
    await deployment.deploy(
      portal({
        name: "",
        defaultReturnUrl: "",
        businessProfile,
        metadata: { team: "" },
        features: { invoiceHistory: {} },
      }),
    );

    expect(deployment.created).toEqual([expect.objectContaining({ ...noTexts, metadata: {} })]);
    await deployment.expectNoChanges();
  });
});
