import { pagingFields } from "../../api/list";
import {
  boolean,
  emptyable,
  type Fields,
  list,
  metadata,
  object,
  required,
  string,
  url,
  type Values,
} from "../../api/parameters";
import {
  cancellationReason,
  condition,
  customerUpdate,
  enabledOnly,
  features,
  subscriptionCancel,
  subscriptionUpdate,
} from "./features";

const common = {
  default_return_url: emptyable(url()),
  login_page: enabledOnly,
  name: emptyable(string({ maxLength: 256 })),
} satisfies Fields;

const headline = emptyable(string({ maxLength: 60 }));

/** The parameters of an update: all are optional, and `""` unsets every string and list. */
export const updateFields = {
  ...common,
  active: boolean(),
  business_profile: object({ headline, privacy_policy_url: emptyable(url()), terms_of_service_url: emptyable(url()) }),
  features: object(features),
  metadata: emptyable(metadata()),
} satisfies Fields;

/** The parameters of a create: `enabled` of each feature is required, `active` is unknown, and `""` does not unset links, metadata and conditions. */
export const createFields = {
  ...common,
  business_profile: object({ headline, privacy_policy_url: url(), terms_of_service_url: url() }),
  features: required(
    object({
      ...features,
      customer_update: object({ ...customerUpdate, enabled: required(customerUpdate.enabled) }),
      subscription_cancel: object({
        ...subscriptionCancel,
        enabled: required(subscriptionCancel.enabled),
        cancellation_reason: object({ ...cancellationReason, options: required(cancellationReason.options) }),
      }),
      subscription_update: object({
        ...subscriptionUpdate,
        enabled: required(subscriptionUpdate.enabled),
        schedule_at_period_end: object({ conditions: list(condition) }),
      }),
    }),
  ),
  metadata: metadata(),
} satisfies Fields;

export const listFields = { ...pagingFields, active: boolean(), is_default: boolean() } satisfies Fields;

/** The common type of the parameters of create and update. */
export type ConfigurationChange = Values<typeof updateFields>;
