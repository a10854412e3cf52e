import { SubscriptionPortal } from "../../lib";
import { Price, Product } from "../../lib/provider";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("plan switching", () => {
  const deployment = useDeployment();

  const build =
    ({ headline = "Manage your plan" } = {}): Build =>
    (stack) => {
      const product = new Product(stack, "pro", { name: "Pro" });
      const price = new Price(stack, "monthly", {
        product: product.id,
        currency: "usd",
        unitAmount: 1000,
        recurring: [{ interval: "month" }],
      });
      new SubscriptionPortal(stack, "portal", {
        businessProfile: { headline },
        products: [{ product: product.id, prices: [price.id] }],
      });
    };

  test("is on after one apply, and the plan is then empty", async () => {
    await deployment.deploy(build());

    const [portal] = deployment.created;
    expect(portal.features.subscription_update).toMatchObject({
      enabled: true,
      products: [
        { adjustable_quantity: { enabled: true }, prices: [deployment.sandbox.dashboard().list("price")[0].id] },
      ],
    });
    await deployment.expectNoChanges();
  });
});
