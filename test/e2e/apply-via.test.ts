import { ApplyVia, StripePortalConfiguration } from "../../lib";
import { addPlan, describeWrites } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("a change of applyVia", () => {
  const deployment = useDeployment();

  const switching =
    (applyVia: ApplyVia, headline: string, plans = ["pro"]): Build =>
    (stack) => {
      const products = plans.map((id) => ({ ...addPlan(stack, id), adjustableQuantity: { maximum: 9 } }));
      new StripePortalConfiguration(stack, "portal", {
        applyVia,
        businessProfile: { headline },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products } },
      });
    };

  const held = () =>
    deployment.created.map(({ id, business_profile: { headline }, features }) => ({
      id,
      headline,
      switches: features.subscription_update.products.map(({ adjustable_quantity: { maximum } }) => maximum),
    }));

  test("keeps the portal and its plan switching if the provider supports products", async () => {
    await deployment.deploy(switching(ApplyVia.AUTO, "One"));
    const [{ id }] = deployment.created;
    deployment.env = { STRIPE_OFFLINE_PROVIDER_FIXED: "1" };
    const moves: [ApplyVia, string, string[]][] = [
      [ApplyVia.PROVIDER, "One", ["pro"]],
      [ApplyVia.PROVIDER, "Two", ["pro", "team"]],
      [ApplyVia.STEP, "Three", ["pro"]],
    ];
    for (const [applyVia, headline, plans] of moves) {
      await deployment.deploy(switching(applyVia, headline, plans));
      expect(held()).toEqual([{ id, headline, switches: plans.map(() => 9) }]);
      await deployment.expectNoChanges();
    }
    deployment.env = {};
    await deployment.deploy(switching(ApplyVia.AUTO, "Four"));
    expect(held()).toEqual([{ id, headline: "Four", switches: [9] }]);
    await deployment.expectNoChanges();
  });

  test("is not needed if the provider supports products from the start", async () => {
    deployment.env = { STRIPE_OFFLINE_PROVIDER_FIXED: "1" };
    await deployment.deploy(switching(ApplyVia.PROVIDER, "One"));

    expect(held()).toEqual([{ id: expect.stringMatching(/^bpc_/), headline: "One", switches: [9] }]);
    expect(describeWrites(deployment)).toEqual(["create product", "create price", "create portal"]);
    expect(deployment.state()).not.toContain("terraform_data");
    await deployment.expectNoChanges();
  });
});
