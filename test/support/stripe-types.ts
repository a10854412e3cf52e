import * as path from "node:path";
import * as ts from "typescript";

/**
 * The fields of a type in npm `stripe`, by path: the members of an enum, or `true` for other types. The items of a list have the
 * path of the list.
 */
export type TypedFields = ReadonlyMap<string, string[] | true>;

/** The folder of npm `stripe` that contains its types. */
export const stripePackage = path.dirname(require.resolve("stripe"));

const PORTALS = "BillingPortal/Configurations";

const declarationsOf = (resource: string): string => path.join(stripePackage, "resources", `${resource}.d.ts`);
const sources = [...[PORTALS, "Prices", "Products"].map(declarationsOf), path.join(stripePackage, "shared.d.ts")];
const program = ts.createProgram(sources, {
  // Reading the other types takes seconds.
  noResolve: true,
  types: [],
  lib: ["lib.es5.d.ts"],
  strict: true,
});
const checker = program.getTypeChecker();

/** The fields of an interface for portal configurations, prices or products. */
export function fieldsOf(name: string, resource = PORTALS): TypedFields {
  const found = new Map<string, string[] | true>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === name) {
      collect(checker.getTypeAtLocation(node), "", found);
    } else ts.forEachChild(node, visit);
  };
  visit(program.getSourceFile(declarationsOf(resource)) as ts.SourceFile);
  return found;
}

function collect(
  type: ts.Type,
  at: string,
  found: Map<string, string[] | true>,
  within: readonly ts.Type[] = [],
): void {
  const alternatives = type.isUnion() ? type.types : [type];
  const lists = alternatives.filter((it) => checker.isArrayType(it)) as ts.TypeReference[];
  if (lists.length > 0) return collect(checker.getTypeArguments(lists[0])[0], at, found, within);
  const members = alternatives.flatMap((it) => (it.isStringLiteral() && it.value !== "" ? [it.value] : []));
  if (members.length > 0) return void found.set(at, members.sort());
  const object = alternatives.find((it) => isStruct(it));
  if (object === undefined || within.includes(object)) return void found.set(at, true);
  for (const property of object.getProperties()) {
    const inner = at === "" ? property.name : `${at}.${property.name}`;
    collect(checker.getNonNullableType(checker.getTypeOfSymbol(property)), inner, found, [...within, object]);
  }
}

/** Returns true for an interface with named properties, unlike a map, a string type or Stripe's marker of an open enum. */
function isStruct(type: ts.Type): boolean {
  return type.isClassOrInterface() && checker.getIndexInfosOfType(type).length === 0;
}
