import { PortalFeatures } from "../portal-features";

/** A preset's features with the user's changes: property by property inside a feature, the user's values winning. */
export function mergeFeatures(preset: PortalFeatures, changes: PortalFeatures = {}): PortalFeatures {
  // What an untyped caller gives instead of a struct is for the construct to refuse.
  if (!isStruct(changes)) return changes;
  const merged: Record<string, unknown> = { ...preset };
  for (const [name, change] of defined(changes)) {
    const before = preset[name as keyof PortalFeatures];
    const isReplaced = !isStruct(change) || change.enabled === false;
    merged[name] = isReplaced ? change : { ...before, ...Object.fromEntries(defined(change)) };
  }
  return merged;
}

function defined(values: object): [string, unknown][] {
  return Object.entries(values).filter(([, value]) => value !== undefined);
}

/** Whether a value is a struct of the program. */
export function isStruct(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
