import { PortalMode } from "../../portal-mode";
import { ScheduleCondition, SubscriptionUpdateField } from "../../subscription-update";
import { isUsed } from "../render-features";
import { PortalInput } from "../render-portal";
import { hasToken } from "../tokens";

/** What Stripe accepts but nobody wants, by the name under which it is acknowledged. */
const WARNINGS: { readonly [name: string]: (portal: PortalInput) => string | undefined } = {
  "no-customer-update-fields": ({ features: { customerUpdate } }) =>
    isUsed(customerUpdate) && isEmpty(customerUpdate?.allowedUpdates)
      ? "`features.customerUpdate` allows no updates: customers can edit nothing. List `allowedUpdates`."
      : undefined,

  "no-subscription-update-fields": ({ features: { subscriptionUpdate } }) =>
    isUsed(subscriptionUpdate) && isEmpty(subscriptionUpdate?.defaultAllowedUpdates)
      ? "`features.subscriptionUpdate` allows no updates: customers can change nothing. List `defaultAllowedUpdates`."
      : undefined,

  "decreasing-amount-across-products": ({ features: { subscriptionUpdate }, products = [] }) =>
    isUsed(subscriptionUpdate) &&
    products.length > 1 &&
    (subscriptionUpdate?.scheduleAtPeriodEnd?.conditions ?? []).some(
      ({ type }) => type === ScheduleCondition.DECREASING_ITEM_AMOUNT,
    )
      ? "`ScheduleCondition.DECREASING_ITEM_AMOUNT` compares prices of one product: a switch between the portal's products does not wait for the end of the period because of it."
      : undefined,

  "insecure-link": ({ props: { businessProfile, defaultReturnUrl, expectedMode } }) => {
    const links = [businessProfile?.privacyPolicyUrl, businessProfile?.termsOfServiceUrl, defaultReturnUrl];
    const insecure = links.find((link) => link !== undefined && /^http:\/\//i.test(link));
    return insecure !== undefined && expectedMode !== PortalMode.TEST
      ? `${insecure} is not https, which live mode may refuse.`
      : undefined;
  },

  "quantity-locked": ({ features: { subscriptionUpdate }, products = [] }) =>
    allowsQuantity(subscriptionUpdate?.defaultAllowedUpdates) === true &&
    isUsed(subscriptionUpdate) &&
    products.length > 0 &&
    products.every(({ adjustableQuantity }) => !isUsed(adjustableQuantity))
      ? "`SubscriptionUpdateField.QUANTITY` is allowed, but the quantity of every product is locked. Give `adjustableQuantity` to the products it is for."
      : undefined,

  "adjustable-quantity-not-allowed": ({ features: { subscriptionUpdate }, products = [] }) =>
    allowsQuantity(subscriptionUpdate?.defaultAllowedUpdates) === false &&
    isUsed(subscriptionUpdate) &&
    products.some(({ adjustableQuantity }) => isUsed(adjustableQuantity))
      ? "A product's quantity is adjustable, but `SubscriptionUpdateField.QUANTITY` is not among the `defaultAllowedUpdates`."
      : undefined,

  "live-without-policies": ({ props: { businessProfile, expectedMode } }) =>
    expectedMode === PortalMode.LIVE && (!businessProfile?.privacyPolicyUrl || !businessProfile.termsOfServiceUrl)
      ? "A live portal should link to the privacy policy and the terms of service: give both in `businessProfile`."
      : undefined,
};

/** The names that `acknowledgeWarnings` takes. */
export const WARNING_NAMES: readonly string[] = Object.keys(WARNINGS);

/** One text for every warning that is not acknowledged; nothing where there is none. */
export function warningText(portal: PortalInput): string | undefined {
  const lines = Object.entries(WARNINGS).flatMap(([name, check]) => {
    const text = portal.props.acknowledgeWarnings?.includes(name) ? undefined : check(portal);
    return text === undefined ? [] : [`${text} (acknowledgeWarnings: "${name}")`];
  });
  return lines.length > 0 ? lines.join("\n") : undefined;
}

function isEmpty(values: unknown[] | undefined): boolean {
  return values === undefined || values.length === 0;
}

/** Whether quantities may change; undefined where only Terraform knows. */
function allowsQuantity(updates: SubscriptionUpdateField[] = []): boolean | undefined {
  return hasToken(updates) ? undefined : updates.includes(SubscriptionUpdateField.QUANTITY);
}
