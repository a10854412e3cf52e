import { ApplyVia, ApplyWhen } from "../../apply-via";
import { Body } from "../terraform/overrides";
import { unsupportedPaths } from "../portal/native-portal";
import { PortalResource } from "../deployment/portal-resource";
import { isUsed } from "../portal/render-features";
import { PortalInput } from "../portal/render-portal";
import { hasToken, isStruct } from "../terraform/tokens";
import { failIf, Rule } from "../portal/rule";
import { Violation } from "../errors";

/** Rules for `ApplyVia.PROVIDER`, which has no step. */
export const providerRules: readonly Rule[] = [
  {
    name: "step-only-features",
    rule: "`ApplyVia.PROVIDER` does not support subscription pause or feedback options",
    example: "features: { subscriptionPause: {} }, applyVia: ApplyVia.PROVIDER",
    check: (portal) =>
      portal.props.applyVia !== ApplyVia.PROVIDER
        ? []
        : stepOnlyFeatures(portal).map(([property, got]) => ({
            property,
            got,
            fix: "set `applyVia: ApplyVia.STEP`, or remove `applyVia`",
          })),
  },
  {
    name: "apply-when-always",
    rule: "`ApplyWhen.ALWAYS` cannot be combined with `ApplyVia.PROVIDER`",
    example: "features: { invoiceHistory: {} }, applyVia: ApplyVia.PROVIDER, applyWhen: ApplyWhen.ALWAYS",
    check: ({ props: { applyVia, applyWhen } }) =>
      failIf(applyVia === ApplyVia.PROVIDER && applyWhen === ApplyWhen.ALWAYS, {
        property: "applyWhen",
        got: applyWhen,
        fix: "remove `applyVia` or `applyWhen`",
      }),
  },
];

/** The features in use that the schema of the provider does not contain, each with its property. */
function stepOnlyFeatures({ features }: PortalInput): [string, unknown][] {
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

/** Violations in the overrides of a portal without a step. */
export function unsupportedOverrides(portal: Body): Violation[] {
  return unsupportedPaths(portal).map((path) => ({
    property: `resource.addOverride("${path}")`,
    rule: "is not supported by the Terraform provider",
    fix: "set `applyVia: ApplyVia.STEP`, or remove `applyVia`",
  }));
}

/** Violations in the overrides of the stack. They would change the provider's resource only, and the step would undo them. */
export function stackOverrides(portal: PortalResource): Violation[] {
  const { rawOverrides = {} } = portal.cdktfStack as unknown as { rawOverrides?: Body };
  const ofType = (rawOverrides.resource as Body | undefined)?.[portal.terraformResourceType];
  const overrides = isStruct(ofType) ? ofType[portal.friendlyUniqueId] : undefined;
  return failIf(overrides !== undefined, {
    property: `stack.addOverride("resource.${portal.address}")`,
    rule: "has no effect on the step, which sends the whole portal",
    got: overrides,
    fix: "call `addOverride()` on the portal's `resource`",
  });
}
