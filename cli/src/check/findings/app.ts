import type { Finding } from "../report";
import { applyCommand } from "./differences";
import type { CheckedPortal } from "./checked-portal";

/** A portal that the next apply creates, removes or changes in a way that no property shows. */
export function plannedOf(portal: CheckedPortal, differences: readonly Finding[]): Finding[] {
  const message = messageOf(portal, differences);
  return message === undefined ? [] : [{ kind: "planned", portal: portal.name, message, fix: applyCommand(portal) }];
}

function messageOf(portal: CheckedPortal, differences: readonly Finding[]): string | undefined {
  if (portal.isRemoved) return "the app no longer contains it; the next apply deactivates it";
  if (portal.code && portal.id === undefined) return "it is in the app and was never applied";
  const isShown = differences.some(({ values }) => values && "applied" in values);
  if (portal.planned.length === 0 || isShown) return undefined;
  return `the app differs from the last apply (${portal.planned.join(", ")})`;
}

/** Portals of the app that have one configuration between them. */
export function duplicatesOf(portals: readonly CheckedPortal[]): Finding[] {
  return portals.flatMap((portal, index) => {
    const other = portals.slice(0, index).find(({ id, account }) => id === portal.id && account === portal.account);
    if (portal.id === undefined || other === undefined) return [];
    return [
      {
        kind: "duplicate-id" as const,
        portal: portal.name,
        property: "importFrom",
        message: `${portal.id} is also managed by ${other.name}`,
        fix: "remove one of the two portals from the app",
      },
    ];
  });
}
