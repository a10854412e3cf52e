import { PortalProps } from "../../portal-props";
import { PortalResource } from "../deployment/portal-resource";
import { PROVIDER_ATTRIBUTES } from "../portal/native-portal";
import { hasLiteralKey } from "../terraform/provider";
import { failIf } from "../portal/rule";
import { Violation } from "../errors";

const ONE_INSTANCE = {
  rule: "a portal cannot have several instances, because other resources refer to it by one address",
  fix: "create one construct for each portal, for example in a loop",
};

/** The violation of an API key that anybody can read in the app. It does not contain the key. */
export const LITERAL_KEY: Violation = {
  property: "provider.apiKey",
  rule: "the API key cannot be a literal, because it would end up in files, plans and repositories",
  fix: "remove it and set STRIPE_API_KEY, or use an ephemeral `TerraformVariable` (TF_VAR_...)",
};

/** Violations in Terraform's meta-arguments among the props. */
export function refusedProps(props: PortalProps): Violation[] {
  const untyped = props as { count?: unknown; forEach?: unknown };
  return [
    ...failIf(untyped.count !== undefined, { property: "count", ...ONE_INSTANCE }),
    ...failIf(untyped.forEach !== undefined, { property: "forEach", ...ONE_INSTANCE }),
    ...failIf(props.lifecycle?.createBeforeDestroy === false, {
      property: "lifecycle.createBeforeDestroy",
      rule: "cannot be false, because a portal must stay until its replacement exists",
      got: false,
      fix: "remove it",
    }),
  ];
}

/** Violations in the portal's resource after the app has changed its properties or added overrides. */
export function refusedResource(resource: PortalResource): Violation[] {
  return [
    ...failIf(resource.hasInstances(), { property: "resource.count / resource.forEach", ...ONE_INSTANCE }),
    ...failIf(hasLiteralKey(resource), LITERAL_KEY),
    ...partlyIgnored(resource).map((name) => ({
      property: "lifecycle.ignoreChanges",
      rule: "must contain whole top-level attributes, because the step sends the whole portal",
      got: name,
      fix: `use ${Object.keys(PROVIDER_ATTRIBUTES).join(", ")}, or set \`applyVia: ApplyVia.PROVIDER\``,
    })),
  ];
}

function partlyIgnored(resource: PortalResource): string[] {
  return resource.hasStep ? resource.ignoredChanges().filter((name) => !Object.hasOwn(PROVIDER_ATTRIBUTES, name)) : [];
}
