import * as path from "node:path";
import * as ts from "typescript";

/**
 * What Stripe's own package says of a type's fields: the members of closed sets by path, `true` for anything else.
 * An element of a list has the list's path.
 */
export type TypedFields = ReadonlyMap<string, string[] | true>;

/** The folder of Stripe's package that has its types, beside its code. */
export const stripePackage = path.dirname(require.resolve("stripe"));

const declarations = path.join(stripePackage, "resources/BillingPortal/Configurations.d.ts");
const program = ts.createProgram([declarations, path.join(stripePackage, "shared.d.ts")], {
  // The rest of Stripe's types says nothing of portals, and takes seconds to read.
  noResolve: true,
  types: [],
  lib: ["lib.es5.d.ts"],
  strict: true,
});
const checker = program.getTypeChecker();

/** The fields of one of the interfaces that are about portal configurations. */
export function fieldsOf(name: string): TypedFields {
  const found = new Map<string, string[] | true>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === name) {
      collect(checker.getTypeAtLocation(node), "", found);
    } else ts.forEachChild(node, visit);
  };
  visit(program.getSourceFile(declarations) as ts.SourceFile);
  return found;
}

function collect(type: ts.Type, at: string, found: Map<string, string[] | true>): void {
  const alternatives = type.isUnion() ? type.types : [type];
  const lists = alternatives.filter((it) => checker.isArrayType(it)) as ts.TypeReference[];
  if (lists.length > 0) return collect(checker.getTypeArguments(lists[0])[0], at, found);
  const members = alternatives.flatMap((it) => (it.isStringLiteral() && it.value !== "" ? [it.value] : []));
  if (members.length > 0) return void found.set(at, members.sort());
  const object = alternatives.find((it) => isStruct(it));
  if (object === undefined) return void found.set(at, true);
  for (const property of object.getProperties()) {
    const inner = at === "" ? property.name : `${at}.${property.name}`;
    collect(checker.getNonNullableType(checker.getTypeOfSymbol(property)), inner, found);
  }
}

/** An interface that names its properties, unlike a map, a text's own type or Stripe's mark of an open set. */
function isStruct(type: ts.Type): boolean {
  return type.isClassOrInterface() && checker.getIndexInfosOfType(type).length === 0;
}
