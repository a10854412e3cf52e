import * as cdktf from "cdktf";
import { Dashboard } from "../../../cli/src/sandbox/dashboard";
import { PortalProduct, StripePortalConfigurationProps } from "../../../lib";
import { Price, Product } from "../../../lib/provider";

/** One product more than a portal can have. */
export const PLANS: readonly string[] = Array.from({ length: 11 }, (_, index) => `plan-${index}`);

interface Payment {
  readonly currency: string;
  /** The interval and its count. A one-time price has none. */
  readonly every?: readonly [interval: string, count: number];
}

/** The prices of every plan, by the end of their names. */
const PRICES: Readonly<Record<string, Payment>> = {
  week: { currency: "usd", every: ["week", 1] },
  month: { currency: "usd", every: ["month", 1] },
  quarter: { currency: "usd", every: ["month", 3] },
  year: { currency: "usd", every: ["year", 1] },
  "month-eur": { currency: "eur", every: ["month", 1] },
  "year-eur": { currency: "eur", every: ["year", 1] },
  "month-too": { currency: "usd", every: ["month", 1] },
  once: { currency: "usd" },
};

/** Prices of a plan that a portal can list together. */
export const pricesOf = (plan: string): string[] =>
  ["week", "month", "quarter", "year", "month-eur", "year-eur"].map((end) => `${plan}-${end}`);

/** Prices of a plan that conflict with those. */
export const conflictingPricesOf = (plan: string): string[] => ["month-too", "once"].map((end) => `${plan}-${end}`);

/** Replaces the name of a product or a price with its id. */
export type Naming = (name: string) => string;

/** The properties with other names for products and prices. */
export function renamed(props: StripePortalConfigurationProps, naming: Naming): StripePortalConfigurationProps {
  const { subscriptionUpdate: update, ...features } = props.features;
  const rename = ({ product, prices, ...rest }: PortalProduct): PortalProduct => ({
    ...rest,
    product: naming(product),
    prices: prices.map(naming),
  });
  const subscriptionUpdate = update && { ...update, products: update.products?.map(rename) };
  return { ...props, features: { ...features, ...(subscriptionUpdate && { subscriptionUpdate }) } };
}

/** Creates every product and price in an account and returns their ids. Other names are returned unchanged. */
export function createCatalog(account: Dashboard): Naming {
  const ids = new Map<string, string>();
  for (const plan of PLANS) {
    const { id: product } = account.create("product", { name: plan });
    ids.set(plan, product);
    for (const [end, { currency, every }] of Object.entries(PRICES)) {
      const recurring = every && { interval: every[0], interval_count: every[1] };
      ids.set(`${plan}-${end}`, account.create("price", { product, currency, unit_amount: 1000, recurring }).id);
    }
  }
  return (name) => ids.get(name) ?? name;
}

/** The name in Stripe of a product or price that the stack creates. */
const own = (name: string): string => `the stack's ${name}`;

/** Adds a product or price to the stack when its id is requested. Other names are returned unchanged. */
export function stackCatalog(stack: cdktf.TerraformStack): Naming {
  const existing = (name: string) => stack.node.tryFindChild(name) as Product | Price | undefined;
  const product = (name: string) => existing(name) ?? new Product(stack, name, { name: own(name) });
  const price = (name: string, plan: string, end: string) => {
    const { currency, every } = PRICES[end];
    const recurring = every && [{ interval: every[0], intervalCount: every[1] }];
    const nickname = own(name);
    return (
      existing(name) ??
      new Price(stack, name, { product: product(plan).id, nickname, currency, unitAmount: 1, recurring })
    );
  };
  return (name) => {
    const [, plan, end] = /^(plan-\d+)(?:-(.+))?$/.exec(name) ?? [];
    if (plan === undefined) return name;
    return (end === undefined ? product(plan) : price(name, plan, end)).id;
  };
}

/** The ids of the products and prices of a deployed stack. */
export function deployedIds(account: Dashboard): Naming {
  const ids = new Map([
    ...account.list("product").map(({ name, id }) => [name, id] as const),
    ...account.list("price").map(({ nickname, id }) => [nickname ?? "", id] as const),
  ]);
  return (name) => ids.get(own(name)) ?? name;
}

/** A synthesized stack with ids in the place of references to products and prices. */
export function withIds(terraform: string, naming: Naming): string {
  return terraform.replace(/\$\{stripe_(?:product|price)\.([\w-]+)\.id\}/g, (_, name: string) => naming(name));
}
