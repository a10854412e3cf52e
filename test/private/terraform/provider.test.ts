import * as cdktf from "cdktf";
import { PortalMode, StripePortalConfiguration, StripePortalConfigurationProps } from "../../../lib";
import { StripeProvider, StripeProviderConfig } from "../../../lib/provider/provider";
import { SWITCHING } from "../../support/portals";
import { blocksOf, environmentOf, messageOf, synthOf } from "../../support/synth";

/** The key and the account in a step's environment, and the provider of the resource. */
const stepOf = (
  build: (stack: cdktf.TerraformStack) => StripePortalConfigurationProps["provider"],
  after?: (stack: cdktf.TerraformStack) => void,
) => {
  const { resource, step } = blocksOf(
    synthOf((stack) => {
      new StripePortalConfiguration(stack, "portal", { ...SWITCHING, provider: build(stack) });
      after?.(stack);
    }),
  );
  const { STRIPE_API_KEY: key, STRIPE_ACCOUNT: account } = environmentOf(step);
  return { key, account, provider: resource.provider, step };
};

/** The environment's value counts if the provider's argument turns out to be empty, as it does for the provider. */
const orNull = (reference: string) => `\${${reference} != null && ${reference} != "" ? ${reference} : null}`;

const byVariables = (stack: cdktf.TerraformStack, more: StripeProviderConfig = {}) =>
  new StripeProvider(stack, `stripe-${more.alias}`, {
    apiKey: new cdktf.TerraformVariable(stack, `key-${more.alias}`, { sensitive: true }).stringValue,
    stripeAccount: `acct_\${var.account}`,
    ...more,
  });

test("key and account come from the environment if the provider has none", () => {
  const { key, account } = stepOf((stack) => void new StripeProvider(stack, "stripe"));
  expect({ key, account }).toEqual({ key: undefined, account: undefined });
});

test("key and account are the default provider's, whether it is declared before the portal or after it", () => {
  const before = stepOf((stack) => void byVariables(stack));
  expect(before).toMatchObject({
    key: orNull("var.key-undefined"),
    account: "acct_${var.account}",
    provider: undefined,
  });
  expect(stepOf(() => undefined, byVariables)).toEqual(before);
});

test("key and account are not those of the provider in a stack within the stack", () => {
  const { key } = stepOf((stack) => {
    const inner = new cdktf.TerraformStack(stack, "inner");
    new StripeProvider(inner, "stripe", { apiKey: new cdktf.TerraformVariable(inner, "inner-key", {}).stringValue });
    return void byVariables(stack);
  });
  expect(key).toBe(orNull("var.key-undefined"));
});

test("key and account are those of the aliased provider, and only the resource has the alias", () => {
  const { key, account, provider, step } = stepOf((stack) => {
    byVariables(stack);
    return byVariables(stack, { alias: "europe" });
  });
  expect({ key, account, provider }).toEqual({
    key: orNull("var.key-europe"),
    account: "acct_${var.account}",
    provider: "stripe.europe",
  });
  expect(step).not.toHaveProperty("provider");
});

test("a provider with an alias is nobody's default", () => {
  const { key } = stepOf((stack) => {
    byVariables(stack, { alias: "europe" });
    new StripeProvider(stack, "stripe");
    return undefined;
  });
  expect(key).toBeUndefined();
});

test("each portal has the key of its own provider, and each stack its own default", () => {
  const keys = ["one", "two"].map(
    (name) =>
      stepOf(
        () => undefined,
        (stack) => void byVariables(stack, { alias: undefined, apiKey: `\${var.${name}}` }),
      ).key,
  );
  expect(keys).toEqual([orNull("var.one"), orNull("var.two")]);
});

