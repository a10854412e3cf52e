import {
  boolean,
  emptyable,
  emptyableList,
  type Fields,
  integer,
  list,
  object,
  oneOf,
  required,
  since,
  string,
} from "../../api/parameters";
import { Since } from "../../api/versions";

export const enabledOnly = object({ enabled: required(boolean()) });

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

export const customerUpdate = {
  allowed_updates: emptyableList(oneOf("address", "email", "name", "phone", "shipping", "tax_id")),
  enabled: boolean(),
} satisfies Fields;

export const cancellationReason = {
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

export const subscriptionCancel = {
  cancellation_reason: object(cancellationReason),
  enabled: boolean(),
  mode: oneOf("at_period_end", "immediately"),
  proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
} satisfies Fields;

export const condition = object({ type: required(oneOf("decreasing_item_amount", "shortening_interval")) });

export const subscriptionUpdate = {
  billing_cycle_anchor: oneOf("now", "unchanged"),
  default_allowed_updates: emptyableList(oneOf("price", "promotion_code", "quantity")),
  enabled: boolean(),
  products: emptyableList(product),
  proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
  schedule_at_period_end: object({ conditions: emptyableList(condition) }),
  trial_update_behavior: oneOf("continue_trial", "end_trial"),
} satisfies Fields;

export const features = {
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

/** The features of a new configuration: every feature is off and has Stripe's defaults. */
export function newFeatures() {
  return {
    customer_update: { allowed_updates: none<string>(), enabled: false },
    invoice_history: { enabled: false },
    payment_method_update: { enabled: false, payment_method_configuration: orNull<string>() },
    subscription_cancel: {
      cancellation_reason: {
        enabled: false,
        feedback_options: orNull<string[]>(),
        options: ["too_expensive", "missing_features", "switched_service", "unused", "other"],
      },
      enabled: false,
      mode: "at_period_end",
      proration_behavior: "none",
    },
    subscription_pause: {
      duration: {
        interval_options: [{ interval: "month", interval_count: 1 }] as PauseInterval[],
        type: "interval_options",
      },
      enabled: false,
    },
    subscription_update: {
      billing_cycle_anchor: orNull<string>(),
      default_allowed_updates: none<string>(),
      enabled: false,
      products: none<ConfigurationProduct>(),
      proration_behavior: "none",
      schedule_at_period_end: { conditions: none<{ type: string }>() },
      trial_update_behavior: "end_trial",
    },
  };
}

/** The features of a configuration, including products and the fields of newer API versions. */
export type ConfigurationFeatures = ReturnType<typeof newFeatures>;

export interface PauseInterval {
  interval: "day" | "week" | "month" | "year";
  interval_count: number;
}

export interface ConfigurationProduct {
  adjustable_quantity: { enabled: boolean; maximum: number | null; minimum: number };
  prices: string[];
  product: string;
}

/** Null in a new configuration, and a value of this type later. */
function orNull<T>(): T | null {
  return null;
}

/** An empty list in a new configuration, and a list of this type later. */
function none<T>(): T[] {
  return [];
}
