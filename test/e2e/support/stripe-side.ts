import { PortalProduct } from "../../../lib";
import { Interception, Sandbox, SandboxRequest } from "../../../cli/src/sandbox";
import { STEP_VERSION } from "../../support/step-version";

/** Selects requests. */
export type Matcher = (request: SandboxRequest) => boolean;

const COLLECTION = "/v1/billing_portal/configurations";

/** The provider's request that creates a portal. */
export const isCreation: Matcher = ({ method, path }) => method === "POST" && path === COLLECTION;

/** A request that reads a portal: the provider's in a plan, the step's in an apply. */
export const isReading: Matcher = ({ method, path }) => method === "GET" && path.startsWith(`${COLLECTION}/`);

/** A request that changes an existing portal. */
export const isChange: Matcher = ({ method, path }) => method === "POST" && path.startsWith(`${COLLECTION}/`);

/** A request that writes a portal. */
export const isPortalWrite: Matcher = (request) => isCreation(request) || isChange(request);

/** A request of the step, which has a newer API version than the provider. */
export const isOfStep: Matcher = ({ version }) => version === STEP_VERSION;

/** Creates a product with a price for each interval in the sandbox, outside of Terraform. */
export function makePlan(sandbox: Sandbox, name = "Pro", intervals: readonly string[] = ["month"]): PortalProduct {
  const dashboard = sandbox.dashboard();
  const { id: product } = dashboard.create("product", { name });
  const prices = intervals.map(
    (interval) =>
      dashboard.create("price", { product, currency: "usd", unit_amount: 1000, recurring: { interval } }).id,
  );
  return { product, prices };
}

/** Intercepts the first matching request only. */
export function interceptOnce(sandbox: Sandbox, matches: Matcher, interception: Interception): void {
  sandbox.intercept = (request) => {
    if (!matches(request)) return undefined;
    sandbox.intercept = undefined;
    return interception;
  };
}

/** Terraform's output with its wrapped lines joined. */
export function unwrapped(output: string): string {
  return output.replace(/[\s│╷╵]+/g, " ");
}
