import { ApplyVia, ApplyWhen } from "../../apply-via";
import { Body } from "../lean-resource";
import { unsupportedPaths } from "../native-portal";
import { PortalResource } from "../portal-resource";
import { isUsed } from "../render-features";
import { PortalInput } from "../render-portal";
import { hasToken, isStruct } from "../tokens";
import { Rule, unless } from "./checks";
import { Violation } from "./violation";

/** What a portal without a step cannot have. */
export const providerRules: readonly Rule[] = [
  {
    name: "features-of-the-step",
    rule: "The Terraform provider does not support pausing and feedback options: `applyVia` cannot be `ApplyVia.PROVIDER`.",
    example: "features: { subscriptionPause: {} }, applyVia: ApplyVia.PROVIDER",
    check: (portal) =>
      portal.props.applyVia !== ApplyVia.PROVIDER
        ? []
        : stepOnlyFeatures(portal).map(([property, got]) => ({
            property,
            rule: "is not supported by the Terraform provider, which `ApplyVia.PROVIDER` requires",
            got,
            fix: "set `applyVia: ApplyVia.STEP`, or leave `applyVia` out",
          })),
  },
  {
    name: "always-without-step",
    rule: "`ApplyWhen.ALWAYS` requires a step, which `ApplyVia.PROVIDER` excludes.",
    example: "features: { invoiceHistory: {} }, applyVia: ApplyVia.PROVIDER, applyWhen: ApplyWhen.ALWAYS",
    check: ({ props: { applyVia, applyWhen } }) =>
      unless(applyVia !== ApplyVia.PROVIDER || applyWhen !== ApplyWhen.ALWAYS, {
        property: "applyWhen",
        rule: "`ApplyWhen.ALWAYS` requires a step, which `ApplyVia.PROVIDER` excludes",
        got: applyWhen,
        fix: "leave `applyVia` or `applyWhen` out",
      }),
  },
];

/** The features that the provider's schema lacks, by property. */
export function stepOnlyFeatures({ features }: Pick<PortalInput, "features">): [string, unknown][] {
  const { subscriptionPause: pause, subscriptionCancel: cancel } = features;
  const feedback = cancel?.cancellationReason?.feedbackOptions;
  const used: [string, unknown, boolean][] = [
    ["features.subscriptionPause", pause, isUsed(pause)],
    [
      "features.subscriptionCancel.cancellationReason.feedbackOptions",
      feedback,
      feedback !== undefined && (hasToken(feedback) || feedback.length > 0),
    ],
  ];
  return used.filter(([, , isIn]) => isIn).map(([property, got]) => [property, got]);
}

/** Overrides that the provider does not support, on a portal without a step. */
export function unsupportedOverrides(portal: Body): Violation[] {
  return unsupportedPaths(portal).map((path) => ({
    property: `resource.addOverride("${path}")`,
    rule: "is not supported by the Terraform provider, and `ApplyVia.PROVIDER` has no step",
    fix: "set `applyVia: ApplyVia.STEP`, or leave it out for `ApplyVia.AUTO`",
  }));
}

/** Overrides of the stack, which would reach the provider's resource only: the step would undo them or send nothing of them. */
export function stackOverrides(portal: PortalResource): Violation[] {
  const { rawOverrides = {} } = portal.cdktfStack as unknown as { rawOverrides?: Body };
  const ofType = (rawOverrides.resource as Body | undefined)?.[portal.terraformResourceType];
  const overrides = isStruct(ofType) ? ofType[portal.friendlyUniqueId] : undefined;
  return unless(overrides === undefined, {
    property: `stack.addOverride("resource.${portal.address}")`,
    rule: "does not reach the step, which sends the whole portal",
    got: overrides,
    fix: "call `addOverride()` of the portal's `resource`",
  });
}
