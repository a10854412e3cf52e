import { PortalFeatures } from "../portal-features";

type Feature = { readonly enabled?: unknown } & Record<string, unknown>;

/** A preset's features with the user's changes: property by property inside a feature, the user's values winning. */
export function mergeFeatures(preset: PortalFeatures, changes: PortalFeatures = {}): PortalFeatures {
  const merged: Record<string, unknown> = { ...preset };
  for (const [name, change] of defined(changes)) {
    const before = preset[name as keyof PortalFeatures];
    const isDropped = (change as Feature).enabled === false;
    merged[name] = isDropped ? change : { ...before, ...Object.fromEntries(defined(change as Feature)) };
  }
  return merged;
}

function defined(values: object): [string, unknown][] {
  return Object.entries(values).filter(([, value]) => value !== undefined);
}
