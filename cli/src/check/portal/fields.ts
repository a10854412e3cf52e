/** The fields of a portal that this version compares, with Stripe's names. Everything else in an answer is unknown. */

/** An object with Stripe's names. */
export type Fields = { readonly [name: string]: unknown };

interface FieldOptions {
  /** The provider cannot read it, so only the step manages it. */
  readonly stepOnly?: boolean;
}

/** A string, number or boolean. */
export interface ValueField extends FieldOptions {
  readonly kind: "value";
  /** The closed set of its values. */
  readonly values?: readonly string[];
  /** Stripe's value if it is not set. */
  readonly fallback?: unknown;
}

/** A list of strings from a closed set or of any kind, or of objects. */
export interface ListField extends FieldOptions {
  readonly kind: "list";
  readonly values?: readonly string[];
  readonly item?: StructField;
}

/** An object with a fixed set of fields. If it has `enabled`, the others have no effect while that is false. */
export interface StructField extends FieldOptions {
  readonly kind: "struct";
  readonly fields: { readonly [name: string]: Field };
}

/** An object with keys of the app's choice. */
export interface MapField extends FieldOptions {
  readonly kind: "map";
}

export type Field = ValueField | ListField | StructField | MapField;

const any: ValueField = { kind: "value" };
const enabled: ValueField = { kind: "value", fallback: false };
const oneOf = (values: readonly string[], fallback?: string): ValueField => ({ kind: "value", values, fallback });
const withDefault = (fallback: unknown): ValueField => ({ kind: "value", fallback });
const listOf = (...values: readonly string[]): ListField => ({ kind: "list", values });
const struct = (fields: StructField["fields"]): StructField => ({ kind: "struct", fields });
const stepOnly = <F extends Field>(field: F): F => ({ ...field, stepOnly: true });

const customerUpdate = struct({
  enabled,
  allowed_updates: listOf("address", "email", "name", "phone", "shipping", "tax_id"),
});

const subscriptionCancel = struct({
  enabled,
  mode: oneOf(["at_period_end", "immediately"], "at_period_end"),
  proration_behavior: oneOf(["always_invoice", "create_prorations", "none"], "none"),
  cancellation_reason: struct({
    enabled,
    options: listOf(
      "customer_service",
      "low_quality",
      "missing_features",
      "other",
      "switched_service",
      "too_complex",
      "too_expensive",
      "unused",
    ),
    feedback_options: stepOnly({ kind: "list" }),
  }),
});

const product = struct({
  product: any,
  prices: { kind: "list" },
  adjustable_quantity: struct({ enabled, minimum: withDefault(0), maximum: any }),
});

const subscriptionUpdate = struct({
  enabled,
  default_allowed_updates: listOf("price", "promotion_code", "quantity"),
  proration_behavior: oneOf(["always_invoice", "create_prorations", "none"], "none"),
  billing_cycle_anchor: oneOf(["now", "unchanged"], "unchanged"),
  trial_update_behavior: oneOf(["continue_trial", "end_trial"], "end_trial"),
  products: stepOnly({ kind: "list", item: product }),
  schedule_at_period_end: struct({
    conditions: {
      kind: "list",
      item: struct({ type: oneOf(["decreasing_item_amount", "shortening_interval"]) }),
    },
  }),
});

const subscriptionPause = struct({
  enabled,
  duration: struct({
    type: oneOf(["indefinite", "interval_options"], "interval_options"),
    interval_options: {
      kind: "list",
      item: struct({ interval: oneOf(["day", "week", "month", "year"]), interval_count: withDefault(1) }),
    },
  }),
});

/** A whole portal. */
export const PORTAL = struct({
  active: any,
  name: any,
  default_return_url: any,
  business_profile: struct({ headline: any, privacy_policy_url: any, terms_of_service_url: any }),
  login_page: struct({ enabled }),
  metadata: { kind: "map" },
  features: struct({
    customer_update: customerUpdate,
    invoice_history: struct({ enabled }),
    payment_method_update: struct({ enabled, payment_method_configuration: any }),
    subscription_cancel: subscriptionCancel,
    subscription_update: subscriptionUpdate,
    subscription_pause: stepOnly(subscriptionPause),
  }),
});

/** Fields that only Stripe writes. */
export const READ_ONLY: ReadonlySet<string> = new Set([
  "application",
  "created",
  "id",
  "is_default",
  "livemode",
  "object",
  "updated",
  "login_page.url",
]);

/** A value that Terraform learns during the apply. */
export const KNOWN_AFTER_APPLY = "(known after apply)";

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object's own field: a metadata key may be named `constructor`. */
export function fieldOf(object: unknown, name: string): unknown {
  return isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Returns true for null, the empty string and the empty list, which are equal in Stripe's form encoding. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** The part of a list item that distinguishes it from the others: an id, a type or an interval. */
export function identityOf(item: unknown): string {
  if (!isObject(item)) return String(item);
  const { product: id, type, interval, interval_count: count } = item;
  return interval === undefined ? String(id ?? type ?? "") : `${String(count ?? 1)} ${String(interval)}`;
}
