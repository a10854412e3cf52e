import * as fs from "node:fs";
import * as path from "node:path";
import {
  ApplyVia,
  CancellationReason,
  PortalFeatures,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../../lib";
import { Attributes, PROVIDER_ATTRIBUTES } from "../../../lib/private/rules/carrier-rules";
import { MINIMAL, switching, SWITCHING, PRO } from "../../support/portals";
import { Json, made, messageOf, refusalOf, refused, synthOf } from "../../support/synth";

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
    const rule = "the Terraform provider does not know it, and `ApplyVia.PROVIDER` allows no step";
    const remedy = "set `applyVia: ApplyVia.STEP`, or leave it to `ApplyVia.AUTO`";
    expect(refusalOf({ features: { ...pausing, ...surveying }, applyVia })).toBe(
      refused(
        `\`features.subscriptionPause\`: ${rule}; got: {}; ${remedy}`,
        `\`features.subscriptionCancel.cancellationReason.feedbackOptions\`: ${rule}; got: ["feedback_1"]; ${remedy}`,
      ),
    );
  });
});

describe("an override that the provider cannot carry", () => {
  const overriding = (at: string, value: unknown, props: StripePortalConfigurationProps) =>
    messageOf(() =>
      synthOf((stack) => new StripePortalConfiguration(stack, "portal", props).resource.addOverride(at, value)),
    );
  test.each<[string, unknown]>([
    ["login_page.enabled", true],
    ["features.subscription_update.enabled", true],
  ])("fails with %s switched on, which the provider cannot do later or at all", (at, value) => {
    expect(overriding(at, value, MINIMAL)).toContain(uncarried(at));
    expect(overriding(at, false, MINIMAL)).toBeUndefined();
  });

  const uncarried = (at: string) =>
    `\n  - \`resource.addOverride("${at}")\`: the Terraform provider cannot carry this attribute; ` +
    "set `applyVia: ApplyVia.STEP`, so that a step sends it to Stripe\n";

  test.each([
    ["theme", "dark"],
    ["business_profile.logo", "file_1"],
    ["features.subscription_pause", { enabled: true }],
    ["features.subscription_cancel.cancellation_reason.feedback_options", ["feedback_1"]],
    ["features.subscription_update.products", [{ product: "prod_1", prices: ["price_1"] }]],
  ])("fails without a step: %s", (at, value) => {
    expect(overriding(at, value, MINIMAL)).toContain(uncarried(at));
    expect(overriding(at, value, { ...MINIMAL, applyVia: ApplyVia.STEP })).toBeUndefined();
  });

  test("fails for products too where the provider is no mended one", () => {
    const products = [{ product: "prod_1", prices: ["price_1"] }];
    const at = "features.subscription_update.products";
    expect(overriding(at, products, { ...MINIMAL, applyVia: ApplyVia.PROVIDER })).toBeUndefined();
    expect(overriding("theme", "dark", { features: switching([PRO]), applyVia: ApplyVia.PROVIDER })).toContain(
      uncarried("theme"),
    );
  });

  test.each([
    ["name", "Acme"],
    ["metadata.anything", "goes"],
    ["features.customer_update.allowed_updates", ["fax"]],
    ["features.subscription_update.schedule_at_period_end.conditions", [{ type: "new" }]],
    ["theme", undefined],
    ["business_profile", "${local.profile}"],
    ["business_profile", null],
    ["business_profile", { logo: undefined }],
    ["features.subscription_update", null],
    ["lifecycle.prevent_destroy", true],
  ])("is carried where the schema has it: %s", (at, value) => {
    expect(overriding(at, value, MINIMAL)).toBeUndefined();
  });
});

test("nothing of a feature that is off makes a step", () => {
  const features: PortalFeatures = { ...MINIMAL.features, subscriptionPause: { enabled: false } };
  expect(made(synthOf((stack) => new StripePortalConfiguration(stack, "portal", { features }))).step).toBeUndefined();
});

test("the provider's attributes are those of its schema that a program can set", () => {
  const schema: Json = JSON.parse(fs.readFileSync(path.join(__dirname, "../../../schema/stripe.json"), "utf8"));
  const settable = ({ attributes = {} }: Json): Attributes =>
    Object.fromEntries(
      Object.entries<Json>(attributes)
        .filter(([, attribute]) => attribute.required || attribute.optional)
        .map(([name, attribute]) => [
          name,
          attribute.nested_type?.nesting_mode === "single" ? settable(attribute.nested_type) : true,
        ]),
    );
  const [provider] = Object.values<Json>(schema.provider_schemas);
  expect(settable(provider.resource_schemas.stripe_billing_portal_configuration.block)).toEqual(PROVIDER_ATTRIBUTES);
});
