import { ITerraformDependable, TerraformResource, TerraformStack } from "cdktf";
import { StripePortalConfiguration, SubscriptionPortal } from "../../lib";
import { Price, Product } from "../../lib/provider";
import { addPlan, expectRestToWait, slowPortals, describeWrites } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("the order of operations", () => {
  const deployment = useDeployment();

  /** A resource of the user. */
  function addOther(
    stack: TerraformStack,
    id: string,
    command: string,
    dependsOn?: ITerraformDependable[],
  ): TerraformResource {
    const other = new TerraformResource(stack, id, { terraformResourceType: "terraform_data", dependsOn });
    other.addOverride("provisioner", [{ "local-exec": { command } }]);
    return other;
  }

  test("follows the dependencies of a portal and its dependents", async () => {
    deployment.sandbox.intercept = ({ method, params }) =>
      method === "POST" && "expand" in params ? { delayMs: 700 } : undefined;
    const output = await deployment.deploy((stack) => {
      const before = addOther(stack, "before", "sleep 1");
      const portal = new SubscriptionPortal(stack, "portal", { dependsOn: [before], products: [addPlan(stack)] });
      addOther(stack, "after", "true", [portal]);
    });

    const lines = output.split("\n");
    const at = (name: string, event: "Creating" | "Creation complete") =>
      lines.findIndex((line) => line.startsWith(name) && line.includes(event));
    const [, id] = /^stripe_billing_portal_configuration\.(portal_\w+)/m.exec(output)!;
    const [step, desired] = [`terraform_data.${id}_Step`, `terraform_data.${id}_DesiredState`];
    const portal = `stripe_billing_portal_configuration.${id}`;
    const inOrder = [
      at("terraform_data.before", "Creation complete"),
      at(desired, "Creating"),
      at(portal, "Creating"),
      at(step, "Creating"),
      at(step, "Creation complete"),
      at("terraform_data.after", "Creating"),
    ];
    expect(inOrder).not.toContain(-1);
    expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
  });

  test("changes the dependencies of a portal before the portal", async () => {
    const build =
      (headline: string, unitAmount: number): Build =>
      (stack) => {
        addPlan(stack, "other", { unitAmount });
        new StripePortalConfiguration(stack, "portal", {
          dependsOn: [stack.node.findChild("other-price") as Price],
          businessProfile: { headline },
          loginPage: {},
          features: { invoiceHistory: {} },
        });
      };
    await deployment.deploy(build("One", 1000));
    deployment.sandbox.clearRequests();
    deployment.sandbox.intercept = ({ path }) => (path === "/v1/prices" ? { delayMs: 700 } : undefined);
    await deployment.deploy(build("Two", 2000));

    expect(describeWrites(deployment)).toEqual(["create price", "update portal", "deactivate price"]);
    expectRestToWait(deployment);
    await deployment.expectNoChanges();
  });

  test("lists a new price before the price it replaces is archived", async () => {
    const build =
      (unitAmount: number): Build =>
      (stack) => {
        const product = new Product(stack, "pro", { name: "Pro" });
        const price = new Price(stack, "monthly", {
          product: product.id,
          currency: "usd",
          unitAmount,
          lookupKey: "pro_monthly",
          transferLookupKey: true,
          recurring: [{ interval: "month" }],
        });
        new SubscriptionPortal(stack, "portal", { products: [{ product: product.id, prices: [price.id] }] });
      };
    await deployment.deploy(build(1000));
    const [{ id }] = deployment.created;
    deployment.sandbox.clearRequests();
    await deployment.deploy(build(2000));

    expect(describeWrites(deployment)).toEqual(["create price", "update portal", "deactivate price"]);
    const [old, successor] = deployment.sandbox.dashboard().list("price");
    expect(old).toMatchObject({ active: false, unit_amount: 1000, lookup_key: null });
    expect(successor).toMatchObject({ active: true, unit_amount: 2000, lookup_key: "pro_monthly" });
    expect(deployment.created).toEqual([
      expect.objectContaining({
        id,
        features: expect.objectContaining({
          subscription_update: expect.objectContaining({
            products: [expect.objectContaining({ prices: [successor.id] })],
          }),
        }),
      }),
    ]);
    await deployment.expectNoChanges();
  });

  test("removes a product from the portal before the product and its price are archived", async () => {
    const build =
      (...plans: string[]): Build =>
      (stack) => {
        new SubscriptionPortal(stack, "portal", { products: plans.map((id) => addPlan(stack, id)) });
      };
    await deployment.deploy(build("pro", "team"));
    deployment.sandbox.clearRequests();
    deployment.sandbox.intercept = slowPortals;
    await deployment.deploy(build("team"));

    expect(describeWrites(deployment)).toEqual(["update portal", "deactivate price", "deactivate product"]);
    expectRestToWait(deployment);
    const left = deployment.sandbox
      .dashboard()
      .list("product")
      .filter(({ active }) => active);
    expect(left.map(({ name }) => name)).toEqual(["team"]);
    expect(deployment.created[0].features.subscription_update.products).toEqual([
      expect.objectContaining({ product: left[0].id }),
    ]);
  });
});
