import * as cdktf from "cdktf";
import { PortalMode, StripePortalConfiguration } from "../../lib";
import { StripeProvider } from "../../lib/provider";
import { addPlan } from "./support/catalog";
import { describeWithTerraform, Build, BuildOptions, useDeployment } from "./support/deployment";
import { isPortalWrite, unwrapped } from "./support/stripe-side";

interface PortalOptions {
  readonly headline?: string;
  readonly importFrom?: string;
  readonly mode?: PortalMode;
}

describeWithTerraform("expectedMode", () => {
  const deployment = useDeployment({ keys: ["sk_test_sandbox", "sk_org_test_sandbox"] });

  const stepped =
    ({ headline = "Manage your plan", mode = PortalMode.LIVE, importFrom }: PortalOptions = {}): Build =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", {
        expectedMode: mode,
        importFrom,
        businessProfile: { headline },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [addPlan(stack)] } },
      });
    };

  const plain =
    ({ headline = "Manage your plan", mode = PortalMode.LIVE }: PortalOptions = {}): Build =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", {
        expectedMode: mode,
        businessProfile: { headline },
        features: { invoiceHistory: {} },
      });
    };

  const withKeyInApp =
    (build: Build): Build =>
    (stack) => {
      build(stack);
      const key = new cdktf.TerraformVariable(stack, "key", { type: "string", sensitive: true });
      key.addOverride("ephemeral", true);
      key.addOverride("default", null);
      new StripeProvider(stack, "stripe", { apiKey: key.stringValue });
    };
  const ownProvider: BuildOptions = { ownProvider: true };

  const portalWrites = () => deployment.sandbox.requests.filter(isPortalWrite);
  const livePortals = () =>
    deployment.sandbox
      .dashboard({ mode: "live" })
      .list("configuration")
      .filter((portal) => !portal.is_default);
  const keys = (mode: "test" | "live") => ({
    STRIPE_API_KEY: deployment.sandbox.keys[mode],
    TF_VAR_key: deployment.sandbox.keys[mode],
  });

  describe.each([
    ["with a step", stepped],
    ["without a step", plain],
  ])("of a portal %s", (_, portal) => {
    test("fails the plan before any request if the app contains a key of the other mode", async () => {
      deployment.env = { STRIPE_API_KEY: undefined, TF_VAR_key: deployment.sandbox.keys.test };
      deployment.write(withKeyInApp(portal()), ownProvider);
      const { exitCode, output } = await deployment.plan();
      expect(exitCode).toBe(1);
      expect(unwrapped(output)).toContain(
        "stack/portal expects Stripe's live mode, but the provider's key is a test mode key",
      );
      expect(deployment.sandbox.requests).toEqual([]);
    });

    test.each([
      ["empty", ""],
      ["null", undefined],
    ])("fails the plan before any request if the key's variable is %s", async (_name, value) => {
      deployment.env = { STRIPE_API_KEY: deployment.sandbox.keys.test, TF_VAR_key: value };
      deployment.write(withKeyInApp(portal()), ownProvider);
      const { exitCode, output } = await deployment.tryApply();
      expect(exitCode).toBe(1);
      expect(unwrapped(output)).toContain(
        "stack/portal expects Stripe's live mode, but the provider's key is empty, so the provider would use " +
          "STRIPE_API_KEY. Nothing was sent for this portal. Set the variable that holds the key, or leave `apiKey` out " +
          "of the StripeProvider.",
      );
      expect(deployment.sandbox.requests).toEqual([]);
    });

    test("sends no write to Stripe if the environment contains a key of the other mode", async () => {
      deployment.env = keys("test");
      deployment.write(portal());
      const created = await deployment.tryApply();
      expect(created.exitCode).toBe(1);
      expect(created.output).toContain("this portal expects Stripe's live mode, but the key is a test mode key");
      expect(portalWrites()).toEqual([]);

      deployment.env = keys("live");
      await deployment.terraform("state", "rm", "stripe_product.pro", "stripe_price.pro-price");
      await deployment.apply();
      expect(livePortals()).toHaveLength(1);
      const [held] = livePortals();
      await deployment.expectNoChanges();

      deployment.env = keys("test");
      deployment.sandbox.clearRequests();
      deployment.write(portal({ headline: "Another headline" }));
      for (const refresh of ["-refresh=true", "-refresh=false"]) {
        expect((await deployment.tryApply(refresh)).exitCode).toBe(1);
        expect(portalWrites()).toEqual([]);
      }
      expect(livePortals()).toEqual([held]);

      deployment.env = keys("live");
      await deployment.apply();
      expect(livePortals()).toMatchObject([{ id: held.id, business_profile: { headline: "Another headline" } }]);
      await deployment.expectNoChanges();
    });

    test("deploys and changes it with a key of the expected mode in the app", async () => {
      deployment.env = { ...keys("live"), STRIPE_API_KEY: undefined };
      for (const headline of ["Manage your plan", "Another headline"]) {
        await deployment.deploy(withKeyInApp(portal({ headline })), ownProvider);
        expect(livePortals()).toMatchObject([{ livemode: true, business_profile: { headline } }]);
        await deployment.expectNoChanges();
      }
      expect(deployment.created).toEqual([]);
    });
  });

  test.each([
    ["the environment's key", "sk_test_sandbox"],
    ["an organization's key, which has no mode in its prefix,", "sk_org_test_sandbox"],
  ])("rejects the adoption of a configuration of the other mode with %s", async (_, key) => {
    deployment.env = { STRIPE_API_KEY: key, STRIPE_ACCOUNT: "acct_member" };
    const member = () => deployment.sandbox.dashboard({ account: "acct_member" });
    const theirs = member().list("configuration")[0];
    deployment.write(stepped({ importFrom: theirs.id }));
    const { exitCode, output } = await deployment.tryApply();

    expect(exitCode).toBe(1);
    expect(unwrapped(output)).toContain("expects Stripe's live mode");
    expect(portalWrites()).toEqual([]);
    expect(member().list("configuration")[0]).toEqual(theirs);
  });

  test("adopts a configuration of the expected mode", async () => {
    const { id } = deployment.sandbox.dashboard().list("configuration")[0];
    deployment.env = keys("test");
    await deployment.deploy(stepped({ importFrom: id, mode: PortalMode.TEST }));
    expect(deployment.sandbox.dashboard().list("configuration")[0]).toMatchObject({
      id,
      business_profile: { headline: "Manage your plan" },
      features: { subscription_update: { enabled: true }, subscription_cancel: { enabled: false } },
    });
    await deployment.expectNoChanges();
  });
});
