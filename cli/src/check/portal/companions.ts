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

/** Finds the blocks of a portal in its module, by their names. */
export function companionsOf({ address, type, name }: Resource, all: readonly Resource[]): Companions {
  const module = address.slice(0, -`${type}.${name}`.length);
  const block = (suffix: string): Resource | undefined =>
    all.find((one) => one.address === `${module}terraform_data.${name}_${suffix}`);
  return { desiredState: block("DesiredState"), step: block("Step"), guard: block("Guard") };
}

/** The `triggers_replace` of a `terraform_data`. */
export function triggersOf({ values }: Resource): Fields {
  const triggers = fieldOf(values, "triggers_replace");
  return isObject(triggers) ? triggers : {};
}
