import * as cdktf from "cdktf";
import { ApplyVia, PortalMode, StripePortalConfiguration } from "../../../lib";
import { StripeProvider } from "../../../lib/provider/provider";
import { MINIMAL, SWITCHING } from "../../support/portals";
import { blocksOf, environmentOf, Json, portalOf, synthOf } from "../../support/synth";

const { LIVE, TEST } = PortalMode;

/** A portal whose key is configured in the app. */
const withKey = (expectedMode: PortalMode | undefined, apiKey = "${var.key}") =>
  blocksOf(
    synthOf((stack) => {
      new StripePortalConfiguration(stack, "portal", { ...SWITCHING, expectedMode });
      new StripeProvider(stack, "stripe", { apiKey });
    }),
  );

test("adds no conditions without expectedMode", () => {
  for (const { resource, guard } of [withKey(undefined), portalOf(SWITCHING), portalOf(MINIMAL)]) {
    expect(guard).toBeUndefined();
    expect(Object.keys(resource.lifecycle)).not.toContain("precondition");
    expect(Object.keys(resource.lifecycle)).not.toContain("postcondition");
  }
});

test.each([
  [LIVE, "live", "test", true],
  [TEST, "test", "live", false],
])("fails the plan if the app's key does not belong to %s mode", (expected, mode, other, livemode) => {
  const { resource, guard } = withKey(expected);
  expect(guard).toBeUndefined();
  expect(resource.lifecycle.precondition).toEqual([
    {
      condition: '${"${var.key}" != null && "${var.key}" != ""}',
      error_message:
        `stack/portal expects Stripe's ${mode} mode, but the provider's key is empty, so the provider would use ` +
        "STRIPE_API_KEY. Nothing was sent for this portal. Set the variable that holds the key, or leave `apiKey` out " +
        "of the StripeProvider.",
    },
    {
      condition: `\${!can(regex("^(sk|rk)_${other}_", "\${var.key}"))}`,
      error_message:
        `stack/portal expects Stripe's ${mode} mode, but the provider's key is a ${other} mode key. ` +
        `Nothing was sent for this portal. Use a ${mode} mode key, or change expectedMode.`,
    },
  ]);
  expect(resource.lifecycle.postcondition).toEqual([
    {
      condition: `\${self.livemode == ${livemode}}`,
      error_message:
        `stack/portal expects Stripe's ${mode} mode, but its configuration \${self.id} is in ${other} mode. ` +
        `Use a ${mode} mode key, or change expectedMode. If the configuration was created by mistake, deactivate it in ` +
        "Stripe and run `terraform state rm stripe_billing_portal_configuration.portal_95FA52AA`.",
    },
  ]);
});

test("supports a key that is a variable or an expression with quotes and braces", () => {
  const conditionOf = (key: (stack: cdktf.TerraformStack) => string): Json =>
    blocksOf(
      synthOf((stack) => {
        new StripePortalConfiguration(stack, "portal", { ...MINIMAL, expectedMode: LIVE });
        new StripeProvider(stack, "stripe", { apiKey: key(stack) });
      }),
    ).resource.lifecycle.precondition[1].condition;
  expect(conditionOf((stack) => new cdktf.TerraformVariable(stack, "key", {}).stringValue)).toContain('"${var.key}"');
  expect(conditionOf(() => '${lookup(var.keys, "a}", "b")}')).toBe(
    '${!can(regex("^(sk|rk)_test_", "${lookup(var.keys, "a}", "b")}"))}',
  );
});

describe("a key from the environment", () => {
  test("is checked by a guard before the portal is applied", () => {
    const { resource, guard } = portalOf({ ...SWITCHING, expectedMode: LIVE });
    expect(resource.lifecycle).not.toHaveProperty("precondition");
    expect(resource.lifecycle).toHaveProperty("postcondition");
    expect(resource.depends_on).toEqual([
      expect.stringMatching(/^terraform_data\.portal_\w+_Guard$/),
      expect.stringMatching(/^terraform_data\.portal_\w+_DesiredState$/),
    ]);
    expect(guard).toEqual({
      triggers_replace: { mode: "live", portal: expect.objectContaining({ name: "", metadata: {} }) },
      provisioner: [
        {
          "local-exec": {
            interpreter: ["node", expect.stringMatching(/apply-step\.mjs$/)],
            command: "check-mode",
            environment: { STRIPE_PORTAL_PATH: "stack/portal", STRIPE_PORTAL_EXPECTED_MODE: "live" },
          },
        },
      ],
    });
  });

  test("is checked again before each change that the provider sends", () => {
    const { guard } = portalOf({ ...MINIMAL, name: "Acme", expectedMode: TEST });
    expect(guard.triggers_replace).toMatchObject({ mode: "test", portal: { active: true, name: "Acme" } });
    const ofStep = portalOf({ ...SWITCHING, name: "Acme", expectedMode: TEST }).guard.triggers_replace;
    expect(ofStep).toMatchObject({ mode: "test", portal: { name: "Acme" } });
    expect(ofStep.portal).not.toHaveProperty("features");
    const whole = portalOf({ ...MINIMAL, name: "Acme", expectedMode: TEST, applyVia: ApplyVia.STEP }).guard;
    expect(whole.triggers_replace).toEqual({ mode: "test" });
  });
});

test("the step checks the mode again", () => {
  for (const { step } of [withKey(LIVE), portalOf({ ...MINIMAL, applyVia: ApplyVia.STEP, expectedMode: LIVE })]) {
    expect(environmentOf(step).STRIPE_PORTAL_EXPECTED_MODE).toBe("live");
  }
});
