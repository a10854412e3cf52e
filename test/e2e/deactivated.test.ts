import { StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";
import { isPortalWrite, makePlan } from "./support/stripe-side";

describeWithTerraform("a portal that was deactivated and emptied in the Dashboard", () => {
  const deployment = useDeployment();

  const build =
    (props: StripePortalConfigurationProps): Build =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", props);
    };

  /** The portal without the time of its last change. */
  const withoutTime = () => deployment.created.map((portal) => ({ ...portal, updated: 0 }));

  const switchOff = () => {
    const features = ["invoice_history", "payment_method_update", "subscription_update"];
    deployment.sandbox.dashboard().edit("configuration", deployment.created[0].id, {
      active: false,
      metadata: "",
      features: Object.fromEntries(features.map((feature) => [feature, { enabled: false }])),
    });
    deployment.sandbox.clearRequests();
  };

  test("with plan switching stays inactive until its next change, but gets its metadata back", async () => {
    const products = [makePlan(deployment.sandbox)];
    const features = { paymentMethodUpdate: {}, subscriptionUpdate: { products } };
    const metadata = { team: "billing" };
    await deployment.deploy(build({ features, metadata }));
    const [before] = withoutTime();
    switchOff();
    await deployment.apply();
    expect(deployment.created).toMatchObject([{ active: false, metadata }]);
    await deployment.expectNoChanges();

    deployment.sandbox.clearRequests();
    const invoiceHistory = {};
    await deployment.deploy(build({ features: { ...features, invoiceHistory }, metadata }));
    expect(withoutTime()).toEqual([
      { ...before, features: { ...before.features, invoice_history: { enabled: true } } },
    ]);
    expect(deployment.sandbox.requests.filter(isPortalWrite)).toHaveLength(1);
    await deployment.expectNoChanges();
  });

  test("without a step is planned for an update, and is restored by the next apply", async () => {
    const simple = build({
      features: { invoiceHistory: {}, paymentMethodUpdate: {} },
      metadata: { team: "billing" },
    });
    await deployment.deploy(simple);
    const before = withoutTime();
    switchOff();
    const { changes, output } = await deployment.plan();
    expect(changes).toMatchObject([{ actions: ["update"] }]);
    expect(output).toMatch(/~ active += false -> true/);

    await deployment.apply();
    expect(withoutTime()).toEqual(before);
    await deployment.expectNoChanges();
  });
});
