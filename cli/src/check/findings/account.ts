import type { Finding, Note } from "../report";
import type { Portal } from "../stripe/client";
import type { CheckedPortal } from "./checked-portal";

/** Metadata keys with which tools and scripts mark their objects. */
const CLAIM =
  /^(managed|created|owned)[-_ ]?by$|^(app|app[-_ ]?(id|name)|source|tool|owner|purpose|environment)$|^(alchemy|pulumi|sst|terraform)/i;

/** The IDs that a backend uses, which the app must manage and which must be active. */
export function expectedIdFindings(
  expected: readonly string[],
  portals: readonly CheckedPortal[],
  found: ReadonlyMap<string, Portal>,
  others: readonly Portal[],
): Finding[] {
  return expected.flatMap((id) => {
    const portal = portals.find((one) => one.id === id && !one.isRemoved);
    const other = others.find((one) => one.id === id);
    if (portal === undefined) {
      const message = `${id} is not managed by the app${other ? ` (${describe(other)})` : ""}`;
      const fix = "set `importFrom` of the portal, or correct the ID in the backend";
      return [{ kind: "expected-id" as const, property: "portalConfigurationId", message, fix }];
    }
    if (found.get(id)?.active !== false) return [];
    const message = `${id} is not active`;
    const fix = "set `active: true` in the app and apply, or correct the ID in the backend";
    return [{ kind: "expected-id" as const, portal: portal.name, property: "active", message, fix }];
  });
}

/** The portals in Stripe that the app does not manage, and who claims them. */
export function unmanagedNotes(others: readonly Portal[]): Note[] {
  return others.map((portal) => ({
    subject: portal.id,
    message: `not managed by the checked stacks (${describe(portal)})`,
  }));
}

function describe({ name, active, is_default: isDefault, metadata }: Portal): string {
  const claims = Object.entries(metadata ?? {}).filter(([key]) => CLAIM.test(key));
  return [
    ...(name ? [JSON.stringify(name)] : []),
    active ? "active" : "inactive",
    ...(isDefault ? ["the account's default"] : []),
    ...(claims.length > 0 ? [`claimed by ${claims.map(([key, value]) => `${key}=${value}`).join(", ")}`] : []),
  ].join(", ");
}
