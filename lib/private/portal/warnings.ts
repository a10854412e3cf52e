import { ApplyVia } from "../../apply-via";
import { PortalMode } from "../../portal-props";
import { SubscriptionUpdateField } from "../../features/subscription-update";
import { isUsed } from "./render-features";
import { PortalInput } from "./render-portal";
import { withoutSecrets } from "../secret-key";
import { hasToken, literalParts } from "../terraform/tokens";
import { resolvedItems } from "./rule";
import { links } from "./links";
import { PRICE_WARNINGS } from "../validation/price-warnings";
import { Program } from "../validation/program";

const LOCAL_HOST = /^(?:(?:.*\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/;

/** A configuration that Stripe accepts but that is probably a mistake. */
export interface Warning {
  /** The name in `acknowledgeWarnings`. */
  readonly name: string;
  /** The consequence, for docs/rules.md. */
  readonly consequence: string;
  /** Properties of a portal with this warning. */
  readonly example: string;
  /** The message, or undefined if the warning does not apply. */
  readonly check: (portal: PortalInput) => string | undefined;
}

/** All warnings about a portal's own properties. */
export const WARNINGS: readonly Warning[] = [
  {
    name: "no-customer-update-fields",
    consequence: "Customers see the feature but cannot edit anything.",
    example: "features: { customerUpdate: {} }",
    check: ({ features: { customerUpdate } }) =>
      isUsed(customerUpdate) && isEmpty(customerUpdate?.allowedUpdates)
        ? "`features.customerUpdate` allows no updates, so customers cannot edit anything. Set `allowedUpdates`."
        : undefined,
  },
  {
    name: "no-subscription-update-fields",
    consequence: "Customers see the feature but cannot change anything.",
    example: "features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [PRO] } }",
    check: ({ features: { subscriptionUpdate } }) =>
      isUsed(subscriptionUpdate) && isEmpty(subscriptionUpdate?.defaultAllowedUpdates)
        ? "`features.subscriptionUpdate` allows no updates, so customers cannot change anything. Set `defaultAllowedUpdates`."
        : undefined,
  },
  {
    name: "insecure-link",
    consequence: "Test mode accepts the link, but live mode may reject it.",
    example: 'features: { invoiceHistory: {} }, defaultReturnUrl: "http://example.com/account"',
    check: (portal) => {
      const insecure = links(portal)
        .filter(([, link = ""]) => /^http:\/\//i.test(link) && !isLocal(link))
        .map(([property, link]) => `\`${property}\`: ${link}`);
      return insecure.length > 0 && portal.props.expectedMode !== PortalMode.TEST
        ? `Live mode may reject links without https: ${insecure.join(", ")}.`
        : undefined;
    },
  },
  {
    name: "quantity-locked",
    consequence: "Customers can change quantities, but the quantity of every product is locked.",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { defaultAllowedUpdates: [SubscriptionUpdateField.QUANTITY], products: [PRO] },
}`,
    check: ({ features: { subscriptionUpdate }, products }) =>
      isUsed(subscriptionUpdate) &&
      allowsQuantity(subscriptionUpdate?.defaultAllowedUpdates) === true &&
      resolvedItems(products).length > 0 &&
      resolvedItems(products).every(({ adjustableQuantity }) => !isUsed(adjustableQuantity))
        ? "`SubscriptionUpdateField.QUANTITY` is allowed, but the quantity of every product is locked. Set `adjustableQuantity` of a product."
        : undefined,
  },
  {
    name: "adjustable-quantity-not-allowed",
    consequence: "The quantity of a product is adjustable, but customers cannot change quantities.",
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
        ? "The quantity of a product is adjustable, but `defaultAllowedUpdates` does not contain `SubscriptionUpdateField.QUANTITY`. Add it."
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
        ? `Links of a live portal are missing: ${missing.join(", ")}. Stripe falls back to the account's public details. Set the links to show others.`
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
    consequence: "A portal is created without plan switching, and the step does not change its features.",
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
        ? "`lifecycle.ignoreChanges` contains `features`, so plan switching of a new portal stays off. Apply once without it."
        : undefined,
  },
];

/** The names that `acknowledgeWarnings` takes. */
export const WARNING_NAMES: readonly string[] = [...WARNINGS, ...PRICE_WARNINGS].map(({ name }) => name);

/** The messages of all warnings that are not acknowledged, or undefined if there are none. */
export function warningText(portal: PortalInput, program: Program): string | undefined {
  const { acknowledgeWarnings = [] } = portal.props;
  const warnings = [...WARNINGS, ...PRICE_WARNINGS].filter(({ name }) => !acknowledgeWarnings.includes(name));
  const lines = warnings.flatMap(({ name, check }) => {
    const text = check(portal, program);
    return text ? [`${text} (acknowledgeWarnings: "${name}")`] : [];
  });
  return lines.length > 0 ? withoutSecrets(lines.join("\n")) : undefined;
}

/** Returns true if the literal part of a link contains a local host. */
function isLocal(link: string): boolean {
  const literal = literalParts(link).join("");
  return URL.canParse(literal) && LOCAL_HOST.test(new URL(literal).hostname);
}

function isEmpty(values: unknown[] | undefined): boolean {
  return values === undefined || values.length === 0;
}

/** Returns true if customers can change quantities; undefined if this is known at apply time only. */
function allowsQuantity(updates: SubscriptionUpdateField[] = []): boolean | undefined {
  if (resolvedItems(updates).includes(SubscriptionUpdateField.QUANTITY)) return true;
  return hasToken(updates) ? undefined : false;
}
