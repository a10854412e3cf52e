import { ApplyVia } from "../../apply-via";
import { BillingCycleAnchor } from "../../features/subscription-update";
import { namesOfUnset, nullIf, nullIfEmpty, setItems, setValues } from "../terraform/expressions";
import { Body } from "../terraform/overrides";
import { isStruct } from "../terraform/tokens";

/** An attribute of the provider's resource: its type, or the attributes nested in it. */
export type Attribute = "string" | "list" | "map" | "other" | Attributes;

export interface Attributes {
  readonly [name: string]: Attribute;
}

/** The attributes of a portal in provider 0.3.0. Its schema also contains `products`, but all values of it fail. */
export const PROVIDER_ATTRIBUTES: Attributes = {
  active: "other",
  business_profile: { headline: "string", privacy_policy_url: "string", terms_of_service_url: "string" },
  default_return_url: "string",
  features: {
    customer_update: { allowed_updates: "list", enabled: "other" },
    invoice_history: { enabled: "other" },
    payment_method_update: { enabled: "other", payment_method_configuration: "string" },
    subscription_cancel: {
      cancellation_reason: { enabled: "other", options: "list" },
      enabled: "other",
      mode: "other",
      proration_behavior: "other",
    },
    subscription_update: {
      billing_cycle_anchor: "other",
      default_allowed_updates: "list",
      enabled: "other",
      products: "other",
      proration_behavior: "other",
      schedule_at_period_end: { conditions: "other" },
      trial_update_behavior: "other",
    },
  },
  login_page: { enabled: "other" },
  metadata: "map",
  name: "string",
};

/** The names of the attributes that the step manages. The provider's resource manages the others. */
export function attributesOfStep(portal: Body, applyVia: ApplyVia): string[] {
  if (applyVia === ApplyVia.PROVIDER) return [];
  if (applyVia === ApplyVia.STEP) return Object.keys(portal);
  const { features, login_page: loginPage } = portal as { features?: Body; login_page?: unknown };
  const left = new Set(unsupportedPaths(portal).map((path) => path.split(".")[0]));
  if (isOn(features?.subscription_update)) left.add("features");
  // Sent together, so that a change that activates a portal and disables features never activates the old features.
  if (left.has("features")) left.add("active");
  // The provider fails if the login page of an existing portal is turned on.
  if (isOn(loginPage)) left.add("login_page");
  return Object.keys(portal).filter((name) => left.has(name));
}

/** The paths of used parameters that the provider does not support. */
export function unsupportedPaths(portal: unknown, attributes: Attribute = PROVIDER_ATTRIBUTES): string[] {
  if (typeof attributes === "string" || !isStruct(portal)) return [];
  return Object.entries(portal).flatMap(([name, value]) => {
    const inner = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (inner === undefined) return isUnused(value) ? [] : [name];
    return unsupportedPaths(value, inner).map((path) => `${name}.${path}`);
  });
}

/** The portal for the provider, which fails on empty strings and does not support newer parameters. */
export function nativePortal(portal: Body): Body {
  return native(withoutFailing(portal), PROVIDER_ATTRIBUTES) as Body;
}

/** The portal with plan switching off, because the provider fails on the required products. */
export function withoutPlanSwitching(portal: Body): Body {
  const { features } = portal as { features?: Body };
  if (!isStruct(features) || !isOn(features.subscription_update)) return portal;
  return { ...portal, features: { ...features, subscription_update: { enabled: false } } };
}

/** The paths of the portal's strings that are not set: the provider cannot clear a string. */
export function unsetStrings(portal: Body): unknown {
  return namesOfUnset(stringsOf(portal, PROVIDER_ATTRIBUTES));
}

function stringsOf(value: unknown, attribute: Attribute, path = ""): [path: string, value: unknown][] {
  if (attribute === "string") return value === undefined ? [] : [[path, value]];
  if (typeof attribute === "string" || !isStruct(value)) return [];
  return Object.entries(attribute).flatMap(([name, inner]) =>
    stringsOf(value[name], inner, path === "" ? name : `${path}.${name}`),
  );
}

function native(value: unknown, attribute: Attribute): unknown {
  switch (attribute) {
    case "string":
      return nullIfEmpty(value);
    case "list":
      return setItems(value);
    case "map":
      return setValues(value);
    case "other":
      return value;
    default:
      return isStruct(value) ? nativeStruct(value, attribute) : value;
  }
}

function nativeStruct(struct: Body, attributes: Attributes): Body | undefined {
  const entries = Object.entries(struct)
    .filter(([name]) => Object.hasOwn(attributes, name))
    .map(([name, value]) => [name, native(value, attributes[name])])
    .filter(([, value]) => value !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Removes values of plan switching that the provider, or Stripe at creation, rejects. */
function withoutFailing(portal: Body): Body {
  const { features } = portal as { features?: Body };
  const update = features?.subscription_update;
  if (!isStruct(update)) return portal;
  const { products, billing_cycle_anchor: anchor, schedule_at_period_end: schedule, ...rest } = update;
  const conditions = isStruct(schedule) ? schedule.conditions : schedule;
  return {
    ...portal,
    features: {
      ...features,
      subscription_update: {
        ...rest,
        ...(isOn(update) && { products }),
        // Stripe may return null for "unchanged", which the provider reports as an inconsistent result.
        billing_cycle_anchor: nullIf(anchor, BillingCycleAnchor.UNCHANGED),
        // Stripe rejects an empty list when a portal is created.
        ...(!isUnused(conditions) && { schedule_at_period_end: schedule }),
      },
    },
  };
}

/** Returns true if a feature or the login page may be on. */
function isOn(feature: unknown): boolean {
  return isStruct(feature) ? feature.enabled !== false : feature !== undefined;
}

function isUnused(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === "" || (isStruct(value) && value.enabled === false);
}
