import { TerraformOutput } from "cdktf";
import { ApplyVia, CancellationMode, StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { addPlan, sentToPortals } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("a change that turns on or off", () => {
  const deployment = useDeployment();

  describe("the login page", () => {
    const build =
      (loginPage?: { enabled?: boolean }): Build =>
      (stack) => {
        const portal = new StripePortalConfiguration(stack, "portal", { loginPage, features: { invoiceHistory: {} } });
        if (portal.loginPageUrl) new TerraformOutput(stack, "link", { value: portal.loginPageUrl });
      };
    const page = () => deployment.created.map(({ login_page: held }) => held);
    const on = { enabled: true, url: expect.stringMatching(/^https:\/\/billing\.stripe\.com\/p\/login\/test_/) };

    test("sets its URL after the next refresh and removes it, at creation and later", async () => {
      await deployment.deploy(build({}));
      expect(page()).toEqual([on]);
      expect(await deployment.outputs()).toEqual({ link: page()[0].url });
      await deployment.expectNoChanges();

      await deployment.deploy(build({ enabled: false }));
      expect(page()).toEqual([{ enabled: false, url: null }]);
      expect(await deployment.outputs()).toEqual({});
      await deployment.expectNoChanges();

      await deployment.deploy(build({}));
      expect(page()).toEqual([on]);
      await deployment.apply("-refresh-only");
      expect(await deployment.outputs()).toEqual({ link: page()[0].url });
      await deployment.expectNoChanges();
    });

    test("works if the portal was created without a step", async () => {
      await deployment.deploy(build());
      expect(page()).toEqual([{ enabled: false, url: null }]);
      await deployment.deploy(build({}));
      expect(page()).toEqual([on]);
      await deployment.apply();
      expect(await deployment.outputs()).toEqual({ link: page()[0].url });
      await deployment.expectNoChanges();
      await deployment.deploy(build());
      expect(page()).toEqual([{ enabled: false, url: null }]);
      await deployment.expectNoChanges();
    });
  });

  describe("a portal", () => {
    const wide = {
      invoiceHistory: {},
      paymentMethodUpdate: {},
      subscriptionCancel: { mode: CancellationMode.IMMEDIATELY },
    };
    const build =
      (props: StripePortalConfigurationProps): Build =>
      (stack) => {
        const products = [addPlan(stack, "pro"), addPlan(stack, "team")];
        const { subscriptionUpdate } = props.features;
        new StripePortalConfiguration(stack, "portal", {
          ...props,
          features: { ...props.features, ...(subscriptionUpdate && { subscriptionUpdate: { products } }) },
        });
      };

    test.each([
      ["through the provider", wide, {}],
      ["through a step", { ...wide, subscriptionUpdate: {} }, { applyVia: ApplyVia.STEP }],
    ])("deactivates and activates it, %s", async (_, features, props) => {
      await deployment.deploy(build({ ...props, features }));
      const [{ id }] = deployment.created;
      for (const active of [false, true]) {
        await deployment.deploy(build({ ...props, active, features }));
        expect(deployment.created).toEqual([expect.objectContaining({ id, active })]);
        await deployment.expectNoChanges();
      }
    });

    test.each([
      ["a step", { applyVia: ApplyVia.STEP }],
      ["the provider, which takes over from a step", {}],
    ])("never leaves it active with old features that the same change removes, through %s", async (_, props) => {
      await deployment.deploy(build({ ...props, active: false, features: { ...wide, subscriptionUpdate: {} } }));
      const seen: string[] = [];
      const look = () => {
        for (const { active, features } of deployment.created) {
          const on = Object.entries(features).flatMap(([name, { enabled }]) => (enabled ? [name] : []));
          seen.push(`${active ? "open" : "closed"}: ${on.join(", ")}`);
        }
      };
      const width = "invoice_history, payment_method_update, subscription_cancel, subscription_update";
      deployment.sandbox.clearRequests();
      deployment.sandbox.intercept = look;
      await deployment.deploy(build({ ...props, features: { invoiceHistory: {} } }));
      look();

      expect([...new Set(seen)]).toEqual([`closed: ${width}`, "open: invoice_history"]);
      expect(sentToPortals(deployment)).toEqual([
        expect.objectContaining({
          active: "true",
          features: expect.objectContaining({ subscription_cancel: expect.objectContaining({ enabled: "false" }) }),
        }),
      ]);
    });
  });
});
