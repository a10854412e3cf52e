import * as cdktf from "cdktf";
import { StripePortalConfiguration } from "../../lib";
import { Deployment, describeWithTerraform } from "./support/deployment";
import { makePlan, unwrapped } from "./support/stripe-side";

/** What only Terraform knows passes the library's checks by, so that Stripe itself has the word. */
describeWithTerraform("a rule of Stripe's", () => {
  let deployment: Deployment;

  beforeEach(async () => {
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.close());

  const listed = () => makePlan(deployment.sandbox);
  const keys = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key_${index}`, "v"]));
  const switching = (count: number) => ({
    enabled: true,
    products: Array.from({ length: count }, () => ({ ...listed(), adjustable_quantity: { enabled: false } })),
  });

  test.each<[string, () => Record<string, unknown>, string]>([
    [
      "plan switching needs products",
      () => ({ "features.subscription_update.enabled": true }),
      "Missing required param: features[subscription_update][products]",
    ],
    [
      "plan switching needs payment method update",
      () => ({ "features.subscription_update": switching(1), "features.payment_method_update.enabled": false }),
      "Cannot enable subscription updates while payment method update is disabled.",
    ],
    ["there are at most 10 products", () => ({ "features.subscription_update": switching(11) }), "at most 10"],
    [
      "a headline has at most 60 characters",
      () => ({ "business_profile.headline": "h".repeat(61) }),
      "must be at most 60 characters",
    ],
    [
      "prorations of a cancellation need an immediate end",
      () => ({ "features.subscription_cancel": { enabled: true, proration_behavior: "create_prorations" } }),
      "create_prorations is only compatible with mode=immediately",
    ],
    ["metadata have at most 50 keys", () => ({ metadata: keys(51) }), "50"],
  ])("%s: what gets past the library is refused in the apply", async (_, overrides, words) => {
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

  test("lets everything pass that is just within its limits", async () => {
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
