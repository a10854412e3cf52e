import { Body } from "../lean-resource";
import { takesKeyFrom } from "../provider-configuration";
import { resolved } from "../tokens";
import { known, repeated, RuleText, unless } from "./checks";
import { Failure } from "./failure";
import { LITERAL_KEY } from "./lifecycle-rules";
import { Program, ProgramPortal } from "./program";

/** A rule that only the whole program shows to be broken. Its example is a program's statements. */
export interface ProgramRule extends RuleText {
  readonly check: (portal: ProgramPortal, program: Program) => Failure[];
}

const PRODUCTS = "features.subscriptionUpdate.products";

/** What holds between portals, and between a portal and the prices that the program makes. */
export const programRules: readonly ProgramRule[] = [
  {
    name: "distinct-behind-tokens",
    rule: "Each product is listed once, and each of its prices, also where the program names them through tokens.",
    answer: "For each product, its price must have unique billing intervals.",
    certainty: "reported once or inferred",
    example: `const monthly = new Price(this, "monthly", { product: "prod_pro", currency: "usd", recurring: [{ interval: "month" }] });
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [monthly.id, monthly.id] }] });`,
    check: (portal) => {
      const listed = portal.products() ?? [];
      return [
        ...same(
          portal,
          listed.map(({ product }) => product),
        ).map((product) => ({
          property: PRODUCTS,
          rule: "each product is listed once",
          got: product,
          remedy: "put all its prices into one element",
        })),
        ...listed.flatMap(({ prices }, index) =>
          same(portal, prices).map((price) => ({
            property: `${PRODUCTS}[${index}].prices`,
            rule: "Stripe demands another billing interval for each price of a product",
            got: price,
            remedy: "list each price once",
          })),
        ),
      ];
    },
  },
  {
    name: "recurring-prices",
    rule: "Prices that customers can switch to are recurring.",
    answer: "Refused.",
    certainty: "documented or reported by several",
    example: `const once = new Price(this, "once", { product: "prod_pro", currency: "usd", unitAmount: 1000 });
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [once.id] }] });`,
    check: (portal, program) =>
      listedPrices(portal, program)
        .filter(({ recurring }) => recurring === undefined || recurring === null)
        .map(({ property, price }) => ({
          property,
          rule: "Stripe demands recurring prices",
          got: price,
          remedy: "give the price `recurring`, or leave it out",
        })),
  },
  {
    name: "prices-of-the-product",
    rule: "Prices are listed for the product that they belong to.",
    answer: "Refused.",
    certainty: "documented or reported by several",
    example: `const team = new Price(this, "team", { product: "prod_team", currency: "usd", recurring: [{ interval: "month" }] });
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [team.id] }] });`,
    check: (portal, program) =>
      listedPrices(portal, program)
        .filter(({ owner, body }) => areOtherProducts(owner, body.product))
        .map(({ property, price, owner, body }) => ({
          property,
          rule: `Stripe demands prices of the product they are listed for, ${String(owner)}`,
          got: `${price}, a price of ${String(body.product)}`,
          remedy: "list it for its own product",
        })),
  },
  {
    name: "unique-intervals",
    rule: "Each price of a product has another billing interval: `interval` and `interval_count` together.",
    answer: "For each product, its price must have unique billing intervals.",
    certainty: "documented or reported by several",
    example: `const [old, current] = ["old", "current"].map(
  (id) => new Price(this, id, { product: "prod_pro", currency: "usd", recurring: [{ interval: "month" }] }),
);
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [old.id, current.id] }] });`,
    check: (portal, program) => {
      const every = listedPrices(portal, program).flatMap((listed) =>
        intervalOf(listed.recurring).map((interval) => ({ ...listed, interval })),
      );
      const seen = new Set<string>();
      return every
        .filter(({ property, interval }) => {
          const key = `${property} ${interval}`;
          return seen.has(key) || !seen.add(key);
        })
        .map(({ property, price, interval }) => ({
          property,
          rule: "For each product, its price must have unique billing intervals",
          got: `${price}, another price for every ${interval}`,
          remedy: "keep one price for each interval",
        }));
    },
  },
  {
    name: "adopted-once",
    rule: "A configuration is adopted by one portal of a stack and provider.",
    example: `for (const id of ["mine", "yours"]) new BasicPortal(this, id, { importFrom: "bpc_123" });`,
    check: (portal, { adoptingAgain }) =>
      unless(!adoptingAgain.has(portal), {
        property: "importFrom",
        rule: "a configuration is adopted by one portal: two would undo each other's changes",
        got: portal.importFrom,
        remedy: "keep one of them, or use `StripePortalConfiguration.fromPortalConfigurationId()`",
      }),
  },
  {
    name: "no-literal-key",
    rule: "The provider's key is not written out in the program, nor in the default of a variable or in a local.",
    example: `const key = new cdktf.TerraformVariable(this, "key", { default: "sk_test_123" });
const provider = new StripeProvider(this, "other", { alias: "other", apiKey: key.stringValue });
new BasicPortal(this, "portal", { provider });`,
    check: ({ resource }, { keys }) => unless(!takesKeyFrom(resource, keys), LITERAL_KEY),
  },
];

/** Every rule that the portal breaks within its program. */
export function brokenProgramRules(portal: ProgramPortal, program: Program): Failure[] {
  return programRules.flatMap(({ check }) => check(portal, program));
}

/** Values that are one and the same to Terraform, through tokens that differ. */
function same({ resource }: ProgramPortal, values: readonly string[]): unknown[] {
  const distinct = [...new Set(known(values))];
  return repeated(distinct.map((value) => resolved(resource, value)));
}

/** A price that the program makes, as a portal lists it. */
interface ListedPrice {
  readonly property: string;
  readonly price: string;
  readonly body: Body;
  readonly recurring: Body | null | undefined;
  /** The product that it is listed for. */
  readonly owner: unknown;
}

function listedPrices({ resource, products }: ProgramPortal, program: Program): ListedPrice[] {
  return (products() ?? []).flatMap(({ product, prices }, index) => {
    const property = `${PRODUCTS}[${index}].prices`;
    const owner = resolved(resource, product);
    return [...new Set([resolved(resource, prices)].flat().map(String))].flatMap((price) => {
      const body = program.prices.get(price);
      if (body === undefined) return [];
      return [{ property, price, body, owner, recurring: [body.recurring].flat()[0] as ListedPrice["recurring"] }];
    });
  });
}

/** A price's interval and count in words, or as the same expressions of Terraform. */
function intervalOf(recurring: ListedPrice["recurring"]): string[] {
  const { interval, interval_count: count } = recurring ?? {};
  return interval === undefined ? [] : [`${count ?? 1} ${interval}`];
}

/** Whether two ids are certainly not of one product: both written out, or both of products that the program makes. */
function areOtherProducts(one: unknown, other: unknown): boolean {
  const isOfProgram = (id: unknown) => /^\$\{stripe_product\.[\w-]+\.id\}$/.test(String(id));
  const isLiteral = (id: unknown) => typeof id === "string" && !id.includes("${");
  return one !== other && [isOfProgram, isLiteral].some((isKind) => isKind(one) && isKind(other));
}
