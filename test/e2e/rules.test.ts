import * as cdktf from "cdktf";
import { StripePortalConfiguration } from "../../lib";
import { describeWithTerraform, useDeployment } from "./support/deployment";
import { makePlan, unwrapped } from "./support/stripe-side";

/** The library cannot check values that are unknown until apply, so Stripe checks them. */
describeWithTerraform("Stripe's rules", () => {
  const deployment = useDeployment();

  const listed = () => makePlan(deployment.sandbox);
  const keys = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key_${index}`, "v"]));
  const switching = (count: number) => ({
    enabled: true,
    products: Array.from({ length: count }, () => ({ ...listed(), adjustable_quantity: { enabled: false } })),
  });

  test.each<[string, () => Record<string, unknown>, string]>([
    [
      "plan switching requires products",
      () => ({ "features.subscription_update.enabled": true }),
      "Missing required param: features[subscription_update][products]",
    ],
    [
      "plan switching requires payment method update",
      () => ({ "features.subscription_update": switching(1), "features.payment_method_update.enabled": false }),
      "Cannot enable subscription updates while payment method update is disabled.",
    ],
    ["at most 10 products are allowed", () => ({ "features.subscription_update": switching(11) }), "at most 10"],
    [
      "a headline has at most 60 characters",
      () => ({ "business_profile.headline": "h".repeat(61) }),
      "must be at most 60 characters",
    ],
    [
      "prorations require an immediate cancellation",
      () => ({ "features.subscription_cancel": { enabled: true, proration_behavior: "create_prorations" } }),
      "create_prorations is only compatible with mode=immediately",
    ],
    ["metadata has at most 50 keys", () => ({ metadata: keys(51) }), "50"],
  ])("fail the apply if a value is unknown at synth time: %s", async (_, overrides, words) => {
    const values = overrides();
    deployment.write((stack) => {
      const { resource } = new StripePortalConfiguration(stack, "portal", {
        features: { paymentMethodUpdate: {} },
        loginPage: {},
      });
      for (const [path, value] of Object.entries(values)) {
        resource.addOverride(path, new cdktf.TerraformLocal(stack, path, value).fqn);
      }
    });
    const { exitCode, output } = await deployment.tryApply();

    expect(exitCode).toBe(1);
    expect(deployment.sandbox.requests.at(-1)).toMatchObject({ method: "POST", status: 400 });
    expect(deployment.sandbox.requests.at(-1)!.error).toContain(words);
    expect(unwrapped(output)).toContain(unwrapped(deployment.sandbox.requests.at(-1)!.error!));
  });

  test("accept values at their limits", async () => {
    const products = Array.from({ length: 10 }, listed);
    const headline = "h".repeat(60);
    const name = "n".repeat(256);
    const metadata = { ...keys(49), ["k".repeat(40)]: "v".repeat(500) };
    await deployment.deploy((stack) => {
      new StripePortalConfiguration(stack, "portal", {
        name,
        businessProfile: { headline },
        metadata,
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products } },
      });
    });

    expect(deployment.created).toMatchObject([
      { name, business_profile: { headline }, metadata, features: { subscription_update: { products } } },
    ]);
    await deployment.expectNoChanges();
  });
});
