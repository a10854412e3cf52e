import { pagingFields } from "../../api/list";
import {
  boolean,
  emptyable,
  emptyableList,
  type Fields,
  integer,
  list,
  metadata,
  object,
  oneOf,
  required,
  since,
  string,
  url,
  type Values,
} from "../../api/parameters";
import { Since } from "../../api/versions";

const enabledOnly = object({ enabled: required(boolean()) });

const product = object({
  adjustable_quantity: object({
    enabled: required(boolean()),
    maximum: integer({ minimum: 0 }),
    minimum: integer({ minimum: 0 }),
  }),
  prices: required(list(string())),
  product: required(string()),
});

const pauseDuration = object({
  interval_options: emptyableList(
    object({
      interval: required(oneOf("day", "week", "month", "year")),
      interval_count: integer({ minimum: 1 }),
    }),
  ),
  type: required(oneOf("indefinite", "interval_options")),
});

const customerUpdate = {
  allowed_updates: emptyableList(oneOf("address", "email", "name", "phone", "shipping", "tax_id")),
  enabled: boolean(),
} satisfies Fields;

const cancellationReason = {
  enabled: required(boolean()),
  feedback_options: since(Since.FEEDBACK_OPTIONS, emptyableList(string())),
  options: emptyableList(
    oneOf(
      "customer_service",
      "low_quality",
      "missing_features",
      "other",
      "switched_service",
      "too_complex",
      "too_expensive",
      "unused",
    ),
  ),
} satisfies Fields;

const subscriptionCancel = {
  cancellation_reason: object(cancellationReason),
  enabled: boolean(),
  mode: oneOf("at_period_end", "immediately"),
  proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
} satisfies Fields;

const condition = object({ type: required(oneOf("decreasing_item_amount", "shortening_interval")) });

const subscriptionUpdate = {
  billing_cycle_anchor: oneOf("now", "unchanged"),
  default_allowed_updates: emptyableList(oneOf("price", "promotion_code", "quantity")),
  enabled: boolean(),
  products: emptyableList(product),
  proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
  schedule_at_period_end: object({ conditions: emptyableList(condition) }),
  trial_update_behavior: oneOf("continue_trial", "end_trial"),
} satisfies Fields;

const features = {
  customer_update: object(customerUpdate),
  invoice_history: enabledOnly,
  payment_method_update: object({
    enabled: required(boolean()),
    payment_method_configuration: emptyable(string()),
  }),
  subscription_cancel: object(subscriptionCancel),
  subscription_pause: since(Since.SUBSCRIPTION_PAUSE, object({ duration: pauseDuration, enabled: boolean() })),
  subscription_update: object(subscriptionUpdate),
} satisfies Fields;

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