test("overrides of the provider and a provider that is set later are used", () => {
  const overridden = stepOf((stack) => {
    new StripeProvider(stack, "stripe").addOverride("api_key", "${var.other}");
    return undefined;
  });
  expect(overridden.key).toBe(orNull("var.other"));
  const { step } = blocksOf(
    synthOf((stack) => {
      const { resource } = new StripePortalConfiguration(stack, "portal", SWITCHING);
      new StripeProvider(stack, "stripe");
      resource.provider = byVariables(stack, { alias: "later" });
    }),
  );
  expect(environmentOf(step).STRIPE_API_KEY).toBe(orNull("var.key-later"));
});

test("the key is in the step's environment and in the condition on its mode, nowhere else", () => {
  const terraform = synthOf((stack) => {
    new StripePortalConfiguration(stack, "portal", { ...SWITCHING, expectedMode: PortalMode.TEST });
    byVariables(stack);
  });
  const { resource, step } = blocksOf(terraform);
  delete environmentOf(step).STRIPE_API_KEY;
  delete resource.lifecycle.precondition;
  expect(JSON.stringify(terraform.resource)).not.toContain("var.key");
});

describe("the source of a provider", () => {
  class Provider extends cdktf.TerraformProvider {}
  const providerFrom = (stack: cdktf.TerraformStack, name: string, source: string | undefined) =>
    new Provider(stack, name, { terraformResourceType: name, terraformProviderSource: source });
  const errorWith = (build: (stack: cdktf.TerraformStack) => StripePortalConfigurationProps["provider"]) =>
    messageOf(() =>
      synthOf((stack) => {
        new StripePortalConfiguration(stack, "portal", { ...SWITCHING, provider: build(stack) });
      }),
    );

  test.each(["stripe/stripe", "registry.terraform.io/stripe/stripe", "Registry.OpenTofu.org/Stripe/stripe"])(
    "accepts %s under any local name",
    (source) => {
      expect(errorWith((stack) => providerFrom(stack, "billing", source))).toBeUndefined();
    },
  );

  test.each(["lukasaron/stripe", "stripe/stripe-extra", "mystripe/stripe", "stripe", undefined])(
    "rejects %s, passed or as the stack's default",
    (source) => {
      expect(errorWith((stack) => providerFrom(stack, "stripe", source))).toContain(
        "`provider`: must be a Stripe provider, such as `StripeProvider`",
      );
      expect(errorWith((stack) => void providerFrom(stack, "stripe", source))).toContain(
        `\`provider\`: must be Stripe's provider, with the source stripe/stripe; got: "stripe, with the source ${source}"; pass a`,
      );
    },
  );

  test("rejects another provider that the resource gets later", () => {
    const message = messageOf(() =>
      synthOf((stack) => {
        const { resource } = new StripePortalConfiguration(stack, "portal", SWITCHING);
        resource.provider = providerFrom(stack, "stripe", "lukasaron/stripe");
      }),
    );
    expect(message).toContain("must be Stripe's provider");
  });

  test("requires a provider with another local name to be passed", () => {
    const named = (stack: cdktf.TerraformStack) => providerFrom(stack, "billing", "stripe/stripe");
    expect(errorWith((stack) => void named(stack))).toContain(
      "`provider`: is required if the local name of Stripe's provider is not `stripe`; pass the provider stack/billing, which is named `billing`",
    );
    expect(
      errorWith((stack) => {
        new StripeProvider(stack, "stripe");
        return void named(stack);
      }),
    ).toBeUndefined();
  });

  test("accepts another default provider beside a provider that is passed or overridden", () => {
    const besides = (stack: cdktf.TerraformStack) => void providerFrom(stack, "stripe", "lukasaron/stripe");
    const overriding = (stack: cdktf.TerraformStack) => {
      besides(stack);
      new StripeProvider(stack, "generated", { alias: "generated" });
      const { resource } = new StripePortalConfiguration(stack, "portal", SWITCHING);
      resource.addOverride("provider", "billing");
    };
    expect(
      errorWith((stack) => {
        besides(stack);
        return providerFrom(stack, "billing", "stripe/stripe");
      }),
    ).toBeUndefined();
    expect(messageOf(() => synthOf(overriding))).toBeUndefined();
  });
});
