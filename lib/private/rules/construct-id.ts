import { IConstruct } from "constructs";
import { hasEncodedToken } from "../tokens";
import { portalError } from "./violation";

/**
 * The id of a portal. Throws if it, or an id of the constructs around it, contains a token: the encoded token would become
 * part of the Terraform address and differ as soon as the app creates another token, which replaces the portal.
 */
export function checkedId(className: string, scope: IConstruct, id: string): string {
  const path = [...scope.node.scopes.map(({ node }) => node.id), id];
  const [got] = path.filter((each) => hasEncodedToken(String(each)));
  if (got === undefined) return id;
  throw portalError(className, `${scope.node.path}/${id}`, [
    {
      property: "id",
      rule: "must be known at synth time and cannot contain a token, nor can the ids of the constructs around it",
      got,
      fix: "use a concrete id",
    },
  ]);
}
