import {
  type Field,
  fieldOf,
  type Fields,
  identityOf,
  isObject,
  isUnset,
  type ListField,
  PORTAL,
  READ_ONLY,
  type StructField,
  type ValueField,
} from "./fields";
import { join, type Path, ROOT } from "./path";

/** A field whose desired value differs from the value that is held. */
export interface Difference {
  readonly path: Path;
  readonly desired: unknown;
  readonly held: unknown;
  /** True for a field that the provider cannot read. */
  readonly stepOnly: boolean;
}

/** A field, or a value of a closed set, that Stripe holds and this version does not know. */
export interface UnknownValue {
  readonly path: Path;
  readonly held: unknown;
  /** True if the value is in place of a known one, or turns a feature on. */
  readonly matters: boolean;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly unknown: readonly UnknownValue[];
}

/**
 * Compares the desired portal with the portal that is held. Attributes that are missing in the desired one are left to the
 * Dashboard. If a feature is off, only its `enabled` counts, unless the provider manages it: a plan shows the rest too.
 */
export function compare(desired: Fields, held: Fields, isOfProvider: (attribute: string) => boolean): Comparison {
  const comparer = new Comparer();
  for (const [name, field] of Object.entries(PORTAL.fields)) {
    if (Object.hasOwn(desired, name)) {
      const scope = { path: join(ROOT, name), stepOnly: false, isOfProvider: isOfProvider(name) };
      comparer.compare(field, desired[name], fieldOf(held, name), scope);
    }
  }
  comparer.findUnknown(PORTAL, desired, held, ROOT);
  return comparer;
}

interface Scope {
  readonly path: Path;
  readonly stepOnly: boolean;
  readonly isOfProvider: boolean;
}

class Comparer implements Comparison {
  readonly differences: Difference[] = [];
  readonly unknown: UnknownValue[] = [];

  compare(field: Field, desired: unknown, held: unknown, scope: Scope): void {
    switch (field.kind) {
      case "value":
        return this.compareValue(field, desired, held, scope);
      case "list":
        return this.compareList(field, desired, held, scope);
      case "map":
        return this.compareMap(desired, held, scope);
      case "struct":
        return this.compareStruct(field, desired, held, scope);
    }
  }

  /** Collects fields of an answer that neither this version nor the app contains. */
  findUnknown(field: StructField, desired: unknown, held: unknown, path: Path): void {
    for (const [name, value] of Object.entries(isObject(held) ? held : {})) {
      const inner = join(path, name);
      const isKnown = Object.hasOwn(field.fields, name) || fieldOf(desired, name) !== undefined;
      if (!isKnown && !READ_ONLY.has(inner.join(".")) && isSet(value)) {
        this.unknown.push({ path: inner, held: value, matters: fieldOf(value, "enabled") === true });
      }
    }
  }

  private compareValue({ values, fallback }: ValueField, desired: unknown, held: unknown, scope: Scope): void {
    const ours = isUnset(desired) ? fallback : desired;
    const theirs = isUnset(held) ? fallback : held;
    if (formValue(ours) === formValue(theirs)) return;
    if (isUnknown(values, theirs)) {
      this.unknown.push({ path: scope.path, held, matters: true });
    } else {
      this.add(ours, theirs, scope);
    }
  }

  private compareStruct(field: StructField, desired: unknown, held: unknown, scope: Scope): void {
    if (typeof desired === "string") return this.add(desired, held, scope);
    const isOff = Object.hasOwn(field.fields, "enabled") && formValue(fieldOf(desired, "enabled") ?? false) === "false";
    for (const [name, inner] of Object.entries(field.fields)) {
      const isStepOnly = scope.stepOnly || inner.stepOnly === true;
      const isHidden = isOff && (!scope.isOfProvider || isStepOnly);
      if (name !== "enabled" && (isHidden || isLeftOut(desired, name, scope))) continue;
      this.compare(inner, fieldOf(desired, name), fieldOf(held, name), {
        ...scope,
        path: join(scope.path, name),
        stepOnly: isStepOnly,
      });
    }
    if (isOff) return;
    this.findUnknown(field, desired, held, scope.path);
    for (const [name, value] of Object.entries(isObject(desired) ? desired : {})) {
      const isKnown = Object.hasOwn(field.fields, name);
      if (!isKnown && !READ_ONLY.has(join(scope.path, name).join("."))) {
        this.compareOther(value, fieldOf(held, name), { ...scope, path: join(scope.path, name), stepOnly: true });
      }
    }
  }

