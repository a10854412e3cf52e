import { PortalProps } from "../../portal-props";
import { PortalResource } from "../portal-resource";
import { PROVIDER_ATTRIBUTES } from "../native-portal";
import { hasLiteralKey } from "../provider-configuration";
import { unless } from "./checks";
import { Violation } from "./violation";

const ONE_INSTANCE = {
  rule: "a portal is one configuration: what waits for it and reads from it needs one address",
  fix: "make a construct for each portal, in a loop of the program",
};

/** What is wrong with a key that somebody can read in the program. */
export const LITERAL_KEY: Violation = {
  property: "provider.apiKey",
  rule: "a key that is written out in the program ends up in files, plans and repositories",
  fix: "leave it out and set STRIPE_API_KEY, or give it as an ephemeral `TerraformVariable` (TF_VAR_...)",
};

/** What a portal may not be given of Terraform's meta-arguments. */
export function refusedProps(props: PortalProps): Violation[] {
  const untyped = props as { count?: unknown; forEach?: unknown };
  return [
    ...unless(untyped.count === undefined, { property: "count", ...ONE_INSTANCE }),
    ...unless(untyped.forEach === undefined, { property: "forEach", ...ONE_INSTANCE }),
    ...unless(props.lifecycle?.createBeforeDestroy !== false, {
      property: "lifecycle.createBeforeDestroy",
      rule: "a portal stays until its successor is there",
      got: false,
      fix: "leave it out",
    }),
  ];
}

/** What may not be done to the portal's resource later, by a property of it or an override. */
export function refusedResource(resource: PortalResource): Violation[] {
  return [
    ...unless(!resource.hasInstances(), { property: "resource.count / resource.forEach", ...ONE_INSTANCE }),
    ...unless(!hasLiteralKey(resource), LITERAL_KEY),
    ...ignoredInPart(resource).map((name) => ({
      property: "lifecycle.ignoreChanges",
      rule: "must name whole top-level attributes, because the step sends the whole portal",
      got: name,
      fix: `use some of ${Object.keys(PROVIDER_ATTRIBUTES).join(", ")}, or set \`applyVia: ApplyVia.PROVIDER\``,
    })),
  ];
}

function ignoredInPart(resource: PortalResource): string[] {
  return resource.hasStep ? resource.ignoredChanges().filter((name) => !Object.hasOwn(PROVIDER_ATTRIBUTES, name)) : [];
}
