import { StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";
import { isPortalWrite, makePlan } from "./support/stripe-side";

describeWithTerraform("a portal that somebody deactivated and emptied in the Dashboard", () => {
  let deployment: Deployment;

  beforeEach(async () => {
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.close());

  const program =
    (props: StripePortalConfigurationProps): Program =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", props);
    };

  /** What an edit can touch; the time of the last change is another one. */
  const essence = () => deployment.created.map((portal) => ({ ...portal, updated: 0 }));

  const switchOff = () => {
    const features = ["invoice_history", "payment_method_update", "subscription_update"];
    deployment.sandbox.account().update(deployment.created[0].id, {
      active: false,
      metadata: "",
      features: Object.fromEntries(features.map((feature) => [feature, { enabled: false }])),
    });
    deployment.sandbox.clearRequests();
  };

  test("stays so while the program with a step does, and its next change brings all of it back in one request", async () => {
    const products = [makePlan(deployment.sandbox)];
    const features = { paymentMethodUpdate: {}, subscriptionUpdate: { products } };
    const metadata = { team: "billing" };
    await deployment.deploy(program({ features, metadata }));
    const [before] = essence();
    switchOff();
    await deployment.expectNoChanges();
    expect(deployment.created).toMatchObject([{ active: false, metadata: {} }]);

    await deployment.deploy(program({ features, metadata, name: "Acme" }));
    expect(essence()).toEqual([{ ...before, name: "Acme" }]);
    expect(deployment.sandbox.requests.filter(isPortalWrite)).toHaveLength(1);
    await deployment.expectNoChanges();
  });

  test("shows in the plan of a program without a step, whose next apply brings all of it back", async () => {
    const withoutStep = program({
      features: { invoiceHistory: {}, paymentMethodUpdate: {} },
      metadata: { team: "billing" },
    });
    await deployment.deploy(withoutStep);
    const before = essence();
    switchOff();
    const { changes, output } = await deployment.plan();
    expect(changes).toMatchObject([{ actions: ["update"] }]);
    expect(output).toMatch(/~ active += false -> true/);

    await deployment.apply();
    expect(essence()).toEqual(before);
    await deployment.expectNoChanges();
  });
});
