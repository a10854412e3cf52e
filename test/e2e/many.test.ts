import { BasicPortal, StripePortalConfiguration, SubscriptionPortal } from "../../lib";
import { addPlan, describeWrites } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("many objects", () => {
  const deployment = useDeployment();

  const count = (length: number) => Array.from({ length }, (_, index) => index);

  test("lists ten products in the order they were added, and rejects an eleventh", async () => {
    await deployment.deploy((stack) => {
      const portal = new SubscriptionPortal(stack, "portal", {});
      for (const index of count(10)) portal.addProduct(addPlan(stack, `plan-${index}`));
      expect(() => portal.addProduct(addPlan(stack, "unlisted"))).toThrow("10 products");
    });

    const products = deployment.sandbox.dashboard().list("product");
    const names = deployment.created[0].features.subscription_update.products.map(
      ({ product }) => products.find(({ id }) => id === product)!.name,
    );
    expect(names).toEqual(count(10).map((index) => `plan-${index}`));
    await deployment.expectNoChanges();
  });

  test("changes only the changed one of twenty portals with a step and one without", async () => {
    const build =
      (changed?: number): Build =>
      (stack) => {
        const plan = addPlan(stack);
        for (const index of count(20)) {
          new StripePortalConfiguration(stack, `portal-${index}`, {
            name: `${index}`,
            metadata: index === changed ? { changed: "yes" } : {},
            features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
          });
        }
        new BasicPortal(stack, "basic", { name: "basic" });
      };
    await deployment.deploy(build());
    const ids = new Set(deployment.created.map(({ id }) => id));
    expect(ids.size).toBe(21);
    expect(deployment.created.filter(({ features }) => features.subscription_update.enabled)).toHaveLength(20);

    deployment.sandbox.clearRequests();
    await deployment.deploy(build(7));
    expect(describeWrites(deployment)).toEqual(["update portal"]);
    const changed = deployment.created.filter(({ metadata }) => metadata.changed === "yes");
    expect(changed.map(({ name }) => name)).toEqual(["7"]);
    await deployment.expectNoChanges();
  });
});
