import { Violation } from "../errors";
import { failIf, Finding, inEach, Portal, resolvedItems, RuleText, violationsOf } from "../portal/rule";
import { plansOf } from "../portal/subscription-update";
import { Body } from "../terraform/overrides";
import { isToken } from "../terraform/tokens";
import { ChangedPortal } from "./changed-portal";
import { StackContents, StackPrice } from "./stack-contents";

/** A portal with the prices of its stack that it lists. */
interface PortalInStack extends ChangedPortal {
  readonly prices: readonly ListedPrice[];
}

/** A rule that requires the whole stack. Its example consists of statements of an app. */
export interface StackRule extends RuleText {
  readonly check: (portal: PortalInStack, contents: StackContents) => readonly Finding[];
}

/** The violation of an API key that anybody can read in the app. It does not contain the key. */
const LITERAL_KEY: Violation = {
  property: "provider.apiKey",
  rule: "the API key cannot be a literal, because it would end up in files, plans and repositories",
  fix: "remove it and set STRIPE_API_KEY, or use an ephemeral `TerraformVariable` without a default (TF_VAR_...)",
};

const PRODUCTS = "features.subscriptionUpdate.products";

/** Rules between portals, and between a portal and the prices that the stack creates. */
export const STACK_RULES: readonly StackRule[] = [
  {
    name: "recurring-prices",
    rule: "prices that customers can switch to must be recurring",
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: `const once = new Price(this, "once", { product: "prod_pro", currency: "usd", unitAmount: 1000 });
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [once.id] }] });`,
    check: ({ prices }) =>
      prices
        .filter(({ recurring }) => recurring === undefined || recurring === null)
        .map(({ property, price }) => ({
          property,
          got: price,
          fix: "set `recurring` of the price, or remove the price",
        })),
  },
  {
    name: "prices-of-another-product",
    rule: "a price must be listed for the product that it belongs to",
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: `const team = new Price(this, "team", { product: "prod_team", currency: "usd", recurring: [{ interval: "month" }] });
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [team.id] }] });`,
    check: ({ prices }) =>
      prices
        .filter(({ owner, product }) => areOtherProducts(owner, product))
        .map(({ property, price, owner, product }) => ({
          property,
          got: `${price}, a price of ${String(product)}, for ${String(owner)}`,
          fix: "move the price to its own product",
        })),
  },
  {
    name: "unique-intervals",
    rule: "the prices of a product must have unique billing intervals (`interval` and `interval_count`) within a currency",
    answer: "For each product, its price must have unique billing intervals.",
    confidence: "documented or reported by several sources",
    example: `const [old, current] = ["old", "current"].map(
  (id) => new Price(this, id, { product: "prod_pro", currency: "usd", recurring: [{ interval: "month" }] }),
);
new SubscriptionPortal(this, "portal", { products: [{ product: "prod_pro", prices: [old.id, current.id] }] });`,
    check: ({ prices }) => {
      const first = new Map<string, string>();
      return prices.flatMap((listed) =>
        billingOf(listed).flatMap((billing) => {
          const { property, price } = listed;
          const other = first.get(`${property} ${billing}`);
          if (other === undefined) first.set(`${property} ${billing}`, price);
          return failIf(other !== undefined, {
            property,
            got: `${other} and ${price}, both for every ${billing}`,
            fix: "keep one price for each interval and currency",
          });
        }),
      );
    },
  },
  {
    name: "lookup-keys-of-the-stack",
    rule: "a price of the same stack must be listed by its ID, because the portal would keep the old price if Terraform replaces it",
    example: `const recurring = [{ interval: "month" }];
new Price(this, "pro", { product: "prod_pro", currency: "usd", lookupKey: "pro_monthly", recurring });
new SubscriptionPortal(this, "portal", { plans: [{ lookupKeys: ["pro_monthly"] }] });`,
    check: ({ portal }, contents) =>
      inEach("features.subscriptionUpdate.plans", plansOf(portal), ({ lookupKeys }) =>
        resolvedItems(lookupKeys)
          .filter((key) => contents.lookupKeys.has(key))
          .map((key) => ({
            property: "lookupKeys",
            got: key,
            fix: "remove the key, and add the `id` of the price to `products`",
          })),
      ),
  },
  {
    name: "adopted-once",
    rule: "only one portal of a stack and provider can adopt a configuration, since two would undo each other's changes",
    example: `for (const id of ["mine", "yours"]) new BasicPortal(this, id, { importFrom: "bpc_123" });`,
    check: ({ resource, portal }, { adoptingAgain }) =>
      failIf(adoptingAgain.has(resource), {
        property: "importFrom",
        got: portal.importFrom,
        fix: "keep one portal, or use `StripePortalConfiguration.fromPortalConfigurationId()` for the other",
      }),
  },
  {
    name: "no-literal-key",
    rule: "the app cannot contain the provider's key, neither in an argument nor in the default of a variable or in a local",
    example: `const key = new cdktf.TerraformVariable(this, "key", { default: "sk_test_123" });
const provider = new StripeProvider(this, "other", { alias: "other", apiKey: key.stringValue });
new BasicPortal(this, "portal", { provider });`,
    check: ({ resource }, contents) => failIf(contents.hasLiteralKey(resource), LITERAL_KEY),
  },
  {
    name: "unique-addresses",
    rule: "no other resource of a stack can have a Terraform address of a portal, since one would replace the other",
    example: `new BasicPortal(this, "portal").resource.overrideLogicalId("main");
new cdktf.TerraformResource(this, "main", { terraformResourceType: "stripe_billing_portal_configuration" });`,
    check: ({ resource }, contents) =>
      contents.sharedAddresses(resource).map((got) => ({
        property: "resource.overrideLogicalId()",
        got,
        fix: "use another ID for one of them",
      })),
  },
];

