import * as cdktf from "cdktf";
import { AccountView } from "../../../cli/src/sandbox/account-view";
import { PortalProduct, StripePortalConfigurationProps } from "../../../lib";
import { Price, Product } from "../../../lib/provider";

/** One product more than a portal takes. */
export const PLANS: readonly string[] = Array.from({ length: 11 }, (_, index) => `plan-${index}`);

interface Payment {
  readonly currency: string;
  /** The interval and its count; none is paid once. */
  readonly every?: readonly [interval: string, count: number];
}

/** What every plan can be paid in, by the end of a price's name. */
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

/** Prices of a plan that go together. */
export const pricesOf = (plan: string): string[] =>
  ["week", "month", "quarter", "year", "month-eur", "year-eur"].map((end) => `${plan}-${end}`);

/** Prices of a plan that do not go with those. */
export const strangePricesOf = (plan: string): string[] => ["month-too", "once"].map((end) => `${plan}-${end}`);

/** Turns the name of a product or a price into what stands for it. */
export type Naming = (name: string) => string;

/** A program that names products and prices otherwise. */
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

/** Makes every product and price in an account, and tells their ids there; what is none of them stands for itself. */
export function makeCatalog(account: AccountView): Naming {
  const ids = new Map<string, string>();
  for (const plan of PLANS) {
    const { id: product } = account.createProduct({ name: plan });
    ids.set(plan, product);
    for (const [end, { currency, every }] of Object.entries(PRICES)) {
      const recurring = every && { interval: every[0], interval_count: every[1] };
      ids.set(`${plan}-${end}`, account.createPrice({ product, currency, unit_amount: 1000, recurring }).id);
    }
  }
  return (name) => ids.get(name) ?? name;
}

/** How the products and prices that a program makes are called in Stripe. */
const own = (name: string): string => `the program's ${name}`;

/** Adds the products and prices that are asked for to a program; what is none of them stands for itself. */
export function programCatalog(stack: cdktf.TerraformStack): Naming {
  const made = (name: string) => stack.node.tryFindChild(name) as Product | Price | undefined;
  const product = (name: string) => made(name) ?? new Product(stack, name, { name: own(name) });
  const price = (name: string, plan: string, end: string) => {
    const { currency, every } = PRICES[end];
    const recurring = every && [{ interval: every[0], intervalCount: every[1] }];
    const nickname = own(name);
    return (
      made(name) ?? new Price(stack, name, { product: product(plan).id, nickname, currency, unitAmount: 1, recurring })
    );
  };
  return (name) => {
    const [, plan, end] = /^(plan-\d+)(?:-(.+))?$/.exec(name) ?? [];
    if (plan === undefined) return name;
    return (end === undefined ? product(plan) : price(name, plan, end)).id;
  };
}

/** The ids of what a deployed program has added. */
export function deployedIds({ products, prices }: AccountView): Naming {
  const ids = new Map([
    ...products.map(({ name, id }) => [name, id] as const),
    ...prices.map(({ nickname, id }) => [nickname ?? "", id] as const),
  ]);
  return (name) => ids.get(own(name)) ?? name;
}

/** The ids of the products and prices that a synthesized text refers to. */
export function withIds(terraform: string, naming: Naming): string {
  return terraform.replace(/\$\{stripe_(?:product|price)\.([\w-]+)\.id\}/g, (_, name: string) => naming(name));
}
