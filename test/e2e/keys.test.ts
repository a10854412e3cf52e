import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import * as cdktf from "cdktf";
import { StripePortalConfiguration } from "../../lib";
import { Price, Product, StripeProvider } from "../../lib/provider";
import { addPlan } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";
import { isOfStep, isPortalWrite, makePlan, unwrapped } from "./support/stripe-side";

const TEST_KEY = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";
const LIVE_KEY = "rk_live_9xQ27KpMbnRTfacvU5ywq3er";

describeWithTerraform("an API key", () => {
  const deployment = useDeployment({ keys: [TEST_KEY, LIVE_KEY] });

  const switching: Build = (stack) => {
    new StripePortalConfiguration(stack, "portal", {
      features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [addPlan(stack)] } },
    });
  };

  const keyVariable = (
    stack: cdktf.TerraformStack,
    name: string,
    { isEphemeral }: { isEphemeral: boolean },
  ): string => {
    const variable = new cdktf.TerraformVariable(stack, name, { type: "string", sensitive: true });
    if (isEphemeral) variable.addOverride("ephemeral", true);
    return variable.stringValue;
  };

  test("that is missing fails the plan before anything is sent", async () => {
    deployment.env = { STRIPE_API_KEY: undefined };
    deployment.write(switching);
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(unwrapped(output)).toMatch(/api_key|API key/i);
    expect(deployment.sandbox.requests).toEqual([]);
  });

  test("that does not exist fails the apply with Stripe's message and is not shown", async () => {
    deployment.env = { STRIPE_API_KEY: "sk_test_wrongwrongwrong" };
    deployment.write(switching);
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(unwrapped(output)).toContain("Invalid API Key provided: sk_test_***********rong");
    expect(output).not.toContain("wrongwrongwrong");
    expect(deployment.sandbox.requests.map(({ status }) => status)).toEqual([401]);

    deployment.env = {};
    await deployment.apply();
    expect(deployment.created).toHaveLength(1);
    await deployment.expectNoChanges();
  });

  test("that is invalid for the step only, as after a rotation, is reported by the step and not shown", async () => {
    deployment.write(
      (stack) => {
        new StripeProvider(stack, "stripe", { apiKey: keyVariable(stack, "key", { isEphemeral: false }) });
        switching(stack);
      },
      { ownProvider: true },
    );
    deployment.env = { STRIPE_API_KEY: undefined, TF_VAR_key: TEST_KEY };
    deployment.sandbox.intercept = (request) =>
      isOfStep(request)
        ? {
            status: 401,
            body: { error: { type: "invalid_request_error", message: `Expired API Key provided: ${TEST_KEY}` } },
          }
        : undefined;
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(output).toContain("(401): Expired API Key provided: [redacted]");
    expect(output).not.toContain(TEST_KEY);

    deployment.sandbox.intercept = undefined;
    await deployment.apply();
    expect(deployment.created).toMatchObject([{ features: { subscription_update: { enabled: true } } }]);
    await deployment.expectNoChanges();
  });

  test.each([
    ["a sensitive variable is in no output, file or process except the plan file", false],
    ["an ephemeral variable is in no output, file or process", true],
  ])("from %s", async (_, isEphemeral) => {
    deployment.env = { STRIPE_API_KEY: undefined, TF_VAR_key: TEST_KEY };
    deployment.write(
      (stack) => {
        new StripeProvider(stack, "stripe", { apiKey: keyVariable(stack, "key", { isEphemeral }) });
        switching(stack);
      },
      { ownProvider: true },
    );
    let processes = "";
    deployment.sandbox.intercept = (request) => {
      if (isOfStep(request)) processes += execFileSync("ps", ["-Aww", "-o", "args"], { encoding: "utf8" });
      return undefined;
    };
    const plan = path.join(deployment.folder, "saved");
    const planned = await deployment.terraform("plan", "-input=false", `-out=${plan}`);
    expect(planned.exitCode).toBe(0);
    const variables = (await deployment.terraform("show", "-json", plan)).output;
    expect(variables.includes(TEST_KEY)).toBe(!isEphemeral);
    const applied = await deployment.terraform("apply", "-input=false", plan);
    expect(applied.exitCode).toBe(0);
    expect(deployment.created).toMatchObject([{ features: { subscription_update: { enabled: true } } }]);

    expect(processes).toMatch(/node \S+apply-step\S* apply$/m);
    expect(processes).not.toContain(TEST_KEY);
    expect(planned.output + applied.output).not.toContain(TEST_KEY);
    const files = filesUnder(deployment.folder);
    expect(files.map((file) => path.basename(file))).toEqual(
      expect.arrayContaining(["cdk.tf.json", "terraform.tfstate"]),
    );
    expect(files.filter((file) => readFileSync(file).includes(TEST_KEY))).toEqual([]);
    if (isEphemeral) expect(execFileSync("unzip", ["-p", plan], { encoding: "latin1" })).not.toContain(TEST_KEY);
    await deployment.expectNoChanges();
  });

  test("can be a restricted key", async () => {
    deployment.env = { STRIPE_API_KEY: LIVE_KEY };
    await deployment.deploy(switching);
    expect(deployment.sandbox.dashboard({ mode: "live" }).list("configuration")).toMatchObject([
      { is_default: true },
      { is_default: false, livemode: true, features: { subscription_update: { enabled: true } } },
    ]);
    expect(deployment.created).toEqual([]);
    await deployment.expectNoChanges();
  });

  test("acts for the account in STRIPE_ACCOUNT, in requests of the provider and the step", async () => {
    deployment.env = { STRIPE_ACCOUNT: "acct_connected" };
    await deployment.deploy(switching);
    expect(new Set(deployment.sandbox.requests.map(({ account }) => account))).toEqual(new Set(["acct_connected"]));
    expect(deployment.sandbox.dashboard({ account: "acct_connected" }).list("configuration")).toMatchObject([
      { is_default: true },
      { features: { subscription_update: { enabled: true } } },
    ]);
    expect(deployment.created).toEqual([]);
    await deployment.expectNoChanges();
  });

  test.each([
    ["empty", ""],
    ["null", undefined],
  ])("and account from the environment are used by provider and step if their variables are %s", async (_, value) => {
    deployment.env = {
      STRIPE_API_KEY: LIVE_KEY,
      STRIPE_ACCOUNT: "acct_connected",
      TF_VAR_key: value,
      TF_VAR_account: value,
    };
    deployment.write(
      (stack) => {
        const orNull = (name: string) => {
          const variable = new cdktf.TerraformVariable(stack, name, { type: "string", sensitive: name === "key" });
          variable.addOverride("default", null);
          return variable.stringValue;
        };
        new StripeProvider(stack, "stripe", { apiKey: orNull("key"), stripeAccount: orNull("account") });
        switching(stack);
      },
      { ownProvider: true },
    );
    await deployment.apply();
    expect(new Set(deployment.sandbox.requests.map(({ account, mode }) => `${account} ${mode}`))).toEqual(
      new Set(["acct_connected live"]),
    );
    expect(
      deployment.sandbox.dashboard({ account: "acct_connected", mode: "live" }).list("configuration"),
    ).toMatchObject([{ is_default: true }, { features: { subscription_update: { enabled: true } } }]);
    await deployment.expectNoChanges();
  });

  test("and account of each aliased provider are used for its own portals", async () => {
    deployment.env = { STRIPE_API_KEY: undefined, TF_VAR_test: TEST_KEY, TF_VAR_live: LIVE_KEY };
    deployment.write(
      (stack) => {
        for (const mode of ["test", "live"]) {
          const apiKey = keyVariable(stack, mode, { isEphemeral: true });
          const provider = new StripeProvider(stack, `${mode}-stripe`, {
            alias: mode,
            apiKey,
            stripeAccount: `acct_${mode}`,
          });
          const product = new Product(stack, `${mode}-product`, { provider, name: mode });
          const recurring = [{ interval: "month" }];
          const price = new Price(stack, `${mode}-price`, {
            provider,
            product: product.id,
            currency: "eur",
            unitAmount: 500,
            recurring,
          });
          new StripePortalConfiguration(stack, `${mode}-portal`, {
            provider,
            name: mode,
            features: {
              paymentMethodUpdate: {},
              subscriptionUpdate: { products: [{ product: product.id, prices: [price.id] }] },
            },
          });
        }
      },
      { ownProvider: true },
    );
    await deployment.apply();

    for (const mode of ["test", "live"] as const) {
      const dashboard = deployment.sandbox.dashboard({ mode, account: `acct_${mode}` });
      const configurations = dashboard.list("configuration");
      const prices = dashboard.list("price");
      const products = dashboard.list("product");
      const listed = [{ product: products[0].id, prices: [prices[0].id] }];
      expect(configurations).toMatchObject([
        { is_default: true },
        { name: mode, livemode: mode === "live", features: { subscription_update: { products: listed } } },
      ]);
    }
    expect(deployment.sandbox.requests.filter(({ account, mode }) => account !== `acct_${mode}`)).toEqual([]);
    await deployment.expectNoChanges();
  });

  test("that is a literal in the app is rejected before any file contains it", () => {
    const write = () =>
      deployment.write(
        (stack) => {
          new StripeProvider(stack, "stripe", { apiKey: TEST_KEY });
          const plan = makePlan(deployment.sandbox);
          new StripePortalConfiguration(stack, "portal", {
            features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
          });
        },
        { ownProvider: true },
      );
    expect(write).toThrow(/`provider.apiKey`: the API key cannot be a literal, because it would end up in files/);
    expect(filesUnder(deployment.folder).filter((file) => readFileSync(file).includes(TEST_KEY))).toEqual([]);
    expect(deployment.sandbox.requests.filter(isPortalWrite)).toEqual([]);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => !file.includes(`${path.sep}providers${path.sep}`) && statSync(file).isFile());
}
