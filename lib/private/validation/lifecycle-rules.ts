import { PortalProps } from "../../portal-props";
import { Violation } from "../errors";
import { PROVIDER_ATTRIBUTES } from "../portal/native";
import { failIf } from "../portal/rule";
import { ChangedPortal } from "./changed-portal";

const ONE_INSTANCE = {
  rule: "a portal cannot have several instances, because other resources refer to it by one address",
  fix: "create one construct for each portal, for example in a loop",
};

/** Violations in Terraform's meta-arguments among the props. */
export function rejectedProps(props: object, { lifecycle }: PortalProps): readonly Violation[] {
  const { count, forEach } = props as { count?: unknown; forEach?: unknown };
  return [
    ...failIf(count !== undefined, { property: "count", ...ONE_INSTANCE }),
    ...failIf(forEach !== undefined, { property: "forEach", ...ONE_INSTANCE }),
    ...failIf(lifecycle?.createBeforeDestroy === false, {
      property: "lifecycle.createBeforeDestroy",
      rule: "cannot be false, because a portal must stay until its replacement exists",
      got: false,
      fix: "remove it",
    }),
  ];
}

/** Violations in Terraform's meta-arguments after the app has changed the resource or added overrides. */
export function rejectedArguments({ resource, meta, ignored }: ChangedPortal): readonly Violation[] {
  const nested = resource.hasStep ? ignored.filter((name) => !Object.hasOwn(PROVIDER_ATTRIBUTES, name)) : [];
  return [
    ...failIf(meta.count !== undefined || meta.for_each !== undefined, {
      property: "resource.count / resource.forEach",
      ...ONE_INSTANCE,
    }),
    ...nested.map((name) => ({
      property: "lifecycle.ignoreChanges",
      rule: "must contain whole top-level attributes, because the step sends the whole portal",
      got: name,
      fix: `use ${Object.keys(PROVIDER_ATTRIBUTES).join(", ")}, or set \`applyVia: ApplyVia.PROVIDER\``,
    })),
  ];
}
