import { TerraformStack, TerraformVariable } from "cdktf";
import { BasicPortal, StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { StripeProvider } from "../../lib/provider/provider";
import { addPlan, describeWrites } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";
import { makePlan, unwrapped } from "./support/stripe-side";

describeWithTerraform("adopting the account's default portal", () => {
  const deployment = useDeployment();
  let importFrom: string;

  beforeEach(() => {
    importFrom = held().id;
    deployment.sandbox.dashboard().edit("configuration", importFrom, {
      name: "Made by hand",
      business_profile: { headline: "Clicked together" },
      metadata: { owner: "someone", team: "sales" },
      login_page: { enabled: true },
      features: { subscription_pause: { enabled: true } },
    });
  });

  function held() {
    return deployment.sandbox.dashboard().list("configuration")[0];
  }

  const adopting =
    (props: Partial<StripePortalConfigurationProps> = {}): Build =>
    (stack) => {
      const plan = addPlan(stack);
      new StripePortalConfiguration(stack, "portal", {
        importFrom,
        metadata: { team: "billing" },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
        ...props,
      });
    };

  const desired = {
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

  test("turns off features and removes metadata that the app does not contain", async () => {
    deployment.write(adopting());
    const { output } = await deployment.plan();
    expect(output).toContain("1 to import, 4 to add, 1 to change, 0 to destroy");

    await deployment.apply();
    expect(held()).toMatchObject({ id: importFrom, ...desired });
    expect(held().metadata).toEqual({ team: "billing" });
    expect(describeWrites(deployment)).toEqual(["create product", "create price", "update portal", "update portal"]);
    expect(deployment.created).toEqual([]);
    await deployment.expectNoChanges();

    deployment.write(adopting({ importFrom: undefined }));
    await deployment.expectNoChanges();
  });

  test("shows every difference that the provider detects in the plan", async () => {
    deployment.sandbox.dashboard().edit("configuration", importFrom, {
      default_return_url: "https://acme.com/old",
      features: {
        customer_update: { enabled: true, allowed_updates: ["email", "phone"] },
        subscription_cancel: { enabled: true, mode: "immediately", proration_behavior: "create_prorations" },
        payment_method_update: { enabled: true },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ["price", "quantity"],
          proration_behavior: "always_invoice",
          products: [(({ product, prices }) => ({ product, prices }))(makePlan(deployment.sandbox))],
        },
      },
    });
    deployment.write((stack) => {
      new BasicPortal(stack, "portal", { importFrom, defaultReturnUrl: "https://acme.com/new" });
    });
    const { changes, output } = await deployment.plan();
    expect(changes).toContainEqual({ address: expect.stringMatching(/^stripe_billing_portal/), actions: ["update"] });
    for (const difference of [
      /default_return_url += "https:\/\/acme.com\/old" -> "https:\/\/acme.com\/new"/,
      /- "owner" += "someone"/,
      /login_page += \{\s+~ enabled += true -> false/,
      /customer_update += \{\s+~ allowed_updates += \[\s+- "email",\s+- "phone",\s+\]\s+~ enabled += true -> false/,
      /subscription_cancel += \{[^]*?~ enabled += true -> false\s+~ mode += "immediately" -> "at_period_end"/,
      /subscription_update += \{[^]*?~ enabled += true -> false/,
      /proration_behavior += "always_invoice" -> "none"/,
    ]) {
      expect(output).toMatch(difference);
    }
    await deployment.apply();
    expect(held()).toMatchObject({
      id: importFrom,
      name: null,
      default_return_url: "https://acme.com/new",
      features: {
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_update: { enabled: false },
        subscription_pause: { enabled: false },
      },
    });
    await deployment.expectNoChanges();
  });

  describe("with an id that differs from the one in Terraform's state", () => {
    const other = () =>
      deployment.sandbox.dashboard().create("configuration", { features: { invoice_history: { enabled: true } } }).id;

    test.each<[string, (stack: TerraformStack, id: string) => string]>([
      ["as a literal", (_, id) => id],
      ["in a variable", (stack, id) => new TerraformVariable(stack, "id", { default: id }).stringValue],
    ])("fails the plan and sends nothing, %s", async (_, idOf) => {
      const adoptingId =
        (id: string): Build =>
        (stack) =>
          adopting({ importFrom: idOf(stack, id) })(stack);
      await deployment.deploy(adoptingId(importFrom));
      const [{ address }] = (await deployment.resources()).filter(({ type }) => type.startsWith("stripe_billing"));
      const id = other();
      deployment.write(adoptingId(id));
      deployment.sandbox.clearRequests();
      const { exitCode, output } = await deployment.tryApply();
      expect(exitCode).toBe(1);
      expect(unwrapped(output)).toContain(
        `stack/portal must adopt the configuration in importFrom, but Terraform manages ${importFrom} at this address: ` +
          `it ignores an import for an address in its state, and -replace creates another configuration. Set importFrom to ${importFrom}, or run \`terraform state rm ${address}\` and ` +
          `apply again: ${importFrom} then stays as it is in Stripe, and nothing manages it.`,
      );
      expect(deployment.writes()).toEqual([]);

      await deployment.terraform("state", "rm", address);
      await deployment.apply();
      expect(deployment.sandbox.dashboard().get("configuration", id)).toMatchObject(desired);
      await deployment.expectNoChanges();
    });

    test("fails the plan if importFrom is added to a portal that Terraform created", async () => {
      await deployment.deploy(adopting({ importFrom: undefined }));
      deployment.write(adopting());
      deployment.sandbox.clearRequests();
      const { exitCode, output } = await deployment.tryApply();
      expect(exitCode).toBe(1);
      expect(unwrapped(output)).toContain("must adopt the configuration in importFrom");
      expect(deployment.writes()).toEqual([]);
    });
  });

  test("uses the account of an aliased provider", async () => {
    const connected = { account: "acct_connected" };
    const [other] = deployment.sandbox.dashboard(connected).list("configuration");
    deployment.sandbox.dashboard(connected).edit("configuration", other.id, {
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

    expect(deployment.sandbox.dashboard(connected).list("configuration")).toEqual([
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

  test("cannot be destroyed with preventDestroy", async () => {
    await deployment.deploy(adopting({ lifecycle: { preventDestroy: true } }));
    deployment.sandbox.clearRequests();
    const { exitCode, output } = await deployment.destroy();

    expect(exitCode).toBe(1);
    expect(output).toContain("Instance cannot be destroyed");
    expect(deployment.writes()).toEqual([]);
    expect(held()).toMatchObject(desired);
    await deployment.expectNoChanges();
  });

  test("archives no product or price if Stripe rejects the deactivation", async () => {
    await deployment.deploy(adopting());
    deployment.sandbox.clearRequests();
    const { exitCode, output } = await deployment.destroy();

    expect(exitCode).toBe(1);
    expect(output).toMatch(/You cannot deactivate your default\s+configuration\./);
    expect(describeWrites(deployment)).toEqual(["deactivate portal"]);
    const dashboard = deployment.sandbox.dashboard();
    const prices = dashboard.list("price");
    const products = dashboard.list("product");
    expect([...prices, ...products].map(({ active }) => active)).toEqual([true, true]);
    expect(held()).toMatchObject(desired);

    await deployment.apply();
    await deployment.expectNoChanges();
  });
});
