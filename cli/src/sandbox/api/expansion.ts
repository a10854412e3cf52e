import { StripeError } from "./errors";
import type { FormMap } from "./form";
import { list, string } from "./parameters";

/** The expandable fields of an object, each with the expandable fields of the nested object. */
export interface Expandable {
  readonly [field: string]: Expandable;
}

/** The fields that a request expands, each with the fields that it expands in the nested object. */
export type Expansion = ReadonlyMap<string, Expansion>;

type Tree = Map<string, Tree>;

const MAX_LEVELS = 4;
const parameter = list(string());

/** The expandable fields of a list of objects. */
export function inList(element: Expandable): Expandable {
  return { data: element };
}

/** Removes `expand`, which every endpoint accepts, from the parameters. Rejects paths that cannot be expanded. */
export function takeExpansion(sent: FormMap, expandable: Expandable, version: string): Expansion {
  const node = sent.get("expand");
  sent.delete("expand");
  const paths = node === undefined ? [] : parameter.read(node, { name: "expand", version });
  const tree: Tree = new Map();
  for (const path of paths) {
    const fields = path.split(".");
    checkPath(path, fields, expandable);
    fields.reduce(branch, tree);
  }
  return tree;
}

function branch(tree: Tree, field: string): Tree {
  const existing: Tree = tree.get(field) ?? new Map();
  tree.set(field, existing);
  return existing;
}

function checkPath(path: string, fields: readonly string[], expandable: Expandable): void {
  if (fields.length > MAX_LEVELS) {
    const message = `You cannot expand more than ${MAX_LEVELS} levels of a property. Property: ${path}`;
    throw new StripeError(400, message, { code: "property_expansion_max_depth" });
  }
  const end = fields.reduce<Expandable | undefined>(
    (at, field) => (at && Object.hasOwn(at, field) ? at[field] : undefined),
    expandable,
  );
  if (!end) {
    const isOfElement = "data" in expandable && fields[0] !== "data";
    const hint = isOfElement ? ` You may want to try expanding 'data.${path}' instead.` : "";
    throw new StripeError(400, `This property cannot be expanded (${path}).${hint}`);
  }
}