  /** The order of a list is the order that customers see, so it counts. */
  private compareList(field: ListField, desired: unknown, held: unknown, scope: Scope): void {
    if (typeof desired === "string" && !isUnset(desired)) return this.add(desired, held, scope);
    const ours = Array.isArray(desired) ? desired.filter((one) => !isUnset(one)) : [];
    const theirs = Array.isArray(held) ? held : [];
    const [ids, heldIds] = [ours, theirs].map((list) => list.map((item) => identityOf(item, field.item))) as [
      string[],
      string[],
    ];
    const newer = heldIds.filter((id, index) => isNewer(field, theirs[index]) && !ids.includes(id));
    if (newer.length > 0) this.unknown.push({ path: scope.path, held: newer, matters: true });
    const known = heldIds.filter((id) => !newer.includes(id));
    if (formValue(ids) !== formValue(known)) this.add(ids, heldIds, scope);
    if (field.item === undefined) return;
    for (const [index, one] of ours.entries()) {
      const other = theirs[heldIds.indexOf(ids[index]!)];
      if (other === undefined) continue;
      this.compare(field.item, one, other, { ...scope, path: join(scope.path, `[${ids[index]}]`) });
    }
  }

  private compareMap(desired: unknown, held: unknown, scope: Scope): void {
    if (typeof desired === "string" && !isUnset(desired)) return this.add(desired, held, scope);
    const keys = new Set([desired, held].flatMap((map) => (isObject(map) ? Object.keys(map) : [])));
    for (const key of keys) {
      const inner = { ...scope, path: join(scope.path, key) };
      this.compareValue({ kind: "value" }, fieldOf(desired, key), fieldOf(held, key), inner);
    }
  }

  /** Compares a parameter that an override adds and that this version does not know. */
  private compareOther(desired: unknown, held: unknown, scope: Scope): void {
    if (!isObject(desired)) return this.compareValue({ kind: "value" }, desired, held, scope);
    for (const [name, value] of Object.entries(desired)) {
      this.compareOther(value, fieldOf(held, name), { ...scope, path: join(scope.path, name) });
    }
  }

  private add(desired: unknown, held: unknown, { path, stepOnly }: Scope): void {
    this.differences.push({ path, desired, held, stepOnly });
  }
}

/**
 * Returns true for a value that the step does not send, so that Stripe keeps its own. A feature that is left out is turned off, and a
 * list is replaced as a whole.
 */
function isLeftOut(desired: unknown, name: string, { path, isOfProvider }: Scope): boolean {
  const isSent = isObject(desired) && Object.hasOwn(desired, name);
  return !isSent && !isOfProvider && path.join() !== "features" && !path.some((part) => part.startsWith("["));
}

/** Returns true if a list item is not in the closed set of this version. The fields of an item with an ID are compared instead. */
function isNewer({ values, item: struct }: ListField, item: unknown): boolean {
  if (struct === undefined) return isUnknown(values, item);
  if (struct.id !== undefined) return false;
  return Object.entries(struct.fields).some(
    ([name, field]) => field.kind === "value" && isUnknown(field.values, fieldOf(item, name)),
  );
}

/** Returns true for a value that is not in a closed set. */
function isUnknown(values: readonly string[] | undefined, value: unknown): boolean {
  return values !== undefined && !isUnset(value) && !values.includes(String(value));
}

/** The value as a form encodes it. */
function formValue(value: unknown): string {
  if (isUnset(value)) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isSet(value: unknown): boolean {
  if (isObject(value)) return value.enabled !== false && Object.values(value).some(isSet);
  return !isUnset(value) && value !== false;
}
