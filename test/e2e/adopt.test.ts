import { TerraformVariable } from "cdktf";
import { StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { StripeProvider } from "../../lib/provider/provider";
import { addPlan, told } from "./support/catalog";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";

describeWithTerraform("adopting the account's default portal", () => {
  let deployment: Deployment;
  let importFrom: string;

  beforeEach(async () => {
    deployment = await Deployment.start();
    importFrom = held().id;
    deployment.sandbox.account().update(importFrom, {
      name: "Made by hand",
      business_profile: { headline: "Clicked together" },
      metadata: { owner: "someone", team: "sales" },
      login_page: { enabled: true },
      features: { subscription_pause: { enabled: true } },
    });
  });
  afterEach(() => deployment.close());

  function held() {
    return deployment.sandbox.account().defaultConfiguration!;
  }

  const adopting =
    (props: Partial<StripePortalConfigurationProps> = {}): Program =>
    (stack) => {
      const plan = addPlan(stack);
      new StripePortalConfiguration(stack, "portal", {
        importFrom,
        metadata: { team: "billing" },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
        ...props,
      });
    };

  const wanted = {
    active: true,
    name: null,
    business_profile: { headline: null },
    login_page: { enabled: false },
    features: {
      customer_update: { enabled: false },
      invoice_history: { enabled: false },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: false },
      subscription_pause: { enabled: false },
      subscription_update: { enabled: true, products: [{ adjustable_quantity: { enabled: false } }] },
    },
  };

  test("takes from it whatever the program does not have, metadata included, in one request", async () => {
    deployment.write(adopting());
    const { output } = await deployment.plan();
    expect(output).toContain("1 to import, 4 to add, 0 to change, 0 to destroy");

    await deployment.apply();
    expect(held()).toMatchObject({ id: importFrom, ...wanted });
    expect(held().metadata).toEqual({ team: "billing" });
    expect(told(deployment)).toEqual(["create product", "create price", "update portal"]);
    expect(deployment.created).toEqual([]);
    await deployment.expectNoChanges();

    deployment.write(adopting({ importFrom: undefined }));
    await deployment.expectNoChanges();
  });

  test("works with an aliased provider, in its own account", async () => {
    const connected = { account: "acct_connected" };
    const [other] = deployment.sandbox.account(connected).configurations;
    deployment.sandbox.account(connected).update(other.id, {
      name: "Made by hand",
      features: { subscription_pause: { enabled: true } },
    });
    deployment.env = { TF_VAR_key: deployment.sandbox.keys.test };
    await deployment.deploy((stack) => {
      const apiKey = new TerraformVariable(stack, "key", { sensitive: true }).stringValue;
      const provider = new StripeProvider(stack, "eu", { alias: "eu", apiKey, stripeAccount: connected.account });
      new StripePortalConfiguration(stack, "portal", {
        importFrom: other.id,
        provider,
        features: { invoiceHistory: {} },
      });
    });

    expect(deployment.sandbox.account(connected).configurations).toEqual([
      expect.objectContaining({
        id: other.id,
        is_default: true,
        name: null,
        features: expect.objectContaining({
          customer_update: expect.objectContaining({ enabled: false }),
          invoice_history: { enabled: true },
          subscription_cancel: expect.objectContaining({ enabled: false }),
          subscription_pause: expect.objectContaining({ enabled: false }),
        }),
      }),
    ]);
    expect(held().name).toBe("Made by hand");
    await deployment.expectNoChanges();
  });

  test("keeps it from being destroyed with preventDestroy", async () => {
    await deployment.deploy(adopting({ lifecycle: { preventDestroy: true } }));
    deployment.sandbox.clearRequests();
    const { exitCode, output } = await deployment.destroy();

    expect(exitCode).toBe(1);
    expect(output).toContain("Instance cannot be destroyed");
    expect(deployment.writes()).toEqual([]);
    expect(held()).toMatchObject(wanted);
    await deployment.expectNoChanges();
  });

  test("archives nothing of the program where Stripe refuses to deactivate it", async () => {
    await deployment.deploy(adopting());
    deployment.sandbox.clearRequests();
    const { exitCode, output } = await deployment.destroy();

    expect(exitCode).toBe(1);
    expect(output).toMatch(/You cannot deactivate your default\s+configuration\./);
    expect(told(deployment)).toEqual(["deactivate portal"]);
    const { prices, products } = deployment.sandbox.account();
    expect([...prices, ...products].map(({ active }) => active)).toEqual([true, true]);
    expect(held()).toMatchObject(wanted);

    await deployment.apply();
    await deployment.expectNoChanges();
  });
});
