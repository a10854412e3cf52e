import * as cdktf from "cdktf";
import { PortalProduct } from "../../subscription-update";
import { Body } from "../lean-resource";
import { resolved } from "../tokens";
import { describe, Failure } from "./failure";

/** A portal whose prices are looked up. */
export interface PricedPortal {
  readonly resource: cdktf.TerraformResource;
  readonly products: () => readonly PortalProduct[] | undefined;
}

const portals = new WeakMap<cdktf.TerraformStack, PricedPortal[]>();

/**
 * Checks what Stripe demands of prices where the program itself makes them. The stack does it for all of its portals at
 * once, since finding the prices means walking through it.
 */
export function checkProgramPrices(portal: PricedPortal): void {
  const { cdktfStack: stack } = portal.resource;
  const known = portals.get(stack);
  if (known !== undefined) {
    known.push(portal);
    return;
  }
  const all = [portal];
  portals.set(stack, all);
  stack.node.addValidation({
    validate: () => {
      const prices = pricesOf(stack);
      return all.flatMap((one) =>
        brokenPrices(one, prices).map((failure) => `${one.resource.node.scope?.node.path}: ${describe(failure)}`),
      );
    },
  });
}

/** The attributes of the stack's prices, by the expression of their ids. */
function pricesOf(stack: cdktf.TerraformStack): Map<string, Body> {
  const isPrice = (node: unknown): node is cdktf.TerraformResource =>
    cdktf.TerraformResource.isTerraformResource(node) && node.terraformResourceType === "stripe_price";
  return new Map(
    (stack.node.findAll().filter(isPrice) as cdktf.TerraformResource[]).map((price) => {
      const body: Body = price.toTerraform().resource?.stripe_price?.[price.friendlyUniqueId] ?? {};
      return [`\${stripe_price.${price.friendlyUniqueId}.id}`, resolved(price, body) as Body];
    }),
  );
}

function brokenPrices({ resource, products }: PricedPortal, known: Map<string, Body>): Failure[] {
  return (products() ?? []).flatMap(({ product, prices }, index) => {
    const property = `features.subscriptionUpdate.products[${index}].prices`;
    const owner = resolved(resource, product);
    const made = [resolved(resource, prices)].flat().flatMap((price) => {
      const body = known.get(String(price));
      return body === undefined ? [] : [{ price, body, recurring: [body.recurring].flat()[0] as Body | undefined }];
    });
    const intervals = made.flatMap(({ price, recurring }) => interval(recurring).map((every) => ({ price, every })));
    return [
      ...made
        .filter(({ recurring }) => recurring === undefined || recurring === null)
        .map(({ price }) => ({
          property,
          rule: "Stripe demands recurring prices",
          got: price,
          remedy: "give the price `recurring`, or leave it out",
        })),
      ...made
        .filter(({ body }) => isReference(owner) && isReference(body.product) && body.product !== owner)
        .map(({ price, body }) => ({
          property,
          rule: `Stripe demands prices of the product they are listed for, ${String(owner)}`,
          got: `${String(price)}, a price of ${String(body.product)}`,
          remedy: "list it for its own product",
        })),
      ...intervals
        .filter(({ every }, at) => intervals.findIndex((other) => other.every === every) !== at)
        .map(({ price, every }) => ({
          property,
          rule: "For each product, its price must have unique billing intervals",
          got: `${String(price)}, another price for every ${every}`,
          remedy: "keep one price for each interval",
        })),
    ];
  });
}

/** A price's interval and count in words; nothing where only Terraform knows. */
function interval(recurring: Body | null | undefined): string[] {
  const { interval: unit, interval_count: count = 1 } = recurring ?? {};
  return [unit, count].some((part) => part === undefined || String(part).includes("${")) ? [] : [`${count} ${unit}`];
}

function isReference(value: unknown): boolean {
  return typeof value === "string" && /^\$\{stripe_product\.\w+\.id\}$/.test(value);
}
