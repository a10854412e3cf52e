import * as cdktf from "cdktf";
import { Interceptor } from "../../../cli/src/sandbox";
import { PortalProduct } from "../../../lib";
import { Price, Product } from "../../../lib/provider";
import { Deployment } from "./deployment";

const PATHS = {
  portal: "/v1/billing_portal/configurations",
  price: "/v1/prices",
  product: "/v1/products",
};

/** Adds a product with a price to a stack, and returns their ids for a portal. */
export function addPlan(
  stack: cdktf.TerraformStack,
  id = "pro",
  { unitAmount = 1000, interval = "month" } = {},
): PortalProduct {
  const product = new Product(stack, id, { name: id });
  const price = new Price(stack, `${id}-price`, {
    product: product.id,
    currency: "usd",
    unitAmount,
    recurring: [{ interval }],
  });
  return { product: product.id, prices: [price.id] };
}

/** Delays each write of a portal, so that requests that do not wait for it come first. */
export const slowPortals: Interceptor = ({ method, path }) =>
  method === "POST" && path.startsWith(PATHS.portal) ? { delayMs: 700 } : undefined;

/** Expects that all other writes came after the delayed first one. */
export function expectRestToWait({ sandbox }: Deployment): void {
  const [first, ...rest] = sandbox.requests.filter(({ method }) => method !== "GET").map(({ at }) => at);
  expect(Math.min(...rest) - first).toBeGreaterThanOrEqual(700);
}

/** The write requests in order: "create price", "update portal", "deactivate portal", ... */
export function describeWrites({ sandbox }: Deployment): string[] {
  return sandbox.requests
    .filter(({ method }) => method !== "GET")
    .map(({ path, params }) => {
      const [kind, collection] = Object.entries(PATHS).find(([, start]) => path.startsWith(start)) ?? [path, path];
      if (path === collection) return `create ${kind}`;
      return `${params.active === "false" ? "deactivate" : "update"} ${kind}`;
    });
}

/** The parameters of each write of a portal, in order. */
export function sentToPortals({ sandbox }: Deployment): Readonly<Record<string, any>>[] {
  return sandbox.requests
    .filter(({ method, path }) => method === "POST" && path.startsWith(PATHS.portal))
    .map(({ params }) => params);
}
