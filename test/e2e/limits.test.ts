import { StripePortalConfiguration } from "../../lib";
import { describeWithTerraform, useDeployment } from "./support/deployment";
import { makePlan } from "./support/stripe-side";

describeWithTerraform("a portal at Stripe's limits", () => {
  const deployment = useDeployment();

  test.each([
    ["`<` only, which Terraform's jsonencode writes as six bytes", "<".repeat(500)],
    ["escape sequences", String.raw`\u003c \n "`.repeat(41)],
  ])("deploys with 50 metadata values of 500 characters: %s", async (_, value) => {
    const plan = makePlan(deployment.sandbox);
    const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key_${index}`, value]));
    await deployment.deploy((stack) => {
      new StripePortalConfiguration(stack, "portal", {
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
        metadata,
      });
    });

    expect(deployment.created).toMatchObject([{ metadata, features: { subscription_update: { enabled: true } } }]);
    await deployment.expectNoChanges();
  });
});
