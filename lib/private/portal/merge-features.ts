import { PortalFeatures } from "../../features";
import { isStruct } from "../terraform/tokens";

/** A preset's features with the changes of the app, merged property by property inside a feature. */
export function mergeFeatures(preset: PortalFeatures, changes: PortalFeatures = {}): PortalFeatures {
  // A value of another type is reported by the construct.
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
