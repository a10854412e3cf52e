import { addCatalog, portalProps } from "../workload.mjs";

/** The values of a changed portal. The provider sends them, or the step if the portal has one. */
const CHANGED_CANCELLATION = { mode: "at_period_end", prorationBehavior: "none" };

/**
 * Adds portals to a stack, with their products and prices. Without a step, they have neither plan switching nor a login page.
 * @param {any} packages
 * @param {any} stack
 * @param {{ portals: number, hasStep: boolean, isChanged?: (number: number) => boolean }} options
 */
export function addPortals({ portal, provider }, stack, { portals, hasStep, isChanged = () => false }) {
  new provider.StripeProvider(stack, "stripe");
  const catalog = addCatalog(provider, stack);
  for (let number = 0; number < portals; number++) {
    const { features, loginPage, ...props } = portalProps(number, catalog);
    const { subscriptionUpdate, subscriptionCancel, ...others } = features;
    const cancellation = isChanged(number) ? { ...subscriptionCancel, ...CHANGED_CANCELLATION } : subscriptionCancel;
    new portal.StripePortalConfiguration(stack, `portal-${number}`, {
      ...props,
      ...(hasStep ? { loginPage } : { applyVia: portal.ApplyVia.PROVIDER }),
      features: { ...others, subscriptionCancel: cancellation, ...(hasStep && { subscriptionUpdate }) },
    });
  }
}
