import * as cdktf from "cdktf";
import { PortalProduct } from "../../subscription-update";
import { Body, LeanResource } from "../lean-resource";
import { literalKeys, takesKeyFrom } from "../provider-configuration";
import { resolved } from "../tokens";
import { known, repeated } from "./checks";
import { describe, Failure } from "./failure";
import { LITERAL_KEY } from "./lifecycle-rules";

/** A portal as seen beside the rest of its program. */
export interface ProgramPortal {
  readonly resource: LeanResource;
  readonly importFrom?: string;
  readonly products: () => readonly PortalProduct[] | undefined;
}

const portals = new WeakMap<cdktf.TerraformStack, ProgramPortal[]>();

/**
 * Checks what only the whole program shows: prices that it makes, and portals that meet. The stack does it for all of its
 * portals at once, since finding the prices means walking through it.
 */
export function checkWithinProgram(portal: ProgramPortal): void {
  const { cdktfStack: stack } = portal.resource;
  const others = portals.get(stack);
  if (others !== undefined) {
    others.push(portal);
    return;
  }
  const all = [portal];
  portals.set(stack, all);
  stack.node.addValidation({
    validate: () => {
      const pricesMade = pricesOf(stack);
      const keys = literalKeys(stack);
      return [
        ...all.flatMap((one) => told(one, [...listedTwice(one), ...brokenPrices(one, pricesMade)])),
        ...all.filter(({ resource }) => takesKeyFrom(resource, keys)).flatMap((one) => told(one, [LITERAL_KEY])),
        ...adoptedTwice(all).flatMap((one) => told(one, [ADOPTED_TWICE(one)])),
      ];
    },
  });
}

function told({ resource }: ProgramPortal, failures: Failure[]): string[] {
  return failures.map((failure) => `${resource.node.scope?.node.path}: ${describe(failure)}`);
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

/** Products and prices that are one and the same to Terraform, through tokens that differ. */
function listedTwice({ resource, products }: ProgramPortal): Failure[] {
  const listed = products() ?? [];
  const property = "features.subscriptionUpdate.products";
  const same = (tokens: readonly string[]) => repeated(tokens.map((token) => resolved(resource, token)));
  const distinct = (values: readonly string[]) => [...new Set(known(values))];
  return [
    ...same(distinct(listed.map(({ product }) => product))).map((product) => ({
      property,
      rule: "each product is listed once",
      got: product,
      remedy: "put all its prices into one element",
    })),
    ...listed.flatMap(({ prices }, index) =>
      same(distinct(prices)).map((price) => ({
        property: `${property}[${index}].prices`,
        rule: "Stripe demands another billing interval for each price of a product",
        got: price,
        remedy: "list each price once",
      })),
    ),
  ];
}

function brokenPrices({ resource, products }: ProgramPortal, pricesMade: Map<string, Body>): Failure[] {
  return (products() ?? []).flatMap(({ product, prices }, index) => {
    const property = `features.subscriptionUpdate.products[${index}].prices`;
    const owner = resolved(resource, product);
    const listed = [...new Set([resolved(resource, prices)].flat())];
    const made = listed.flatMap((price) => {
      const body = pricesMade.get(String(price));
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
  return typeof value === "string" && /^\$\{stripe_product\.[\w-]+\.id\}$/.test(value);
}

/** Portals that adopt a configuration that another one of the same provider adopts too. */
function adoptedTwice(all: readonly ProgramPortal[]): ProgramPortal[] {
  const adopting = all.filter(({ importFrom }) => importFrom !== undefined);
  const seen = new Set<string>();
  return adopting.filter(({ resource, importFrom }) => {
    const adopted = JSON.stringify([resource.provider?.fqn, resolved(resource, importFrom)]);
    return seen.has(adopted) || !seen.add(adopted);
  });
}

const ADOPTED_TWICE = ({ importFrom }: ProgramPortal): Failure => ({
  property: "importFrom",
  rule: "a configuration is adopted by one portal: two would undo each other's changes",
  got: importFrom,
  remedy: "keep one of them, or use `StripePortalConfiguration.fromPortalConfigurationId()`",
});
