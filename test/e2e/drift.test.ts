import { PortalProduct, StripePortalConfiguration } from "../../lib";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";
import { isPortalWrite, makePlan } from "./support/stripe-side";

describeWithTerraform("a portal edited in the Dashboard", () => {
  let deployment: Deployment;
  let plan: PortalProduct;

  beforeEach(async () => {
    deployment = await Deployment.start();
    plan = makePlan(deployment.sandbox);
  });
  afterEach(() => deployment.close());

  const stepped =
    (headline: string): Program =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", {
        businessProfile: { headline },
        metadata: { team: "billing" },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
      });
    };

  const plain: Program = (stack) => {
    new StripePortalConfiguration(stack, "portal", {
      businessProfile: { headline: "Manage your plan" },
      metadata: { team: "billing" },
      features: { invoiceHistory: {} },
    });
  };

  const edit = () =>
    deployment.sandbox.account().update(deployment.created[0].id, {
      active: false,
      business_profile: { headline: "Edited by hand" },
      metadata: { team: "sales", edited: "yes" },
      features: {
        customer_update: { enabled: true, allowed_updates: ["email"] },
        invoice_history: { enabled: false },
        subscription_update: { enabled: false },
      },
    });

  /** What an edit can touch; the time of the last change is another one. */
  const essence = () => deployment.created.map((portal) => ({ ...portal, updated: 0 }));

  test("with a step plans nothing, and the next change heals all of it in one request", async () => {
    await deployment.deploy(stepped("Manage your plan"));
    const before = essence();
    edit();
    await deployment.expectNoChanges();
    expect(essence()).not.toEqual(before);

    deployment.sandbox.clearRequests();
    await deployment.deploy(stepped("Your plan"));
    expect(deployment.sandbox.requests.filter(isPortalWrite)).toHaveLength(1);
    const profile = { ...before[0].business_profile, headline: "Your plan" };
    expect(essence()).toEqual([{ ...before[0], business_profile: profile }]);
    await deployment.expectNoChanges();
  });

  test("without a step shows in the plan, and the next apply heals all of it", async () => {
    await deployment.deploy(plain);
    const before = essence();
    edit();
    const { changes, output } = await deployment.plan();
    expect(changes).toMatchObject([{ actions: ["update"] }]);
    expect(output).toMatch(/~ active +=/);
    expect(output).toMatch(/headline += "Edited by hand" -> "Manage your plan"/);

    await deployment.apply();
    expect(essence()).toEqual(before);
    await deployment.expectNoChanges();
  });
});
