import {
  ApplyVia,
  ApplyWhen,
  CancellationReason,
  PortalFeatures,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../../lib";
import { MINIMAL, SWITCHING } from "../../support/portals";
import { messageOf, refusalOf, refused, synthOf } from "../../support/synth";

const options = [CancellationReason.OTHER];
const pausing: PortalFeatures = { subscriptionPause: {} };
const surveying: PortalFeatures = {
  subscriptionCancel: { cancellationReason: { options, feedbackOptions: ["feedback_1"] } },
};

describe("ApplyVia.PROVIDER", () => {
  const applyVia = ApplyVia.PROVIDER;

  test("takes plan switching, for a provider that can", () => {
    expect(refusalOf({ ...SWITCHING, applyVia })).toBeUndefined();
  });

  test.each<PortalFeatures>([
    { subscriptionPause: { enabled: false } },
    { subscriptionCancel: { cancellationReason: { options, feedbackOptions: [] } } },
  ])("takes %j, which asks nothing of the provider", (features) => {
    expect(refusalOf({ features, applyVia })).toBeUndefined();
  });

  test("fails with what its schema lacks", () => {
    const rule = "is not supported by the Terraform provider, which `ApplyVia.PROVIDER` requires";
    const fix = "set `applyVia: ApplyVia.STEP`, or leave `applyVia` out";
    expect(refusalOf({ features: { ...pausing, ...surveying }, applyVia })).toBe(
      refused(
        `\`features.subscriptionPause\`: ${rule}; got: {}; ${fix}`,
        `\`features.subscriptionCancel.cancellationReason.feedbackOptions\`: ${rule}; got: ["feedback_1"]; ${fix}`,
      ),
    );
  });
});

describe("ApplyWhen.ALWAYS", () => {
  const always = { ...MINIMAL, applyWhen: ApplyWhen.ALWAYS };

  test("fails with ApplyVia.PROVIDER, which has no step", () => {
    expect(refusalOf({ ...always, applyVia: ApplyVia.PROVIDER })).toBe(
      refused(
        '`applyWhen`: `ApplyWhen.ALWAYS` requires a step, which `ApplyVia.PROVIDER` excludes; got: "always"; leave `applyVia` or `applyWhen` out',
      ),
    );
  });

  test("is accepted with every other ApplyVia, and ON_CHANGE with ApplyVia.PROVIDER", () => {
    for (const applyVia of [undefined, ApplyVia.AUTO, ApplyVia.STEP]) {
      expect(refusalOf({ ...always, applyVia })).toBeUndefined();
    }
    expect(refusalOf({ ...always, applyVia: ApplyVia.PROVIDER, applyWhen: ApplyWhen.ON_CHANGE })).toBeUndefined();
  });
});

describe("an override that the provider does not support", () => {
  const overriding = (at: string, value: unknown, props: StripePortalConfigurationProps) =>
    messageOf(() =>
      synthOf((stack) => new StripePortalConfiguration(stack, "portal", props).resource.addOverride(at, value)),
    );
  const WITHOUT_STEP = { ...MINIMAL, applyVia: ApplyVia.PROVIDER };

  test.each([
    ["theme", "dark"],
    ["business_profile.logo", "file_1"],
    ["features.subscription_pause", { enabled: true }],
    ["features.subscription_cancel.cancellation_reason.feedback_options", ["feedback_1"]],
  ])("is rejected with ApplyVia.PROVIDER and sent by the step otherwise: %s", (at, value) => {
    expect(overriding(at, value, WITHOUT_STEP)).toContain(
      `\n  - \`resource.addOverride("${at}")\`: is not supported by the Terraform provider, and \`ApplyVia.PROVIDER\` has no step; ` +
        "set `applyVia: ApplyVia.STEP`, or leave it out for `ApplyVia.AUTO`\n",
    );
    expect(overriding(at, value, MINIMAL)).toBeUndefined();
    expect(overriding(at, value, { ...MINIMAL, applyVia: ApplyVia.STEP })).toBeUndefined();
  });

  test.each([
    ["name", "Acme"],
    ["metadata.anything", "goes"],
    ["login_page.enabled", true],
    ["features.subscription_update.products", [{ product: "prod_1", prices: ["price_1"] }]],
    ["features.customer_update.allowed_updates", ["fax"]],
    ["features.subscription_update.schedule_at_period_end.conditions", [{ type: "new" }]],
    ["theme", undefined],
    ["business_profile", "${local.profile}"],
    ["business_profile", null],
    ["business_profile", { logo: undefined }],
    ["features.subscription_update", null],
    ["lifecycle.prevent_destroy", true],
  ])("is none if the provider's schema has it: %s", (at, value) => {
    expect(overriding(at, value, WITHOUT_STEP)).toBeUndefined();
  });
});

describe("an override of the stack", () => {
  const overriding = (applyVia?: ApplyVia) =>
    messageOf(() =>
      synthOf((stack) => {
        const portal = new StripePortalConfiguration(stack, "portal", { ...MINIMAL, applyVia });
        new StripePortalConfiguration(stack, "other", MINIMAL);
        stack.addOverride(
          `resource.${portal.resource.terraformResourceType}.${portal.resource.friendlyUniqueId}.name`,
          "Acme",
        );
      }),
    );

  test("that reaches a portal is rejected, since the step would undo it", () => {
    for (const applyVia of [undefined, ApplyVia.STEP]) {
      expect(overriding(applyVia)).toContain(
        '\n  - `stack.addOverride("resource.stripe_billing_portal_configuration.portal_95FA52AA")`: ' +
          'does not reach the step, which sends the whole portal; got: {"name":"Acme"}; ' +
          "call `addOverride()` of the portal's `resource`\n",
      );
    }
    expect(overriding(ApplyVia.PROVIDER)).toBeUndefined();
  });
});
