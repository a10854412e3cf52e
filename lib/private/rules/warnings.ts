import { ApplyVia } from "../../apply-via";
import { PortalMode } from "../../portal-mode";
import { SubscriptionUpdateField } from "../../subscription-update";
import { isUsed } from "../render-features";
import { PortalInput } from "../render-portal";
import { withoutSecrets } from "../secret-key";
import { hasToken, literalParts } from "../tokens";
import { resolvedItems } from "./checks";
import { links } from "./links";

const LOCAL_HOST = /^(?:(?:.*\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/;

/** Something that Stripe accepts but nobody wants. */
export interface Warning {
  /** The name under which it is acknowledged. */
  readonly name: string;
  /** What happens, for the rules' page. */
  readonly consequence: string;
  /** Properties that show it. */
  readonly example: string;
  /** What to tell, where it is so. */
  readonly check: (portal: PortalInput) => string | undefined;
}

/** What Stripe accepts but nobody wants. */
export const WARNINGS: readonly Warning[] = [
  {
    name: "no-customer-update-fields",
    consequence: "Customers see a feature in which they can edit nothing.",
    example: "features: { customerUpdate: {} }",
    check: ({ features: { customerUpdate } }) =>
      isUsed(customerUpdate) && isEmpty(customerUpdate?.allowedUpdates)
        ? "`features.customerUpdate` allows no updates: customers can edit nothing. List `allowedUpdates`."
        : undefined,
  },
  {
    name: "no-subscription-update-fields",
    consequence: "Customers see a feature in which they can change nothing.",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [PRO] } }",
    check: ({ features: { subscriptionUpdate } }) =>
      isUsed(subscriptionUpdate) && isEmpty(subscriptionUpdate?.defaultAllowedUpdates)
        ? "`features.subscriptionUpdate` allows no updates: customers can change nothing. List `defaultAllowedUpdates`."
        : undefined,
  },
  {
    name: "insecure-link",
    consequence: "Test mode accepts it; that live mode does is not proven.",
    example: 'features: { invoiceHistory: {} }, defaultReturnUrl: "http://example.com/account"',
    check: (portal) => {
      const insecure = links(portal)
        .filter(([, link = ""]) => /^http:\/\//i.test(link) && !isLocal(link))
        .map(([property, link]) => `\`${property}\`: ${link}`);
      return insecure.length > 0 && portal.props.expectedMode !== PortalMode.TEST
        ? `Not https, which live mode may refuse: ${insecure.join(", ")}.`
        : undefined;
    },
  },
  {
    name: "quantity-locked",
    consequence: "Customers are offered a change of quantity that no product allows.",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { defaultAllowedUpdates: [SubscriptionUpdateField.QUANTITY], products: [PRO] },
}`,
    check: ({ features: { subscriptionUpdate }, products }) =>
      isUsed(subscriptionUpdate) &&
      allowsQuantity(subscriptionUpdate?.defaultAllowedUpdates) === true &&
      resolvedItems(products).length > 0 &&
      resolvedItems(products).every(({ adjustableQuantity }) => !isUsed(adjustableQuantity))
        ? "`SubscriptionUpdateField.QUANTITY` is allowed, but the quantity of every product is locked. Give `adjustableQuantity` to the products it is for."
        : undefined,
  },
  {
    name: "adjustable-quantity-not-allowed",
    consequence: "A product's quantity is adjustable, but customers are not offered to change it.",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: {
    defaultAllowedUpdates: [SubscriptionUpdateField.PRICE],
    products: [{ ...PRO, adjustableQuantity: {} }],
  },
}`,
    check: ({ features: { subscriptionUpdate }, products }) =>
      isUsed(subscriptionUpdate) &&
      allowsQuantity(subscriptionUpdate?.defaultAllowedUpdates) === false &&
      resolvedItems(products).some(({ adjustableQuantity }) => isUsed(adjustableQuantity))
        ? "A product's quantity is adjustable, but `SubscriptionUpdateField.QUANTITY` is not among the `defaultAllowedUpdates`."
        : undefined,
  },
  {
    name: "live-without-links",
    consequence: "Stripe falls back to the account's public details if links are missing.",
    example: "features: { invoiceHistory: {} }, expectedMode: PortalMode.LIVE",
    check: (portal) => {
      const missing = links(portal)
        .filter(([, link]) => !link)
        .map(([property]) => `\`${property}\``);
      return portal.props.expectedMode === PortalMode.LIVE && missing.length > 0
        ? `Links of a live portal are missing: ${missing.join(", ")}. Stripe falls back to the account's public details. Set the links if customers should see others.`
        : undefined;
    },
  },
  {
    name: "plan-switching-via-provider",
    consequence: `Provider stripe/stripe 0.3.0 cannot set the products of plan switching: the apply fails and leaves a tainted resource.`,
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { defaultAllowedUpdates: [SubscriptionUpdateField.PRICE], products: [PRO] },
},
applyVia: ApplyVia.PROVIDER`,
    check: ({ props: { applyVia }, features: { subscriptionUpdate } }) =>
      isUsed(subscriptionUpdate) && applyVia === ApplyVia.PROVIDER
        ? "Provider stripe/stripe 0.3.0 cannot set the products of plan switching: the apply fails and leaves a tainted resource. Use `ApplyVia.AUTO`, or a provider that supports them."
        : undefined,
  },
  {
    name: "plan-switching-left-to-dashboard",
    consequence: "A portal is created with plan switching off, and the step leaves its features alone.",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { defaultAllowedUpdates: [SubscriptionUpdateField.PRICE], products: [PRO] },
},
lifecycle: { ignoreChanges: ["features"] }`,
    check: ({ props: { applyVia, importFrom, lifecycle }, features: { subscriptionUpdate } }) =>
      isUsed(subscriptionUpdate) &&
      applyVia !== ApplyVia.PROVIDER &&
      importFrom === undefined &&
      [lifecycle?.ignoreChanges ?? []].flat().includes("features")
        ? "`lifecycle.ignoreChanges` leaves `features` to the Dashboard: plan switching of a new portal stays off. Apply once without it."
        : undefined,
  },
];

/** The names that `acknowledgeWarnings` takes. */
export const WARNING_NAMES: readonly string[] = WARNINGS.map(({ name }) => name);

/** One text for every warning that is not acknowledged; nothing where there is none. */
export function warningText(portal: PortalInput): string | undefined {
  const { acknowledgeWarnings = [] } = portal.props;
  const lines = WARNINGS.filter(({ name }) => !acknowledgeWarnings.includes(name)).flatMap(({ name, check }) => {
    const text = check(portal);
    return text === undefined ? [] : [`${text} (acknowledgeWarnings: "${name}")`];
  });
  return lines.length > 0 ? withoutSecrets(lines.join("\n")) : undefined;
}

/** Whether a link leads to the same machine, whatever its tokens add. */
function isLocal(link: string): boolean {
  const literal = literalParts(link).join("");
  return URL.canParse(literal) && LOCAL_HOST.test(new URL(literal).hostname);
}

function isEmpty(values: unknown[] | undefined): boolean {
  return values === undefined || values.length === 0;
}

/** Whether quantities may change; undefined where only Terraform knows. */
function allowsQuantity(updates: SubscriptionUpdateField[] = []): boolean | undefined {
  if (resolvedItems(updates).includes(SubscriptionUpdateField.QUANTITY)) return true;
  return hasToken(updates) ? undefined : false;
}
