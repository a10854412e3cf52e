import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as cdktf from "cdktf";
import {
  ApplyVia,
  ApplyWhen,
  PortalProduct,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../../lib";
import { StripeProvider } from "../../../lib/provider/provider";
import { CommandLine } from "../../cli/command-line";
import { check, environmentOf } from "../support/checking";
import { Build, describeWithTerraform, useDeployment } from "../support/deployment";
import { isOfStep, isPortalWrite, makePlan } from "../support/stripe-side";

const commandLine = CommandLine.use();

describeWithTerraform("a check of a deployed app", () => {
  const deployment = useDeployment();
  let plan: PortalProduct;
  beforeEach(() => {
    plan = makePlan(deployment.sandbox);
  });

  const build =
    (props: Partial<StripePortalConfigurationProps> = {}): Build =>
    (stack) => {
      const features = { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } };
      new StripePortalConfiguration(stack, "portal", { name: "Ours", features, ...props });
    };
  const simple = { features: { invoiceHistory: {} } };
  const edit = (params: object) =>
    deployment.sandbox.dashboard().edit("configuration", deployment.created[0].id, { ...params });
  /** The portal without its time, and without the difference between an empty list and none. */
  const held = () =>
    JSON.parse(JSON.stringify(deployment.created[0]).replaceAll("null", "[]"), (name, value) =>
      name === "updated" ? undefined : value,
    );
  const managed = { onlyManaged: true };
  const values = async () =>
    (await check(deployment, managed)).findings.map(({ property, values: held }) => [property, held]);

  /** Runs the command that a finding names. */
  async function runFix(fix: string): Promise<void> {
    expect(fix).toMatch(/ apply( -replace=\S+)?$/);
    await promisify(execFile)("sh", ["-c", `${fix} -auto-approve -input=false`], { env: environmentOf(deployment) });
  }

  test.each<[string, Partial<StripePortalConfigurationProps>, object]>([
    ["a string that the app sets", {}, { name: "Theirs" }],
    ["a string that the app does not set", {}, { business_profile: { headline: "Theirs" } }],
    ["a feature of the step", {}, { features: { customer_update: { enabled: true, allowed_updates: ["email"] } } }],
    [
      "a feature of a simple portal",
      simple,
      { features: { customer_update: { enabled: true, allowed_updates: ["email"] } } },
    ],
    ["pausing, which the provider cannot read", simple, { features: { subscription_pause: { enabled: true } } }],
    ["anything with ApplyVia.STEP", { applyVia: ApplyVia.STEP }, { metadata: { by: "hand" } }],
    [
      "a feature of a step that always runs",
      { applyWhen: ApplyWhen.ALWAYS },
      { features: { invoice_history: { enabled: true } } },
    ],
  ])("names the command that reverts an edit of %s", async (_, props, params) => {
    await deployment.deploy(build(props));
    const before = held();
    edit(params);
    const { exitCode, findings } = await check(deployment, managed);
    expect(exitCode).toBe(1);
    await runFix(findings[0].fix);
    expect(held()).toEqual(before);
    expect(await check(deployment, managed)).toMatchObject({ exitCode: 0 });
  });

  test("reports that the provider cannot revert an edit of a string that is not set, with ApplyVia.PROVIDER", async () => {
    await deployment.deploy(build({ ...simple, applyVia: ApplyVia.PROVIDER }));
    edit({ features: { subscription_pause: { enabled: true } } });
    expect((await check(deployment, managed)).findings).toMatchObject([
      { property: "features.subscriptionPause.enabled", fix: "change it in Stripe: the provider cannot" },
    ]);
  });

  test("reports changes of the app that were not applied, next to hand edits", async () => {
    await deployment.deploy(build());
    deployment.write(
      build({
        name: "New",
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] }, invoiceHistory: {} },
      }),
    );
    edit({ features: { customer_update: { enabled: true, allowed_updates: ["email"] } } });
    const { findings } = await check(deployment, managed);
    expect(findings.map(({ property, values: held }) => [property, held])).toEqual([
      ["name", { code: "New", applied: "Ours", stripe: "Ours" }],
      ["features.customerUpdate.enabled", { code: false, stripe: true }],
      ["features.invoiceHistory.enabled", { code: true, applied: false, stripe: false }],
    ]);
    // One apply sends the whole portal.
    expect(new Set(findings.map(({ fix }) => fix)).size).toBe(1);
    await runFix(findings[0].fix);
    expect(await values()).toEqual([]);
  });

  test("reports a new portal, a removed one, and a step that failed", async () => {
    await deployment.deploy(build());
    const two: Build = (stack) => {
      build()(stack);
      new StripePortalConfiguration(stack, "second", simple);
    };
    deployment.write(two);
    expect((await check(deployment, managed)).findings).toMatchObject([
      { kind: "planned", portal: "stack/second", message: "it is in the app and was never applied" },
    ]);
    deployment.write(() => undefined);
    expect((await check(deployment, managed)).findings).toMatchObject([
      { kind: "planned", message: "the app no longer contains it; the next apply deactivates it" },
    ]);
    deployment.write(build({ loginPage: {} }));
    deployment.sandbox.intercept = (request) =>
      isPortalWrite(request) && isOfStep(request) ? { status: 400 } : undefined;
    expect((await deployment.tryApply()).exitCode).toBe(1);
    deployment.sandbox.intercept = undefined;
    const { exitCode, findings } = await check(deployment, managed);
    expect(exitCode).toBe(1);
    expect(findings.map(({ kind, property }) => [kind, property])).toEqual([
      ["different", "loginPage.enabled"],
      ["planned", undefined],
    ]);
    await runFix(findings[0].fix);
    expect(await values()).toEqual([]);
  });

  test.each([false, true])("does not compare attributes that are left to the Dashboard (HCL: %s)", async (hcl) => {
    const props = { metadata: { team: "billing" }, lifecycle: { ignoreChanges: ["metadata"] } };
    await deployment.deploy(build(props), { hcl });
    edit({ metadata: { team: "sales" }, features: { invoice_history: { enabled: true } } });
    const { findings, notes } = await check(deployment, managed);
    expect(findings).toMatchObject([{ portal: "stack/portal", property: "features.invoiceHistory.enabled" }]);
    expect(notes).toEqual([
      { subject: "stack/portal", message: "left to the Dashboard by ignoreChanges and not compared: metadata" },
    ]);
  });

  test("reads each portal in the account of its provider", async () => {
    const accounts: Build = (stack) => {
      const account = new cdktf.TerraformVariable(stack, "account", { default: "acct_variable" });
      const literal = new StripeProvider(stack, "literal", { alias: "literal", stripeAccount: "acct_literal" });
      const variable = new StripeProvider(stack, "variable", { alias: "variable", stripeAccount: account.stringValue });
      new StripePortalConfiguration(stack, "first", { ...simple, provider: literal });
      new StripePortalConfiguration(stack, "second", { ...simple, provider: variable });
      new StripePortalConfiguration(stack, "third", simple);
    };
    await deployment.deploy(accounts);
    const { notCompared, findings, portals } = await check(deployment);
    expect([notCompared, findings, portals.length]).toEqual([[], [], 3]);
    const second = deployment.sandbox.dashboard({ account: "acct_variable" });
    const { id } = second.list("configuration").at(-1)!;
    second.edit("configuration", id, { features: { customer_update: { enabled: true, allowed_updates: ["email"] } } });
    expect((await check(deployment)).findings.map(({ portal }) => portal)).toEqual(["stack/second", "stack/second"]);
  });

  test("resolves a plan's lookup keys, and names the command that follows one that moved", async () => {
    const dashboard = deployment.sandbox.dashboard();
    const createPrice = (interval: string) => {
      const names = { product: plan.product, lookup_key: `team_${interval}`, transfer_lookup_key: true };
      return dashboard.create("price", { ...names, currency: "usd", unit_amount: 2000, recurring: { interval } }).id;
    };
    const [monthly, yearly] = ["month", "year"].map(createPrice);
    const plans = [{ lookupKeys: ["team_month", "team_year"], adjustableQuantity: { minimum: 1, maximum: 50 } }];
    await deployment.deploy(build({ features: { paymentMethodUpdate: {}, subscriptionUpdate: { plans } } }));
    expect(await check(deployment, managed)).toMatchObject({ exitCode: 0, findings: [], notCompared: [] });

    const moved = createPrice("month");
    const { exitCode, findings } = await check(deployment, managed);
    expect(exitCode).toBe(1);
    expect(findings).toEqual([
      {
        kind: "different",
        portal: "stack/portal",
        property: `features.subscriptionUpdate.products[${plan.product}].prices`,
        values: { code: [moved, yearly], stripe: [monthly, yearly] },
        message: `the lookup key team_month belongs to ${moved} now`,
        fix: expect.stringMatching(/ apply -replace=terraform_data\.portal_\w+_Step$/),
      },
    ]);
    await runFix(findings[0].fix);
    expect(await check(deployment, managed)).toMatchObject({ exitCode: 0, findings: [] });
  });

  test("masks values that Terraform marks as sensitive", async () => {
    deployment.env = { TF_VAR_headline: "top secret" };
    await deployment.deploy((stack) => {
      const headline = new cdktf.TerraformVariable(stack, "headline", { sensitive: true });
      build({ businessProfile: { headline: headline.stringValue } })(stack);
    });
    edit({ business_profile: { headline: "Theirs" } });
    expect(await values()).toEqual([["businessProfile.headline", { code: "(sensitive)", stripe: "(sensitive)" }]]);
  });

  test("runs as a command with a restricted key, and leaves no plan behind", async () => {
    await deployment.deploy(build());
    const env = { ...environmentOf(deployment), STRIPE_API_KEY: "rk_test_sandbox" };
    deployment.sandbox.clearRequests();
    const equal = await commandLine.start(["check", deployment.stackFolder, "--only-managed"], env).result;
    expect(equal).toMatchObject({ code: 0, stdout: "compared 1 portal\n", stderr: "" });
    const requests = deployment.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
    expect(requests).toEqual([`GET /v1/billing_portal/configurations/${deployment.created[0].id}`, "GET /v1/prices"]);

    edit({ features: { subscription_update: { products: [{ ...plan, adjustable_quantity: { enabled: true } }] } } });
    const different = await commandLine.start(["check", deployment.stackFolder, "--only-managed"], env).result;
    expect(different).toMatchObject({ code: 1, stderr: "" });
    expect(different.stdout).toMatch(
      /^stack\/portal features\.subscriptionUpdate\.products\[prod_\w+\]\.adjustableQuantity\.enabled: code: false, Stripe: true \(customers can buy any quantity\); fix: \S+ -chdir=\S+ apply -replace=terraform_data\.\S+\ncompared 1 portal, 1 different\n$/,
    );
  });
});
