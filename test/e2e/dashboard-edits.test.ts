import { ApplyVia, ApplyWhen, StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { addPlan, told } from "./support/catalog";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";

describeWithTerraform("what somebody edits in the Dashboard", () => {
  let deployment: Deployment;

  beforeEach(async () => {
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.close());

  const program =
    (props: Partial<StripePortalConfigurationProps> = {}): Program =>
    (stack) => {
      const plan = addPlan(stack);
      new StripePortalConfiguration(stack, "portal", {
        businessProfile: { headline: "Ours" },
        metadata: { team: "billing" },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
        ...props,
      });
    };
  const withoutStep = { features: { invoiceHistory: {} } };

  /** Somebody's edit, behind Terraform's back. */
  function edit(): void {
    const [{ id, features }] = deployment.created;
    const [{ product, prices }] = [...features.subscription_update.products, { product: undefined, prices: [] }];
    deployment.sandbox.account().update(id, {
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

  /** Whose each part of the portal is. */
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

  test("is healed at every apply with ApplyWhen.ALWAYS, whose plan is never empty", async () => {
    await deployment.deploy(program({ applyWhen: ApplyWhen.ALWAYS }));
    edit();
    await deployment.apply();
    expect(owners()).toEqual(ours);
    expect(told(deployment)).toEqual(["update portal"]);

    const { changes } = await deployment.plan();
    expect(changes).toEqual([
      { address: expect.stringMatching(/^terraform_data\.portal_Step_/), actions: ["create", "delete"] },
    ]);
    deployment.sandbox.clearRequests();
    await deployment.apply();
    expect(told(deployment)).toEqual(["update portal"]);
    expect(owners()).toEqual(ours);
  });

  test("stays with ApplyWhen.ON_CHANGE until the program's portal changes", async () => {
    await deployment.deploy(program());
    edit();
    await deployment.expectNoChanges();
    await deployment.apply();
    expect(owners()).toEqual(theirs);
    expect(deployment.writes()).toEqual([]);

    await deployment.deploy(program({ name: "Acme" }));
    expect(owners()).toEqual(ours);
    expect(told(deployment)).toEqual(["update portal"]);
  });

  test("is healed by the provider, which sees it, on a portal without a step", async () => {
    await deployment.deploy(program(withoutStep));
    edit();
    const { output } = await deployment.plan();
    expect(output).toMatch(/~ headline += "Theirs" -> "Ours"/);
    await deployment.apply();
    expect(owners()).toEqual({ ...ours, isQuantityOpen: undefined });
    await deployment.expectNoChanges();
  });

  describe("where the program leaves it to them with ignoreChanges", () => {
    const change = { name: "Acme" };

    test.each<[string, Partial<StripePortalConfigurationProps>, object]>([
      ["metadata, with a step", {}, ours],
      ["metadata, without a step", withoutStep, { ...ours, isQuantityOpen: undefined }],
    ])("stays: %s", async (_, props, rest) => {
      const lifecycle = { ignoreChanges: ["metadata"] };
      await deployment.deploy(program({ ...props, lifecycle }));
      expect(deployment.created[0].metadata).toEqual({ team: "billing" });
      edit();
      await deployment.deploy(program({ ...props, ...change, lifecycle }));
      expect(owners()).toEqual({ ...rest, metadata: theirs.metadata });
      expect(deployment.created[0].name).toBe("Acme");
      await deployment.expectNoChanges();
    });

    test.each<[string, Partial<StripePortalConfigurationProps>]>([
      ["features, with a step", { applyVia: ApplyVia.STEP }],
      ["features, without a step", withoutStep],
    ])("stays: %s", async (_, props) => {
      const lifecycle = { ignoreChanges: ["features"] };
      await deployment.deploy(program({ ...withoutStep, ...props, lifecycle }));
      edit();
      await deployment.deploy(program({ ...withoutStep, ...props, ...change, lifecycle }));
      expect(owners()).toEqual({ ...ours, isFeatureOn: true, isQuantityOpen: undefined });
      expect(deployment.created[0].name).toBe("Acme");
      await deployment.expectNoChanges();
    });
  });
});
