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
import { Deployment, describeWithTerraform, Build, useDeployment } from "./support/deployment";

const texts = {
  name: "Acme",
  defaultReturnUrl: "https://acme.com/account",
  businessProfile: {
    headline: "Manage your Acme plan",
    privacyPolicyUrl: "https://acme.com/privacy",
    termsOfServiceUrl: "https://acme.com/terms",
  },
};

const presets: Build = (stack) => {
  new BasicPortal(stack, "basic", { ...texts, name: "Basic" });
  new SubscriptionPortal(stack, "subscription", { name: "Subscription", products: [addPlan(stack, "one")] });
  new FullPortal(stack, "full", { ...texts, name: "Full", metadata: { team: "billing" } });
  new RevenueSafePortal(stack, "safe", { name: "Safe", products: [addPlan(stack, "two")], loginPage: {} });
};

const everything: Build = (stack) => {
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

/** A value of a variable, which Terraform does not parse. */
const WORD = 'w"o\\r\n${d} %{ if }';

/** Strings that need different escapes in Terraform's two syntaxes. */
const special = (token: string) => ({
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

const specialStrings: Build = (stack) => {
  const variable = new cdktf.TerraformVariable(stack, "word", { type: "string" });
  const portal = (id: string, props: Partial<PortalProps>) =>
    new StripePortalConfiguration(stack, id, {
      name: `"a" \\ %{ for } 💳`,
      businessProfile: { headline: `Say "hi"\tto \\ %{ $\${x}` },
      features: { invoiceHistory: {} },
      metadata: special(variable.stringValue),
      ...props,
    });
  portal("without", {});
  portal("stepped", { applyVia: ApplyVia.STEP });
};

const connected: Build = (stack) => {
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

describeWithTerraform("a stack in native syntax", () => {
  const [json, hcl] = [useDeployment(), useDeployment()];
  beforeEach(() => {
    for (const deployment of [json, hcl]) {
      deployment.env = { TF_VAR_key: deployment.sandbox.keys.test, TF_VAR_word: WORD };
    }
  });

  test.each<[string, Build, ownProvider?: boolean]>([
    ["the presets", presets],
    ["a portal with everything", everything],
    ["portals with special characters", specialStrings],
    ["aliases, expected modes and dependencies", connected, true],
  ])(
    "deploys %s as JSON does, and has an empty plan with the state of JSON and vice versa",
    async (_, build, ownProvider = false) => {
      await json.deploy(build, { ownProvider });
      hcl.write(build, { ownProvider, hcl: true });
      await hcl.initialise();
      expect(await hcl.terraform("validate", "-no-color")).toMatchObject({ exitCode: 0 });
      await hcl.apply();

      expect(held(hcl)).toEqual(held(json));
      await hcl.expectNoChanges();
      hcl.write(build, { ownProvider });
      await hcl.expectNoChanges();
      json.write(build, { ownProvider, hcl: true });
      await json.expectNoChanges();
    },
  );

  test("sends special characters to Stripe as JSON does", async () => {
    await hcl.deploy(specialStrings, { hcl: true });
    for (const { name, business_profile: profile, metadata } of hcl.created) {
      expect(name).toBe('"a" \\ %{ for } 💳');
      expect(profile.headline).toBe('Say "hi"\tto \\ %{ ${x}');
      expect(metadata).toEqual({
        ...special(WORD),
        dollars: "${not.a.reference} $$ $ {} costs $5",
        template: "%{ if true }yes%{ endif } %{ 100% {} %",
        "in a function": '<{ "}" NESTED }>',
      });
    }
  });

  test("adopts the default portal with ApplyWhen.ALWAYS and special characters as JSON does", async () => {
    const outcomes = [];
    for (const deployment of [json, hcl]) {
      const { id } = deployment.sandbox.dashboard().list("configuration")[0];
      const name = `"a" %{ b \\ ${"$"}\${c}`;
      const build: Build = (stack) => {
        new StripePortalConfiguration(stack, "portal", {
          importFrom: id,
          name,
          applyWhen: ApplyWhen.ALWAYS,
          features: { invoiceHistory: {} },
        });
      };
      await deployment.deploy(build, { hcl: deployment === hcl });
      const adopted = deployment.sandbox.dashboard().list("configuration")[0];
      expect(adopted).toMatchObject({
        id,
        name: '"a" %{ b \\ ${c}',
        features: { subscription_cancel: { enabled: false } },
      });
      const { changes } = await deployment.plan();
      expect(changes).toMatchObject([{ address: expect.stringMatching(/_Step$/), actions: ["create", "delete"] }]);
      outcomes.push(held(deployment));
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  });
});

/** The objects of both accounts, without values that differ between runs. */
function held({ sandbox }: Deployment): unknown {
  const accounts = [sandbox.dashboard(), sandbox.dashboard({ account: "acct_eu" })];
  const all = accounts.map((dashboard) => {
    const names = new Map(dashboard.list("product").map(({ id, name }) => [id, name]));
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
    return (["configuration", "price", "product"] as const).map((kind) => dashboard.list(kind).map(plain).sort(byText));
  });
  return all;
}
