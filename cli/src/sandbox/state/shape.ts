import type { AccountSnapshot } from "./accounts";
import type { StoredKind } from "./stored-kind";

/** True if a value is an account with objects that have ids. */
export function isSnapshot(value: unknown, kinds: readonly StoredKind[]): value is AccountSnapshot {
  const { id, mode, objects } = (value ?? {}) as Partial<AccountSnapshot>;
  return typeof id === "string" && (mode === "test" || mode === "live") && isObject(objects) && hasIds(objects, kinds);
}

function hasIds(groups: Record<string, unknown>, kinds: readonly StoredKind[]): boolean {
  return kinds
    .map(({ kind }) => groups[kind] ?? [])
    .every(
      (group) =>
        Array.isArray(group) && group.every((object) => typeof (object as { id?: unknown } | null)?.id === "string"),
    );
}

/** The first field that differs in type from the example of its kind, as `id: field`. */
export function firstMisfit(snapshots: readonly AccountSnapshot[], kinds: readonly StoredKind[]): string | undefined {
  for (const { mode, objects } of snapshots) {
    for (const { kind, example } of kinds) {
      for (const object of objects[kind] ?? []) {
        const field = object.livemode === (mode === "live") ? misfit(object, example, "") : "livemode";
        if (field !== undefined) {
          return `${object.id}: ${field}`;
        }
      }
    }
  }
  return undefined;
}

/** The path of the first field that does not match an example. Null in the example matches everything, and null matches every string or number. */
function misfit(value: unknown, example: unknown, path: string): string | undefined {
  if (example === undefined || (example === null && value !== undefined)) {
    return undefined;
  }
  if (Array.isArray(example)) {
    return Array.isArray(value)
      ? first(value.map((item, index) => misfit(item, example[0], `${path}[${index}]`)))
      : path;
  }
  if (!isObject(example)) {
    return value === null || typeof value === typeof example ? undefined : path;
  }
  if (!isObject(value)) {
    return path;
  }
  return first(
    Object.entries(example).map(([name, field]) => {
      const full = path === "" ? name : `${path}.${name}`;
      return misfit(value[name], field, full);
    }),
  );
}

function first(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find((path) => path !== undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
