import * as cdktf from "cdktf";
import {
  ApplyVia,
  ApplyWhen,
  BasicPortal,
  BillingCycleAnchor,
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CustomerUpdateField,
  FullPortal,
  PauseDurationType,
  PauseInterval,
  PortalMode,
  PortalProps,
  RevenueSafePortal,
  ScheduleCondition,
  StripePortalConfiguration,
  SubscriptionPortal,
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "../../lib";
import { Product, StripeProvider } from "../../lib/provider";
import { addPlan } from "./support/catalog";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";

const texts = {
  name: "Acme",
  defaultReturnUrl: "https://acme.com/account",
  businessProfile: {
    headline: "Manage your Acme plan",
    privacyPolicyUrl: "https://acme.com/privacy",
    termsOfServiceUrl: "https://acme.com/terms",
  },
};

const presets: Program = (stack) => {
  new BasicPortal(stack, "basic", { ...texts, name: "Basic" });
  new SubscriptionPortal(stack, "subscription", { name: "Subscription", products: [addPlan(stack, "one")] });
  new FullPortal(stack, "full", { ...texts, name: "Full", metadata: { team: "billing" } });
  new RevenueSafePortal(stack, "safe", { name: "Safe", products: [addPlan(stack, "two")], loginPage: {} });
};

const everything: Program = (stack) => {
  const word = new cdktf.TerraformVariable(stack, "word", { type: "string" });
  const portal = new StripePortalConfiguration(stack, "portal", {
    ...texts,
    active: true,
    features: {
      customerUpdate: { allowedUpdates: [CustomerUpdateField.EMAIL, CustomerUpdateField.TAX_ID] },
      invoiceHistory: {},
      paymentMethodUpdate: {},
      subscriptionCancel: {
        mode: CancellationMode.IMMEDIATELY,
        prorationBehavior: CancellationProration.CREATE_PRORATIONS,
        cancellationReason: { options: [CancellationReason.TOO_EXPENSIVE, CancellationReason.OTHER] },
      },
      subscriptionUpdate: {
        defaultAllowedUpdates: [SubscriptionUpdateField.PRICE, SubscriptionUpdateField.QUANTITY],
        prorationBehavior: UpdateProration.ALWAYS_INVOICE,
        billingCycleAnchor: BillingCycleAnchor.NOW,
        trialUpdateBehavior: TrialUpdateBehavior.CONTINUE_TRIAL,
        scheduleAtPeriodEnd: { conditions: [{ type: ScheduleCondition.SHORTENING_INTERVAL }] },
        products: [{ ...addPlan(stack), adjustableQuantity: { minimum: 1, maximum: 50 } }],
      },
      subscriptionPause: {
        duration: {
          type: PauseDurationType.INTERVAL_OPTIONS,
          intervalOptions: [{ interval: PauseInterval.WEEK }, { interval: PauseInterval.MONTH, intervalCount: 3 }],
        },
      },
    },
    loginPage: {},
    metadata: { team: "billing" },
    lifecycle: {
      preventDestroy: false,
      ignoreChanges: ["name"],
      precondition: [{ condition: `\${${word.fqn} != ""}`, errorMessage: 'never "seen"' }],
    },
  });
  const after = new Product(stack, "after", { name: "after the portal" });
  after.addOverride("depends_on", [portal.fqn]);
  new cdktf.TerraformOutput(stack, "id", { value: portal.portalConfigurationId, dependsOn: [portal] });
  new cdktf.TerraformOutput(stack, "link", { value: portal.loginPageUrl });
};

/** What a variable holds has no syntax at all. */
const WORD = 'w"o\\r\n${d} %{ if }';

/** Texts that mean something else, or nothing, in one of Terraform's two syntaxes. */
const odd = (token: string) => ({
  plain: `"quoted" 'too' \\ back\\\\slash \\n`,
  template: "%{ if true }yes%{ endif } %%{ 100% {} %",
  dollars: "$${not.a.reference} $$ $ {} costs $5",
  "beside a token": `he said "${token}" \\ "${token}"`,
  "in a function": '<${upper("{ \\"}\\" ${"nested }"}")}>',
  lines: "one\ntwo\r\n\tthree",
  emoji: "💳 ünïcödé \u2028 \u0001",
  marks: "# // /* <<EOT */ , = [ ] ( ) : ;",
  for: "a keyword",
  "1x": "a digit first",
  "a b": "a space",
  "a.b": "a dot",
  "a-b": "a dash",
  '"q"': "quotes",
  true: "a constant",
  "ключ 🔑": "no ASCII",
});

const oddTexts: Program = (stack) => {
  const variable = new cdktf.TerraformVariable(stack, "word", { type: "string" });
  const portal = (id: string, props: Partial<PortalProps>) =>
    new StripePortalConfiguration(stack, id, {
      name: `"a" \\ %{ for } 💳`,
      businessProfile: { headline: `Say "hi"\tto \\ %{ $\${x}` },
      features: { invoiceHistory: {} },
      metadata: odd(variable.stringValue),
      ...props,
    });
  portal("without", {});
  portal("stepped", { applyVia: ApplyVia.STEP });
};

const connected: Program = (stack) => {
  const key = new cdktf.TerraformVariable(stack, "key", { type: "string", sensitive: true });
  key.addOverride("ephemeral", true);
  const plain = new StripeProvider(stack, "plain", {});
  const provider = new StripeProvider(stack, "eu", {
    alias: "eu",
    apiKey: key.stringValue,
    stripeAccount: "acct_eu",
  });
  const first = new BasicPortal(stack, "first", { name: "First", provider, expectedMode: PortalMode.TEST });
  new SubscriptionPortal(stack, "second", {
    name: "Second",
    provider: plain,
    dependsOn: [first],
    products: [addPlan(stack)],
    expectedMode: PortalMode.TEST,
  });
};

describeWithTerraform("native syntax", () => {
  const deployments: Deployment[] = [];
  afterEach(async () => {
    for (const deployment of deployments.splice(0)) await deployment.close();
  });

  const start = async (): Promise<Deployment> => {
    const deployment = await Deployment.start();
    deployments.push(deployment);
    deployment.env = { TF_VAR_key: deployment.sandbox.keys.test, TF_VAR_word: WORD };
    return deployment;
  };

  test.each<[string, Program, ownProvider?: boolean]>([
    ["the presets", presets],
    ["a portal with everything", everything],
    ["portals full of odd texts", oddTexts],
    ["aliases, expected modes and dependencies", connected, true],
  ])(
    "deploys %s as JSON does, and each plans empty over the other's state",
    async (_, program, ownProvider = false) => {
      const [json, hcl] = [await start(), await start()];
      await json.deploy(program, { ownProvider });
      hcl.write(program, { ownProvider, hcl: true });
      await hcl.initialise();
      expect(await hcl.terraform("validate", "-no-color")).toMatchObject({ exitCode: 0 });
      await hcl.apply();

      expect(held(hcl)).toEqual(held(json));
      await hcl.expectNoChanges();
      hcl.write(program, { ownProvider });
      await hcl.expectNoChanges();
      json.write(program, { ownProvider, hcl: true });
      await json.expectNoChanges();
    },
  );

  test("means by odd texts what JSON means by them, which Stripe then holds", async () => {
    const deployment = await start();
    await deployment.deploy(oddTexts, { hcl: true });
    for (const { name, business_profile: profile, metadata } of deployment.created) {
      expect(name).toBe('"a" \\ %{ for } 💳');
      expect(profile.headline).toBe('Say "hi"\tto \\ %{ ${x}');
      expect(metadata).toEqual({
        ...odd(WORD),
        dollars: "${not.a.reference} $$ $ {} costs $5",
        template: "%{ if true }yes%{ endif } %{ 100% {} %",
        "in a function": '<{ "}" NESTED }>',
      });
    }
  });

  test("adopts the default portal as JSON does, heals at every apply, and keeps odd texts as they are", async () => {
    const outcomes = [];
    for (const hcl of [false, true]) {
      const deployment = await start();
      const { id } = deployment.sandbox.account().defaultConfiguration!;
      const text = `"a" %{ b \\ ${"$"}\${c}`;
      const program: Program = (stack) => {
        new StripePortalConfiguration(stack, "portal", {
          importFrom: id,
          name: text,
          applyWhen: ApplyWhen.ALWAYS,
          features: { invoiceHistory: {} },
        });
      };
      await deployment.deploy(program, { hcl });
      const adopted = deployment.sandbox.account().defaultConfiguration!;
      expect(adopted).toMatchObject({
        id,
        name: '"a" %{ b \\ ${c}',
        features: { subscription_cancel: { enabled: false } },
      });
      const { changes } = await deployment.plan();
      expect(changes).toMatchObject([{ address: expect.stringContaining("_Step_"), actions: ["create", "delete"] }]);
      outcomes.push(held(deployment));
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  });
});

/** What the accounts hold, without what differs from one run to the next. */
function held({ sandbox }: Deployment): unknown {
  const accounts = [sandbox.account(), sandbox.account({ account: "acct_eu" })];
  const all = accounts.map(({ configurations, prices, products }) => {
    const names = new Map(products.map(({ id, name }) => [id, name]));
    const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
    const plain = (object: object) =>
      JSON.parse(
        JSON.stringify(object, (key, value) => {
          if (["id", "created", "updated", "url", "prices", "product", "default_price"].includes(key)) {
            return typeof value === "string" && names.has(value)
              ? names.get(value)
              : key === "prices"
                ? value.length
                : null;
          }
          return value;
        }),
      ) as object;
    return [configurations, prices, products].map((objects: object[]) => objects.map(plain).sort(byText));
  });
  return all;
}
