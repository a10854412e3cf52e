import { StripePortalConfiguration, StripePortalConfigurationProps, SubscriptionPortal } from "../../lib";
import { addPlan, expectRestToWait, slowPortals, describeWrites } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("the end of a portal", () => {
  const deployment = useDeployment();

  const switching: Build = (stack) => {
    new SubscriptionPortal(stack, "portal", { products: [addPlan(stack, "pro"), addPlan(stack, "team")] });
  };

  /** The address of the provider's resource. */
  async function portalAddress(): Promise<string> {
    const { output } = await deployment.terraform("state", "list");
    return output.split("\n").find((line) => line.startsWith("stripe_billing_portal_configuration."))!;
  }

  test("deactivates it before its prices are archived, and those before their products", async () => {
    await deployment.deploy(switching);
    deployment.sandbox.clearRequests();
    deployment.sandbox.intercept = slowPortals;
    const { exitCode } = await deployment.destroy();

    expect(exitCode).toBe(0);
    expect(describeWrites(deployment).at(0)).toBe("deactivate portal");
    expect(describeWrites(deployment).toSorted()).toEqual([
      "deactivate portal",
      "deactivate price",
      "deactivate price",
      "deactivate product",
      "deactivate product",
    ]);
    expectRestToWait(deployment);
    const at = (path: string) => deployment.writes().indexOf(`POST ${path}`);
    const prices = deployment.sandbox.dashboard().list("price");
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
  ])("deactivates it if it is removed from the app, %s", async (_, props) => {
    await deployment.deploy((stack) => {
      new StripePortalConfiguration(stack, "portal", { ...props, features: { invoiceHistory: {} } });
      new StripePortalConfiguration(stack, "other", { features: { invoiceHistory: {} } });
    });
    deployment.sandbox.clearRequests();
    await deployment.deploy((stack) => {
      new StripePortalConfiguration(stack, "other", { features: { invoiceHistory: {} } });
    });

    expect(describeWrites(deployment)).toEqual(["deactivate portal"]);
    expect(deployment.created.map(({ active }) => active).toSorted()).toEqual([false, true]);
  });

  test("comes after its replacement is complete if it is tainted", async () => {
    await deployment.deploy(switching);
    const [{ id }] = deployment.created;
    await deployment.terraform("taint", await portalAddress());
    deployment.sandbox.clearRequests();
    await deployment.apply();

    expect(describeWrites(deployment)).toEqual(["create portal", "update portal", "deactivate portal"]);
    expect(deployment.created).toEqual([
      expect.objectContaining({ id, active: false }),
      expect.objectContaining({
        active: true,
        features: expect.objectContaining({ subscription_update: expect.objectContaining({ enabled: true }) }),
      }),
    ]);
    await deployment.expectNoChanges();
  });

  describe("that keeps it in Stripe", () => {
    /** The portal as customers still see it. */
    const untouched = [
      expect.objectContaining({
        active: true,
        features: expect.objectContaining({ subscription_update: expect.objectContaining({ enabled: true }) }),
      }),
    ];

    test("changes nothing with `terraform state rm`", async () => {
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

    test("changes nothing with a `removed` block", async () => {
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
