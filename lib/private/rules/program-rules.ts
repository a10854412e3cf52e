import { Body, LeanResource } from "../lean-resource";
import { takesKeyFrom } from "../provider-configuration";
import { PortalInput } from "../render-portal";
import { isToken } from "../tokens";
import { resolvedItems, RuleText, unless } from "./checks";
import { Violation } from "./violation";
import { LITERAL_KEY } from "./lifecycle-rules";
import { Program, ProgramPrice } from "./program";

/** A portal beside the rest of its program: what it lists is as Terraform's configuration has it. */
interface ProgramPortal {
  readonly resource: LeanResource;
  readonly importFrom?: string;
  readonly products: readonly { readonly product: unknown; readonly prices: readonly unknown[] }[];
}

/** A rule that only the whole program shows to be broken. Its example is a program's statements. */
export interface ProgramRule extends RuleText {
  readonly check: (portal: ProgramPortal, program: Program) => Violation[];
}

const PRODUCTS = "features.subscriptionUpdate.products";

/** What holds between portals, and between a portal and the prices that the program makes. */
export const programRules: readonly ProgramRule[] = [
  {
    name: "recurring-prices",
    rule: "Prices that customers can switch to are recurring.",
    answer: "Refused.",
    confidence: "documented or reported by several",
    example: `const once = new Price(this, "once", { product: "prod_pro", currency: "usd", unitAmount: 1000 });
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [once.id] }] });`,
    check: (portal, program) =>
      listedPrices(portal, program)
        .filter(({ recurring }) => recurring === undefined || recurring === null)
        .map(({ property, price }) => ({
          property,
          rule: "Stripe demands recurring prices",
          got: price,
          fix: "give the price `recurring`, or leave it out",
        })),
  },
  {
    name: "prices-of-another-product",
    rule: "Prices are listed for the product that they belong to.",
    answer: "Refused.",
    confidence: "documented or reported by several",
    example: `const team = new Price(this, "team", { product: "prod_team", currency: "usd", recurring: [{ interval: "month" }] });
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [team.id] }] });`,
    check: (portal, program) =>
      listedPrices(portal, program)
        .filter(({ owner, product }) => areOtherProducts(owner, product))
        .map(({ property, price, owner, product }) => ({
          property,
          rule: `Stripe demands prices of the product they are listed for, ${String(owner)}`,
          got: `${price}, a price of ${String(product)}`,
          fix: "list it for its own product",
        })),
  },
  {
    name: "unique-intervals",
    rule: "The prices of a product must have unique billing intervals (`interval` and `interval_count`) within a currency.",
    answer: "For each product, its price must have unique billing intervals.",
    confidence: "documented or reported by several",
    example: `const [old, current] = ["old", "current"].map(
  (id) => new Price(this, id, { product: "prod_pro", currency: "usd", recurring: [{ interval: "month" }] }),
);
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [old.id, current.id] }] });`,
    check: (portal, program) => {
      const first = new Map<string, string>();
      return listedPrices(portal, program).flatMap((listed) =>
        billingOf(listed).flatMap((billing) => {
          const { property, price } = listed;
          const other = first.get(`${property} ${billing}`);
          if (other === undefined) first.set(`${property} ${billing}`, price);
          return unless(other === undefined, {
            property,
            rule: "Stripe requires unique billing intervals for each product and currency",
            got: `${other} and ${price}, both for every ${billing}`,
            fix: "keep one price for each interval and currency",
          });
        }),
      );
    },
  },
  {
    name: "adopted-once",
    rule: "A configuration is adopted by one portal of a stack and provider.",
    example: `for (const id of ["mine", "yours"]) new BasicPortal(this, id, { importFrom: "bpc_123" });`,
    check: ({ resource, importFrom }, { adoptingAgain }) =>
      unless(!adoptingAgain.has(resource), {
        property: "importFrom",
        rule: "a configuration is adopted by one portal: two would undo each other's changes",
        got: importFrom,
        fix: "keep one of them, or use `StripePortalConfiguration.fromPortalConfigurationId()`",
      }),
  },
  {
    name: "no-literal-key",
    rule: "The provider's key is not written out in the program, nor in the default of a variable or in a local.",
    example: `const key = new cdktf.TerraformVariable(this, "key", { default: "sk_test_123" });
const provider = new StripeProvider(this, "other", { alias: "other", apiKey: key.stringValue });
new BasicPortal(this, "portal", { provider });`,
    check: ({ resource }, program) => unless(!takesKeyFrom(resource, () => program.keys), LITERAL_KEY),
  },
];

/** Every rule that a portal, overrides included, breaks within its program. */
export function brokenProgramRules(
  resource: LeanResource,
  { props: { importFrom }, products }: PortalInput,
  program: Program,
): Violation[] {
  const portal = {
    resource,
    importFrom,
    products: resolvedItems(products).map(({ product, prices }) => ({ product, prices: [prices].flat() })),
  };
  return programRules.flatMap(({ check }) => check(portal, program));
}

/** A price that the program makes, as a portal lists it. */
interface ListedPrice extends ProgramPrice {
  readonly property: string;
  readonly price: string;
  /** The product that it is listed for. */
  readonly owner: unknown;
}

function listedPrices({ products }: ProgramPortal, program: Program): ListedPrice[] {
  return products.flatMap(({ product: owner, prices }, index) => {
    const property = `${PRODUCTS}[${index}].prices`;
    return [...new Set(prices.map(String))].flatMap((price) => {
      const made = program.prices.get(price);
      return made === undefined ? [] : [{ ...made, property, price, owner }];
    });
  });
}

/** A price's interval, count and currency in words, or as the same expressions of Terraform. */
function billingOf({ currency, recurring }: ProgramPrice): string[] {
  const { interval, interval_count: count } = (recurring ?? {}) as Body;
  if (interval === undefined || typeof currency !== "string") return [];
  return [`${count ?? 1} ${interval} in ${isToken(currency) ? currency : currency.toLowerCase()}`];
}

/** Whether two ids are certainly not of one product: both written out, or both of products that the program makes. */
function areOtherProducts(one: unknown, other: unknown): boolean {
  const isOfProgram = (id: unknown) => /^\$\{stripe_product\.[\w-]+\.id\}$/.test(String(id));
  const isLiteral = (id: unknown) => typeof id === "string" && !isToken(id);
  return one !== other && [isOfProgram, isLiteral].some((isKind) => isKind(one) && isKind(other));
}
