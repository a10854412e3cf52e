import {
  ApplyVia,
  BasicPortal,
  CustomerUpdateField,
  FullPortal,
  PortalPresetProps,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../lib";
import { addPlan, expectRestToWait, slowPortals, describeWrites } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("a property that is removed from the app", () => {
  const deployment = useDeployment();

  const portal =
    (props: StripePortalConfigurationProps): Build =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", props);
    };

  const PORTAL = expect.stringMatching(/^stripe_billing_portal_configuration\.portal_/);

  const strings = {
    name: "Acme",
    defaultReturnUrl: "https://acme.com/account",
    businessProfile: {
      headline: "Manage your plan",
      privacyPolicyUrl: "https://acme.com/privacy",
      termsOfServiceUrl: "https://acme.com/terms",
    },
  };
  const noStrings = {
    name: null,
    default_return_url: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
  };

  /** The features that are on. */
  function featuresOn(): string[] {
    const [{ features }] = deployment.created;
    return Object.entries(features).flatMap(([name, { enabled }]) => (enabled ? [name] : []));
  }

  /** The addresses and ids in Terraform's state. */
  async function portalInState(): Promise<unknown> {
    const found = (await deployment.resources()).filter(({ type }) => type === "stripe_billing_portal_configuration");
    return found.map(({ address, values: { id } }) => ({ address, id }));
  }

  test("is off or empty in Stripe for products, metadata, strings, links and lists", async () => {
    const build =
      (isWhole: boolean): Build =>
      (stack) => {
        const plans = [addPlan(stack, "pro"), addPlan(stack, "team")];
        new StripePortalConfiguration(stack, "portal", {
          ...(isWhole && strings),
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
    await deployment.deploy(build(true));
    expect(deployment.created).toEqual([
      expect.objectContaining({ name: "Acme", metadata: { team: "billing", brand: "acme", tier: "gold" } }),
    ]);

    deployment.sandbox.clearRequests();
    await deployment.deploy(build(false));
    const [held] = deployment.created;
    expect(held).toMatchObject({ ...noStrings, features: { customer_update: { allowed_updates: ["name"] } } });
    expect(held.metadata).toEqual({ team: "billing" });
    expect(held.features.subscription_update.products.map(({ product }) => product)).toEqual([
      deployment.sandbox
        .dashboard()
        .list("product")
        .find(({ name }) => name === "pro")!.id,
    ]);
    // The provider removes the metadata, then the step clears the rest.
    expect(describeWrites(deployment)).toEqual(["update portal", "update portal"]);
    await deployment.expectNoChanges();
  });

  describe("by a change from FullPortal to BasicPortal", () => {
    const full = (props: PortalPresetProps): Build => {
      return (stack) => {
        new FullPortal(stack, "portal", { ...strings, ...props, loginPage: {}, metadata: { team: "billing", a: "1" } });
      };
    };
    const basic = (props: PortalPresetProps): Build => {
      return (stack) => {
        new BasicPortal(stack, "portal", { ...props, metadata: { team: "billing" } });
      };
    };

    test.each<[string, PortalPresetProps]>([
      ["ApplyVia.AUTO", {}],
      ["ApplyVia.STEP", { applyVia: ApplyVia.STEP }],
    ])("is turned off or cleared with %s", async (_, props) => {
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
        ...noStrings,
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

    test("keeps its string with ApplyVia.PROVIDER, which cannot clear it", async () => {
      await deployment.deploy(full({}));
      await deployment.deploy(basic({ applyVia: ApplyVia.PROVIDER }));
      expect(deployment.created).toMatchObject([{ name: "Acme", metadata: { team: "billing" } }]);
      await deployment.expectNoChanges();

      await deployment.deploy(basic({}));
      expect(deployment.created).toMatchObject([noStrings]);
      await deployment.expectNoChanges();
    });
  });

  describe("plan switching that is turned off", () => {
    const switching =
      (isOn: boolean, applyVia?: ApplyVia): Build =>
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
        { address: expect.stringMatching(/^terraform_data\.portal_\w+_DesiredState$/), actions: ["create", "delete"] },
        { address: expect.stringMatching(/^terraform_data\.portal_\w+_Step$/), actions: ["create", "delete"] },
      ]);
      await deployment.apply();
      expect(featuresOn()).toEqual(["payment_method_update"]);
      await deployment.expectNoChanges();
    });

    test.each([ApplyVia.AUTO, ApplyVia.STEP])("is off in Stripe without a refresh, with %s", async (applyVia) => {
      await deployment.deploy(switching(true, applyVia));
      expect(featuresOn()).toEqual(["payment_method_update", "subscription_update"]);

      deployment.write(switching(false, applyVia));
      await deployment.apply("-refresh=false");
      expect(featuresOn()).toEqual(["payment_method_update"]);
      await deployment.expectNoChanges();
    });

    test("is sent before its products and prices are archived", async () => {
      await deployment.deploy(switching(true));
      deployment.sandbox.clearRequests();
      deployment.sandbox.intercept = slowPortals;
      await deployment.deploy(portal({ features: { paymentMethodUpdate: {} } }));

      expect(featuresOn()).toEqual(["payment_method_update"]);
      expect(describeWrites(deployment)).toEqual(["update portal", "deactivate price", "deactivate product"]);
      expectRestToWait(deployment);
      await deployment.expectNoChanges();
    });
  });

  test("can be an empty string instead", async () => {
    await deployment.deploy(portal({ ...strings, features: { invoiceHistory: {} } }));
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

    expect(deployment.created).toEqual([expect.objectContaining({ ...noStrings, metadata: {} })]);
    await deployment.expectNoChanges();
  });

  test("is turned off or cleared if an override removes it", async () => {
    const build =
      (nothing?: null): Build =>
      (stack) => {
        const { resource } = new FullPortal(stack, "portal", { name: "Acme", applyVia: ApplyVia.AUTO });
        if (nothing === undefined) return;
        resource.addOverride("features.subscription_cancel", nothing);
        resource.addOverride("features.customer_update", undefined);
        resource.addOverride("name", undefined);
      };
    await deployment.deploy(build());
    await deployment.deploy(build(null));
    expect(featuresOn()).toEqual(["invoice_history", "payment_method_update"]);
    expect(deployment.created).toMatchObject([{ name: null }]);
    await deployment.expectNoChanges();
  });
});
