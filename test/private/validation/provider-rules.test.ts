import {
  ApplyVia,
  ApplyWhen,
  CancellationReason,
  PortalFeatures,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../../lib";
import { MINIMAL, SWITCHING } from "../../support/portals";
import { messageOf, errorOf, expectedError, synthOf } from "../../support/synth";

const options = [CancellationReason.OTHER];
const pausing: PortalFeatures = { subscriptionPause: {} };
const surveying: PortalFeatures = {
  subscriptionCancel: { cancellationReason: { options, feedbackOptions: ["feedback_1"] } },
};

describe("ApplyVia.PROVIDER", () => {
  const applyVia = ApplyVia.PROVIDER;

  test("accepts plan switching", () => {
    expect(errorOf({ ...SWITCHING, applyVia })).toBeUndefined();
  });

  test.each<PortalFeatures>([
    { subscriptionPause: { enabled: false } },
    { subscriptionCancel: { cancellationReason: { options, feedbackOptions: [] } } },
  ])("accepts %j, which the provider need not support", (features) => {
    expect(errorOf({ features, applyVia })).toBeUndefined();
  });

  test("rejects features that the provider does not support", () => {
    const rule = "`ApplyVia.PROVIDER` cannot be combined with parameters that the Terraform provider does not support";
    const fix = "set `applyVia: ApplyVia.STEP`, or remove `applyVia`";
    expect(errorOf({ features: { ...pausing, ...surveying }, applyVia })).toBe(
      expectedError(
        `\`features.subscriptionCancel.cancellationReason.feedbackOptions\`: ${rule}; got: ["feedback_1"]; ${fix}`,
        `\`features.subscriptionPause\`: ${rule}; got: {}; ${fix}`,
      ),
    );
  });
});

describe("ApplyWhen.ALWAYS", () => {
  const always = { ...MINIMAL, applyWhen: ApplyWhen.ALWAYS };

  test("is rejected with ApplyVia.PROVIDER", () => {
    expect(errorOf({ ...always, applyVia: ApplyVia.PROVIDER })).toBe(
      expectedError(
        '`applyWhen`: `ApplyWhen.ALWAYS` cannot be combined with `ApplyVia.PROVIDER`; got: "always"; remove `applyVia` or `applyWhen`',
      ),
    );
  });

  test("is accepted with other values of ApplyVia", () => {
    for (const applyVia of [undefined, ApplyVia.AUTO, ApplyVia.STEP]) {
      expect(errorOf({ ...always, applyVia })).toBeUndefined();
    }
    expect(errorOf({ ...always, applyVia: ApplyVia.PROVIDER, applyWhen: ApplyWhen.ON_CHANGE })).toBeUndefined();
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
      `\n  - \`resource.addOverride("${at}")\`: is not supported by the Terraform provider; ` +
        "set `applyVia: ApplyVia.STEP`, or remove `applyVia`\n",
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
  ])("is not reported for attributes in the provider's schema: %s", (at, value) => {
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

  test("is rejected for a portal with a step", () => {
    for (const applyVia of [undefined, ApplyVia.STEP]) {
      expect(overriding(applyVia)).toContain(
        '\n  - `stack.addOverride("resource.stripe_billing_portal_configuration.portal_95FA52AA")`: ' +
          'has no effect on the step, which sends the whole portal; got: {"name":"Acme"}; ' +
          "call `addOverride()` on the portal's `resource`\n",
      );
    }
    expect(overriding(ApplyVia.PROVIDER)).toBeUndefined();
  });
});
