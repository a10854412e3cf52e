import { PauseDurationType, StripePortalConfigurationProps } from "../../../lib";

/** What the library refuses though Stripe, or the sandbox, takes it: nobody can mean it. */
export function isSenseless(props: StripePortalConfigurationProps): boolean {
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
    // A form cannot tell these keys from its own syntax, and the sandbox reads them as something else.
    Object.keys(props.metadata ?? {}).some((key) => key === "" || /[[\]]/.test(key))
  );
}
