import { IConstruct } from "constructs";
import { hasEncodedToken } from "../terraform/tokens";
import { errorOfChild } from "../errors";

/**
 * The ID of a portal. Throws if it, or the ID of a parent construct, contains a token: the encoded token would become part of
 * the Terraform address. The address would change, and the portal would be replaced, as soon as the app creates another token.
 */
export function checkedId(className: string, scope: IConstruct, id: string): string {
  let got = hasEncodedToken(String(id)) ? id : undefined;
  for (let parent: IConstruct | undefined = scope; parent !== undefined; parent = parent.node.scope) {
    if (hasEncodedToken(parent.node.id)) got = parent.node.id;
  }
  if (got === undefined) return id;
  throw errorOfChild({ className, scope, id }, [
    {
      property: "id",
      rule: "must be known at synth time: the IDs of a portal and its parent constructs cannot contain tokens",
      got,
      fix: "use a literal string",
    },
  ]);
}
