import { StripePortalConfiguration, StripePortalConfigurationProps, SubscriptionPortal } from "../../lib";
import { addPlan, expectRestToWait, slowPortals, told } from "./support/catalog";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";

describeWithTerraform("ending a portal", () => {
  let deployment: Deployment;

  beforeEach(async () => {
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.close());

  const switching: Program = (stack) => {
    new SubscriptionPortal(stack, "portal", { products: [addPlan(stack, "pro"), addPlan(stack, "team")] });
  };

  /** The address of the provider's resource. */
  async function portalAddress(): Promise<string> {
    const { output } = await deployment.terraform("state", "list");
    return output.split("\n").find((line) => line.startsWith("stripe_billing_portal_configuration."))!;
  }

  test("deactivates it before prices are archived, and those before their products, however long that takes", async () => {
    await deployment.deploy(switching);
    deployment.sandbox.clearRequests();
    deployment.sandbox.intercept = slowPortals;
    const { exitCode } = await deployment.destroy();

    expect(exitCode).toBe(0);
    expect(told(deployment).at(0)).toBe("deactivate portal");
    expect(told(deployment).toSorted()).toEqual([
      "deactivate portal",
      "deactivate price",
      "deactivate price",
      "deactivate product",
      "deactivate product",
    ]);
    expectRestToWait(deployment);
    const at = (path: string) => deployment.writes().indexOf(`POST ${path}`);
    const { prices } = deployment.sandbox.account();
    expect(prices.map(({ id, product }) => at(`/v1/prices/${id}`) < at(`/v1/products/${product}`))).toEqual([
      true,
      true,
    ]);
    expect(deployment.created).toEqual([expect.objectContaining({ active: false })]);
    expect(deployment.state()).not.toContain("bpc_");
  });

  test.each<[string, Partial<StripePortalConfigurationProps>]>([
    ["without a step", {}],
    ["with a step", { loginPage: {} }],
  ])("that leaves the program deactivates it, %s", async (_, props) => {
    await deployment.deploy((stack) => {
      new StripePortalConfiguration(stack, "portal", { ...props, features: { invoiceHistory: {} } });
      new StripePortalConfiguration(stack, "other", { features: { invoiceHistory: {} } });
    });
    deployment.sandbox.clearRequests();
    await deployment.deploy((stack) => {
      new StripePortalConfiguration(stack, "other", { features: { invoiceHistory: {} } });
    });

    expect(told(deployment)).toEqual(["deactivate portal"]);
    expect(deployment.created.map(({ active }) => active).toSorted()).toEqual([false, true]);
  });

  test("that is tainted comes after a complete successor", async () => {
    await deployment.deploy(switching);
    const [{ id }] = deployment.created;
    await deployment.terraform("taint", await portalAddress());
    deployment.sandbox.clearRequests();
    await deployment.apply();

    expect(told(deployment)).toEqual(["create portal", "update portal", "deactivate portal"]);
    expect(deployment.created).toEqual([
      expect.objectContaining({ id, active: false }),
      expect.objectContaining({
        active: true,
        features: expect.objectContaining({ subscription_update: expect.objectContaining({ enabled: true }) }),
      }),
    ]);
    await deployment.expectNoChanges();
  });

  describe("by letting go of it", () => {
    /** What customers still have. */
    const untouched = [
      expect.objectContaining({
        active: true,
        features: expect.objectContaining({ subscription_update: expect.objectContaining({ enabled: true }) }),
      }),
    ];

    test("leaves Stripe alone with `terraform state rm`", async () => {
      await deployment.deploy(switching);
      const { output: listed } = await deployment.terraform("state", "list");
      const addresses = listed.split("\n").filter((address) => /\bportal_/.test(address));
      expect(addresses).toHaveLength(3);
      deployment.sandbox.clearRequests();
      expect((await deployment.terraform("state", "rm", ...addresses)).exitCode).toBe(0);
      await deployment.deploy((stack) => {
        addPlan(stack, "pro");
        addPlan(stack, "team");
      });

      expect(deployment.writes()).toEqual([]);
      expect(deployment.created).toEqual(untouched);
    });

    test("leaves Stripe alone with a `removed` block", async () => {
      await deployment.deploy(switching);
      const address = await portalAddress();
      deployment.sandbox.clearRequests();
      await deployment.deploy((stack) => {
        addPlan(stack, "pro");
        addPlan(stack, "team");
        stack.addOverride("removed", [{ from: address, lifecycle: { destroy: false } }]);
      });

      expect(deployment.writes()).toEqual([]);
      expect(deployment.created).toEqual(untouched);
      expect(deployment.state()).not.toContain("bpc_");
      await deployment.expectNoChanges();
    });
  });
});
