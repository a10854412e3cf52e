import type { Objects, Sandbox } from "../../cli/src/sandbox";

export type Configuration = Objects["configuration"];

const COLLECTION = "/v1/billing_portal/configurations";

/** Answers each read of these portals with the given values, which can be values that Stripe rejects. */
export function answerWith(sandbox: Sandbox, portals: readonly Configuration[]): void {
  const byId = new Map(portals.map((portal) => [portal.id, portal]));
  sandbox.intercept = ({ method, path }) => {
    if (method !== "GET") return undefined;
    if (path === COLLECTION) {
      const data = sandbox.dashboard().list("configuration");
      const body = { object: "list", has_more: false, data: data.map((portal) => byId.get(portal.id) ?? portal) };
      return { status: 200, body };
    }
    const [, id = ""] = path.split(`${COLLECTION}/`);
    return byId.has(id) ? { status: 200, body: byId.get(id) } : undefined;
  };
}
