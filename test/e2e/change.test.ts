import { SubscriptionPortal, SubscriptionUpdateField } from "../../lib";
import { addPlan, sentToPortals, describeWrites } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("a change of a portal with plan switching", () => {
  const deployment = useDeployment();

  beforeEach(async () => {
    await deployment.deploy(build({ headline: "Manage your plan" }));
    deployment.sandbox.clearRequests();
  });

  const build =
    ({ headline = "Manage your plan", plans = ["pro"], adjustable = false }): Build =>
    (stack) => {
      new SubscriptionPortal(stack, "portal", {
        businessProfile: { headline },
        features: { subscriptionUpdate: { defaultAllowedUpdates: [SubscriptionUpdateField.PRICE] } },
        products: plans.map((name) => ({
          ...addPlan(stack, name),
          adjustableQuantity: adjustable ? { minimum: 2, maximum: 5 } : undefined,
        })),
      });
    };

  test("to its headline is planned in place and sent in one request of the provider", async () => {
    const [before] = deployment.created;
    deployment.write(build({ headline: "Your Acme plan" }));
    const { changes, output } = await deployment.plan();

    expect(changes).toEqual([
      { address: expect.stringMatching(/^stripe_billing_portal_configuration\.portal_/), actions: ["update"] },
    ]);
    expect(output).toMatch(/~ headline += "Manage your plan" -> "Your Acme plan"/);

    await deployment.apply();
    const [after] = deployment.created;
    expect(after).toMatchObject({
      id: before.id,
      business_profile: { headline: "Your Acme plan" },
      features: before.features,
    });
    expect(sentToPortals(deployment)).toEqual([{ business_profile: { headline: "Your Acme plan" } }]);
    await deployment.expectNoChanges();
  });

  test("to a quantity is planned as a short diff of two terraform_data and sent in one request", async () => {
    deployment.write(build({ adjustable: true }));
    const { changes, output } = await deployment.plan();

    expect(changes).toEqual([
      { address: expect.stringMatching(/^terraform_data\.portal_\w+_DesiredState$/), actions: ["create", "delete"] },
      { address: expect.stringMatching(/^terraform_data\.portal_\w+_Step$/), actions: ["create", "delete"] },
    ]);
    expect(output).toContain("Plan: 2 to add, 0 to change, 2 to destroy.");
    expect(output).toMatch(/~ enabled += false -> true/);
    const diff = output.slice(output.indexOf("Terraform will perform"), output.indexOf("Plan:"));
    expect(diff.split("\n").length).toBeLessThan(60);

    await deployment.apply();
    expect(describeWrites(deployment)).toEqual(["update portal"]);
    await deployment.expectNoChanges();
  });

  test("to its products creates products and prices first, then updates the portal in one request", async () => {
    await deployment.deploy(build({ plans: ["team", "pro"] }));

    expect(describeWrites(deployment)).toEqual(["create product", "create price", "update portal"]);
    const dashboard = deployment.sandbox.dashboard();
    const prices = dashboard.list("price");
    const products = dashboard.list("product");
    expect(products.map(({ name }) => name)).toEqual(["pro", "team"]);
    const [portal] = deployment.created;
    expect(portal.features.subscription_update.products).toEqual(
      [1, 0].map((index) => ({
        product: products[index].id,
        prices: [prices[index].id],
        adjustable_quantity: { enabled: false, minimum: 0, maximum: null },
      })),
    );
    await deployment.expectNoChanges();
  });

  test("is sent if it contains only a product's quantity or the order of products", async () => {
    await deployment.deploy(build({ plans: ["pro", "team"], adjustable: true }));
    const [{ features }] = deployment.created;
    expect(features.subscription_update.products.map((product) => product.adjustable_quantity)).toEqual([
      { enabled: true, minimum: 2, maximum: 5 },
      { enabled: true, minimum: 2, maximum: 5 },
    ]);

    deployment.sandbox.clearRequests();
    await deployment.deploy(build({ plans: ["team", "pro"], adjustable: true }));
    const [turned] = deployment.created;
    expect(turned.features.subscription_update.products).toEqual(features.subscription_update.products.toReversed());
    expect(describeWrites(deployment)).toEqual(["update portal"]);
    await deployment.expectNoChanges();
  });

  test("sends the whole portal in the step's request, so that Stripe keeps no old values", async () => {
    await deployment.deploy(build({ adjustable: true }));

    const [sent] = sentToPortals(deployment);
    expect(sent).toMatchObject({
      active: "true",
      name: "",
      default_return_url: "",
      business_profile: { headline: "Manage your plan", privacy_policy_url: "", terms_of_service_url: "" },
      login_page: { enabled: "false" },
      features: {
        customer_update: { enabled: "false", allowed_updates: "" },
        invoice_history: { enabled: "false" },
        payment_method_update: { enabled: "true", payment_method_configuration: "" },
        subscription_cancel: { enabled: "true", cancellation_reason: { enabled: "false", feedback_options: "" } },
        subscription_update: { enabled: "true", billing_cycle_anchor: "unchanged", trial_update_behavior: "end_trial" },
        subscription_pause: { enabled: "false" },
      },
    });
  });
});
