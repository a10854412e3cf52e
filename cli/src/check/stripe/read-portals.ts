import type { Portal, StripeReader } from "./client";
import { problemOf } from "./problems";

/** The portals in one account, by ID: the portal, or the reason why it cannot be read. */
export interface PortalsInStripe {
  readonly byId: ReadonlyMap<string, Portal | string>;
  /** The portals of the account that were not listed. */
  readonly others: readonly Portal[];
}

/** The number of requests that are sent at the same time. */
const PARALLEL = 4;

/**
 * Reads the listed portals, and by default the others too. Stripe returns 100 portals a page, so reading pages needs fewer
 * requests. A listed portal that no page contains is read once more, since the answer has the reason.
 */
export async function readPortals(
  reader: StripeReader,
  ids: readonly string[],
  onlyListed: boolean,
  progress: (done: number) => void = () => undefined,
): Promise<PortalsInStripe> {
  const byId = new Map<string, Portal | string>();
  const others: Portal[] = [];
  try {
    if (!onlyListed) {
      for await (const page of reader.portals()) {
        for (const portal of page) {
          if (!ids.includes(portal.id)) others.push(portal);
          else if (hasProducts(portal)) byId.set(portal.id, portal);
        }
        progress(byId.size);
      }
    }
  } catch (error) {
    const problem = problemOf(error, "portals");
    return { byId: new Map(ids.map((id) => [id, problem])), others: [] };
  }
  const missing = ids.filter((id) => !byId.has(id));
  while (missing.length > 0) {
    await Promise.all(missing.splice(0, PARALLEL).map(async (id) => byId.set(id, await readPortal(reader, id))));
    progress(byId.size);
  }
  return { byId, others };
}

async function readPortal(reader: StripeReader, id: string): Promise<Portal | string> {
  try {
    const portal = await reader.portal(id);
    return hasProducts(portal) ? portal : "Stripe did not return the products of the portal";
  } catch (error) {
    return problemOf(error, "portals");
  }
}

/** Stripe leaves the products out unless they are expanded. */
function hasProducts({ features: { subscription_update: update } }: Portal): boolean {
  return !update.enabled || Array.isArray(update.products);
}
