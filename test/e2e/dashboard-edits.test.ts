import { ApplyVia, ApplyWhen, StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { Params } from "../../cli/src/sandbox/dashboard";
import { addPlan, describeWrites } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("an edit in the Dashboard", () => {
  const deployment = useDeployment();

  const build =
    (props: Partial<StripePortalConfigurationProps> = {}): Build =>
    (stack) => {
      const plan = addPlan(stack);
      new StripePortalConfiguration(stack, "portal", {
        businessProfile: { headline: "Ours" },
        metadata: { team: "billing" },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
        ...props,
      });
    };
  const simple = { features: { invoiceHistory: {} } };

  /** Edits the portal outside of Terraform. */
  function edit(): void {
    const [{ id, features }] = deployment.created;
    const [{ product, prices }] = [...features.subscription_update.products, { product: undefined, prices: [] }];
    deployment.sandbox.dashboard().edit("configuration", id, {
      business_profile: { headline: "Theirs" },
      metadata: { team: "sales", note: "by hand" },
      features: {
        customer_update: { enabled: true, allowed_updates: ["email"] },
        ...(product && {
          subscription_update: { products: [{ product, prices, adjustable_quantity: { enabled: true } }] },
        }),
      },
    });
    deployment.sandbox.clearRequests();
  }

  /** The current value of each part that the edit changes. */
  function owners() {
    const [{ business_profile: profile, metadata, features }] = deployment.created;
    const [product] = features.subscription_update.products;
    return {
      headline: profile.headline,
      metadata,
      isFeatureOn: features.customer_update.enabled,
      isQuantityOpen: product?.adjustable_quantity.enabled,
    };
  }
  const ours = { headline: "Ours", metadata: { team: "billing" }, isFeatureOn: false, isQuantityOpen: false };
  const theirs = {
    headline: "Theirs",
    metadata: { team: "sales", note: "by hand" },
    isFeatureOn: true,
    isQuantityOpen: true,
  };

  test("is reverted by every apply with ApplyWhen.ALWAYS, which always plans a change", async () => {
    await deployment.deploy(build({ applyWhen: ApplyWhen.ALWAYS }));
    edit();
    await deployment.apply();
    expect(owners()).toEqual(ours);

    const { changes } = await deployment.plan();
    expect(changes).toEqual([
      { address: expect.stringMatching(/^terraform_data\.portal_\w+_Step$/), actions: ["create", "delete"] },
    ]);
    deployment.sandbox.clearRequests();
    await deployment.apply();
    expect(describeWrites(deployment)).toEqual(["update portal"]);
    expect(owners()).toEqual(ours);
  });

  test.each([
    ["a simple portal", simple],
    ["a portal with plan switching", {}],
  ])("of %s is reverted by every apply with ApplyWhen.ALWAYS", async (_, props) => {
    await deployment.deploy(build({ ...props, applyWhen: ApplyWhen.ALWAYS }));
    deployment.sandbox
      .dashboard()
      .edit("configuration", deployment.created[0].id, { features: { subscription_pause: { enabled: true } } });
    await deployment.apply();
    expect(deployment.created[0].features.subscription_pause.enabled).toBe(false);
  });

  test("of strings and metadata is reverted on a portal with plan switching, and an edit of features stays", async () => {
    await deployment.deploy(build());
    edit();
    const { output } = await deployment.plan();
    expect(output).toMatch(/~ headline += "Theirs" -> "Ours"/);
    expect(output).toMatch(/~ "team" += "sales" -> "billing"/);
    await deployment.apply();
    expect(owners()).toEqual({ ...theirs, headline: "Ours", metadata: { team: "billing" } });
    await deployment.expectNoChanges();

    await deployment.deploy(build({ loginPage: {} }));
    expect(owners()).toEqual(ours);
  });

  describe.each([
    ["a simple portal", simple],
    ["a portal with plan switching", {}],
  ])("of %s", (kind, props) => {
    const set: Partial<StripePortalConfigurationProps> = {
      name: "Ours",
      defaultReturnUrl: "https://acme.com/ours",
      businessProfile: {
        headline: "Ours",
        privacyPolicyUrl: "https://acme.com/privacy",
        termsOfServiceUrl: "https://acme.com/terms",
      },
      ...props,
    };
    const edits: [string, Params][] = [
      ["name", { name: "Theirs" }],
      ["default_return_url", { default_return_url: "https://acme.com/theirs" }],
      ["headline", { business_profile: { headline: "Theirs" } }],
      ["privacy_policy_url", { business_profile: { privacy_policy_url: "https://acme.com/theirs" } }],
      ["terms_of_service_url", { business_profile: { terms_of_service_url: "" } }],
      ["team", { metadata: { team: "sales" } }],
      ["added", { metadata: { added: "yes" } }],
      ["login_page", { login_page: { enabled: true } }],
    ];
    const ofFeatures: [string, Params][] = [
      ["active", { active: false }],
      ["allowed_updates", { features: { customer_update: { enabled: true, allowed_updates: ["email"] } } }],
      ["invoice_history", { features: { invoice_history: { enabled: kind !== "a simple portal" } } }],
      ["subscription_cancel", { features: { subscription_cancel: { enabled: true, mode: "immediately" } } }],
    ];

    test("is planned and reverted for each attribute that the provider manages", async () => {
      await deployment.deploy(build(set));
      const [{ id }] = deployment.created;
      const held = () => ({ ...deployment.created[0], updated: 0 });
      const before = held();
      for (const [attribute, change] of [...edits, ...(props === simple ? ofFeatures : [])]) {
        deployment.sandbox.dashboard().edit("configuration", id, change);
        expect(held()).not.toEqual(before);
        const { changes, output } = await deployment.plan();
        expect(changes).toMatchObject([{ actions: ["update"] }]);
        expect(output).toMatch(new RegExp(`[~+-] "?${attribute}"? `));
        await deployment.apply();
        expect(held()).toEqual(before);
      }
      await deployment.expectNoChanges();
    });
  });

  describe("of an attribute in ignoreChanges", () => {
    const change = { name: "Acme" };

    test.each<[string, Partial<StripePortalConfigurationProps>, object]>([
      ["metadata of a portal with plan switching", {}, ours],
      ["metadata of a simple portal", simple, { ...ours, isQuantityOpen: undefined }],
    ])("stays (%s)", async (_, props, rest) => {
      const lifecycle = { ignoreChanges: ["metadata"] };
      await deployment.deploy(build({ ...props, lifecycle }));
      expect(deployment.created[0].metadata).toEqual({ team: "billing" });
      edit();
      await deployment.deploy(build({ ...props, ...change, lifecycle }));
      expect(owners()).toEqual({ ...rest, metadata: theirs.metadata });
      expect(deployment.created[0].name).toBe("Acme");
      await deployment.expectNoChanges();
    });

    test.each<[string, Partial<StripePortalConfigurationProps>]>([
      ["features with ApplyVia.STEP", { applyVia: ApplyVia.STEP }],
      ["features of a simple portal", simple],
    ])("stays (%s)", async (_, props) => {
      const lifecycle = { ignoreChanges: ["features"] };
      await deployment.deploy(build({ ...simple, ...props, lifecycle }));
      edit();
      await deployment.deploy(build({ ...simple, ...props, ...change, lifecycle }));
      expect(owners()).toEqual({ ...ours, isFeatureOn: true, isQuantityOpen: undefined });
      expect(deployment.created[0].name).toBe("Acme");
      await deployment.expectNoChanges();
    });
  });
});
