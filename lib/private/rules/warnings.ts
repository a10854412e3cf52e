import { PortalMode } from "../../portal-mode";
import { ScheduleCondition, SubscriptionUpdateField } from "../../subscription-update";
import { isUsed } from "../render-features";
import { PortalInput } from "../render-portal";
import { withoutSecrets } from "../secret-key";
import { hasToken } from "../tokens";
import { known } from "./checks";
import { links } from "./links";

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
    name: "decreasing-amount-across-products",
    consequence: "The condition compares prices of one product: switches between products do not wait because of it.",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: {
    defaultAllowedUpdates: [SubscriptionUpdateField.PRICE],
    products: [PRO, TEAM],
    scheduleAtPeriodEnd: { conditions: [{ type: ScheduleCondition.DECREASING_ITEM_AMOUNT }] },
  },
}`,
    check: ({ features: { subscriptionUpdate }, products }) =>
      isUsed(subscriptionUpdate) &&
      known(products).length > 1 &&
      known(subscriptionUpdate?.scheduleAtPeriodEnd?.conditions).some(
        ({ type }) => type === ScheduleCondition.DECREASING_ITEM_AMOUNT,
      )
        ? "`ScheduleCondition.DECREASING_ITEM_AMOUNT` compares prices of one product: a switch between the portal's products does not wait for the end of the period because of it."
        : undefined,
  },
  {
    name: "insecure-link",
    consequence: "Test mode accepts it; that live mode does is not proven.",
    example: 'features: { invoiceHistory: {} }, defaultReturnUrl: "http://example.com/account"',
    check: (portal) => {
      const insecure = links(portal)
        .filter(([, link]) => /^http:\/\//i.test(link ?? ""))
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
      known(products).length > 0 &&
      known(products).every(({ adjustableQuantity }) => !isUsed(adjustableQuantity))
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
      known(products).some(({ adjustableQuantity }) => isUsed(adjustableQuantity))
        ? "A product's quantity is adjustable, but `SubscriptionUpdateField.QUANTITY` is not among the `defaultAllowedUpdates`."
        : undefined,
  },
  {
    name: "live-without-links",
    consequence: "Customers of a live portal find no policies, or no way back.",
    example: "features: { invoiceHistory: {} }, expectedMode: PortalMode.LIVE",
    check: (portal) =>
      portal.props.expectedMode === PortalMode.LIVE && links(portal).some(([, link]) => !link)
        ? "A live portal should link to the privacy policy, the terms of service and back: give `businessProfile` and `defaultReturnUrl`."
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
    check: ({ props: { importFrom, lifecycle }, features: { subscriptionUpdate } }) =>
      isUsed(subscriptionUpdate) &&
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

function isEmpty(values: unknown[] | undefined): boolean {
  return values === undefined || values.length === 0;
}

/** Whether quantities may change; undefined where only Terraform knows. */
function allowsQuantity(updates: SubscriptionUpdateField[] = []): boolean | undefined {
  if (known(updates).includes(SubscriptionUpdateField.QUANTITY)) return true;
  return hasToken(updates) ? undefined : false;
}
