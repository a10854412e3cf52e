import { ApplyVia, ApplyWhen } from "../../apply-via";
import { namesOf } from "../deployment/deployment";
import { Violation } from "../errors";
import { unsupportedPaths } from "../portal/native";
import { PORTAL } from "../portal/portal";
import { failIf, Rule } from "../portal/rule";
import { Body } from "../terraform/overrides";
import { isUnset, placesIn, valueAt } from "../portal/schema";
import { isStruct } from "../terraform/tokens";
import { ChangedPortal, PortalElement } from "./changed-portal";

const STEP_ONLY = placesIn(PORTAL).filter(({ row }) => row.stepOnly);

/** Rules for `ApplyVia.PROVIDER`, which has no step. */
export const providerRules: readonly Rule[] = [
  {
    name: "step-only-parameters",
    rule: "`ApplyVia.PROVIDER` cannot be combined with parameters that the Terraform provider does not support",
    example: "features: { subscriptionPause: {} }, applyVia: ApplyVia.PROVIDER",
    check: (portal) => {
      if (portal.applyVia !== ApplyVia.PROVIDER) return [];
      return STEP_ONLY.map((place) => ({ property: place.property, got: valueAt(portal, place, "property") }))
        .filter(({ got }) => !isUnset(got))
        .map((used) => ({ ...used, fix: "set `applyVia: ApplyVia.STEP`, or remove `applyVia`" }));
    },
  },
  {
    name: "apply-when-always",
    rule: "`ApplyWhen.ALWAYS` cannot be combined with `ApplyVia.PROVIDER`",
    example: "features: { invoiceHistory: {} }, applyVia: ApplyVia.PROVIDER, applyWhen: ApplyWhen.ALWAYS",
    check: ({ applyVia, applyWhen }) =>
      failIf(applyVia === ApplyVia.PROVIDER && applyWhen === ApplyWhen.ALWAYS, {
        property: "applyWhen",
        got: applyWhen,
        fix: "remove `applyVia` or `applyWhen`",
      }),
  },
];

/** Violations in overrides of the resource if the portal has no step, or of the stack if it has one. */
export function rejectedOverrides(changed: ChangedPortal): readonly Violation[] {
  if (changed.resource.hasStep) return stackOverrides(changed.resource);
  return unsupportedOverrides(changed);
}

function unsupportedOverrides({ overridden = {}, ignored }: ChangedPortal): Violation[] {
  const sent = Object.fromEntries(Object.entries(overridden).filter(([name]) => !ignored.includes(name)));
  return unsupportedPaths(sent).map((path) => ({
    property: `resource.addOverride("${path}")`,
    rule: "is not supported by the Terraform provider",
    fix: "set `applyVia: ApplyVia.STEP`, or remove `applyVia`",
  }));
}

/** Overrides of the stack would change one of the portal's resources only, and the step would undo them. */
function stackOverrides(resource: PortalElement): readonly Violation[] {
  const { rawOverrides = {} } = resource.cdktfStack as unknown as { rawOverrides?: { resource?: Body } };
  if (rawOverrides.resource === undefined) return [];
  return Object.values(namesOf(resource.friendlyUniqueId)).flatMap(({ name, address }) => {
    const ofType = rawOverrides.resource?.[address.split(".")[0]];
    const got = isStruct(ofType) ? ofType[name] : undefined;
    return failIf(got !== undefined, {
      property: `stack.addOverride("resource.${address}")`,
      rule: "has no effect on the step, which sends the whole portal",
      got,
      fix: "call `addOverride()` on the portal's `resource`",
    });
  });
}
