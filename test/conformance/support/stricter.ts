import { PauseDurationType, StripePortalConfigurationProps } from "../../../lib";

/** The portals that the library rejects as mistakes, although Stripe or the sandbox accepts them. */
export function isRejectedByLibraryOnly(props: StripePortalConfigurationProps): boolean {
  const { customerUpdate, subscriptionCancel, subscriptionPause, subscriptionUpdate } = props.features;
  const lists = [
    customerUpdate?.allowedUpdates,
    subscriptionCancel?.cancellationReason?.options,
    subscriptionUpdate?.defaultAllowedUpdates,
    subscriptionUpdate?.enabled === false ? [] : subscriptionUpdate?.products?.map(({ product }) => product),
  ];
  const { type, intervalOptions } = subscriptionPause?.duration ?? {};
  return (
    lists.some((list = []) => new Set(list).size < list.length) ||
    (type === PauseDurationType.INDEFINITE && intervalOptions !== undefined) ||
    // These keys conflict with the syntax of a form, so the sandbox parses them as another parameter.
    Object.keys(props.metadata ?? {}).some((key) => key === "" || /[[\]]/.test(key))
  );
}