/** All rules that a portal breaks in its stack. */
export function brokenStackRules(portal: PortalInStack, contents: StackContents): Violation[] {
  return STACK_RULES.flatMap((rule) => violationsOf(rule, rule.check(portal, contents)));
}

/** A price of the stack that a portal lists. */
export interface ListedPrice extends StackPrice {
  readonly property: string;
  readonly price: string;
  /** The product that it is listed for. */
  readonly owner: unknown;
}

/** The prices of the stack that a portal lists. */
export function pricesOf({ features }: Portal, contents: StackContents): ListedPrice[] {
  const products = resolvedItems(features.subscriptionUpdate?.products);
  if (products.length === 0 || contents.prices.size === 0) return [];
  const listed: ListedPrice[] = [];
  products.forEach(({ product: owner, prices }, index) => {
    const property = `${PRODUCTS}[${index}].prices`;
    for (const price of new Set([prices].flat().map(String))) {
      const made = contents.prices.get(price);
      if (made !== undefined) listed.push({ ...made, property, price, owner });
    }
  });
  return listed;
}

/** The interval, interval count and currency of a price, as words or Terraform expressions. */
function billingOf({ currency, recurring }: StackPrice): string[] {
  const { interval, interval_count: count } = (recurring ?? {}) as Body;
  if (interval === undefined || typeof currency !== "string") return [];
  return [`${count ?? 1} ${interval} in ${isToken(currency) ? currency : currency.toLowerCase()}`];
}

/** Returns true if two ids certainly differ: both are literal, or both belong to products that the stack creates. */
function areOtherProducts(one: unknown, other: unknown): boolean {
  const isOfStack = (id: unknown) => /^\$\{stripe_product\.[\w-]+\.id\}$/.test(String(id));
  const isLiteral = (id: unknown) => typeof id === "string" && !isToken(id);
  return one !== other && [isOfStack, isLiteral].some((isKind) => isKind(one) && isKind(other));
}
