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

  test("stays so, apart from its metadata, until the next change of a portal that switches plans", async () => {
    const products = [makePlan(deployment.sandbox)];
    const features = { paymentMethodUpdate: {}, subscriptionUpdate: { products } };
    const metadata = { team: "billing" };
    await deployment.deploy(program({ features, metadata }));
    const [before] = essence();
    switchOff();
    await deployment.apply();
    expect(deployment.created).toMatchObject([{ active: false, metadata }]);
    await deployment.expectNoChanges();

    deployment.sandbox.clearRequests();
    const invoiceHistory = {};
    await deployment.deploy(program({ features: { ...features, invoiceHistory }, metadata }));
    expect(essence()).toEqual([{ ...before, features: { ...before.features, invoice_history: { enabled: true } } }]);
    expect(deployment.sandbox.requests.filter(isPortalWrite)).toHaveLength(1);
    await deployment.expectNoChanges();
  });

  test("shows in the plan of a simple portal, and the next apply brings all of it back", async () => {
    const simple = program({
      features: { invoiceHistory: {}, paymentMethodUpdate: {} },
      metadata: { team: "billing" },
    });
    await deployment.deploy(simple);
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
