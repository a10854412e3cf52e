import { Aspects, TerraformResource } from "cdktf";
import { StripePortalConfiguration } from "../../lib";
import { describeWithTerraform, useDeployment } from "./support/deployment";
import { makePlan } from "./support/stripe-side";

describeWithTerraform("an Aspect that protects every resource", () => {
  const deployment = useDeployment();

  test("neither blocks nor freezes a change of a portal that switches plans", async () => {
    const plan = makePlan(deployment.sandbox);
    const deploy = (maximum: number) =>
      deployment.deploy((stack) => {
        const products = [{ ...plan, adjustableQuantity: { maximum } }];
        new StripePortalConfiguration(stack, "portal", {
          name: `At most ${maximum}`,
          features: { paymentMethodUpdate: {}, subscriptionUpdate: { products } },
        });
        Aspects.of(stack).add({
          visit: (node) => {
            if (!TerraformResource.isTerraformResource(node)) return;
            node.lifecycle = { ...node.lifecycle, preventDestroy: true, ignoreChanges: ["metadata"] };
            node.addOverride("lifecycle.prevent_destroy", true);
          },
        });
      });
    await deploy(4);
    await deploy(5);
    expect(deployment.created).toMatchObject([
      { name: "At most 5", features: { subscription_update: { products: [{ adjustable_quantity: { maximum: 5 } }] } } },
    ]);
    await deployment.expectNoChanges();
  });
});
