import { fieldOf, type Fields, isObject } from "./fields";

/** A resource in a state or a plan. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly values: Fields;
  /** The paths of sensitive values, with Stripe's names. */
  readonly sensitive: readonly string[];
}

/** The blocks of a portal beside the provider's resource. A portal with `ApplyVia.PROVIDER` has none. */
export interface Companions {
  /** Its `triggers_replace` has the attributes that are left to the step, and the names of unset strings. */
  readonly desiredState?: Resource;
  /** Its `triggers_replace` has the IDs of the configuration and of DesiredState. */
  readonly step?: Resource;
  readonly guard?: Resource;
}

/**
 * Finds the blocks of a portal among the resources of its stack: the step by the ID of the configuration in it, and DesiredState by its
 * ID in the step. An ID may be unknown in a plan, and missing after an apply that was killed: then by their names.
 */
export function companionsOf(portal: Resource, all: readonly Resource[]): Companions {
  const data = all.filter(({ type }) => type === "terraform_data");
  const named = (block: string, among = data): Resource | undefined =>
    among.find(({ name }) => isCompanion(portal.name, block, name));
  const linked = data.filter((one) => isId(portal.values.id) && triggersOf(one).configuration === portal.values.id);
  // Two portals can have adopted the same configuration.
  const step = linked.length === 1 ? linked[0] : named("Step", linked.length > 1 ? linked : data);
  const id = step && triggersOf(step).desired_state;
  const desiredState = data.find(({ values }) => isId(id) && values.id === id) ?? named("DesiredState");
  return { desiredState, step, guard: named("Guard") };
}

/** The `triggers_replace` of a `terraform_data`. */
export function triggersOf({ values }: Resource): Fields {
  const triggers = fieldOf(values, "triggers_replace");
  return isObject(triggers) ? triggers : {};
}

/** The names are `<portal>_Step`, or `<portal>_Step_<hash>` beside a portal with a hash of its own. */
function isCompanion(portal: string, block: string, name: string): boolean {
  const base = portal.replace(/_[0-9A-F]{8}$/, "");
  return name === `${portal}_${block}` || name.replace(/_[0-9A-F]{8}$/, "") === `${base}_${block}`;
}

function isId(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !value.startsWith("(");
}
