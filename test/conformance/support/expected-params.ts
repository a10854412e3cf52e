import { Params } from "../../../cli/src/sandbox/dashboard";
import { merge } from "../../../cli/src/sandbox/resources/merge";
import { Configuration } from "../../../cli/src/sandbox/resources/configurations/configuration";
import { StripePortalConfigurationProps } from "../../../lib";
import { OFF } from "../../support/portals";

type Fields = { [name: string]: any };

/** The documented defaults of omitted properties. */
const DEFAULTS = {
  active: true,
  name: "",
  default_return_url: "",
  business_profile: { headline: "", privacy_policy_url: "", terms_of_service_url: "" },
  login_page: { enabled: false },
  features: {
    ...OFF,
    subscription_pause: {
      enabled: false,
      duration: { type: "interval_options", interval_options: [{ interval: "month", interval_count: 1 }] },
    },
  },
};

/** Objects that are on if they are present. */
const TOGGLES = new Set([
  ...Object.keys(DEFAULTS.features),
  "login_page",
  "cancellation_reason",
  "adjustable_quantity",
]);

/** The properties as Stripe's parameters, converted independently of the library. Products of a disabled feature are omitted. */
export function expectedParams(props: StripePortalConfigurationProps): Params {
  const { metadata = {}, name, active, defaultReturnUrl, businessProfile, loginPage, features } = props;
  const given = toStripeParams({ name, active, defaultReturnUrl, businessProfile, loginPage, features });
  const { subscription_update: update } = given.features;
  if (update?.enabled === false) update.products = [];
  const values = Object.entries(metadata).filter(([, value]) => value !== "");
  return { ...(merge(DEFAULTS, given) as Params), metadata: Object.fromEntries(values) };
}

function toStripeParams(value: unknown): any {
  if (Array.isArray(value)) return value.map(toStripeParams);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    const word = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const converted = toStripeParams(inner);
    return [word, TOGGLES.has(word) && converted !== undefined ? { enabled: true, ...converted } : converted];
  });
  const words = Object.fromEntries(entries);
  if ("product" in words) return { adjustable_quantity: { enabled: false }, ...words };
  return "interval" in words ? { interval_count: 1, ...words } : words;
}

/** Reduces parameters or a configuration to the fields that can be compared. */
export function normalize(portal: Params | Configuration): Fields {
  const { metadata, login_page: page, ...rest } = JSON.parse(JSON.stringify(portal)) as Fields;
  const { active, name, default_return_url, business_profile, features } = rest;
  const settings = without({ active, name, default_return_url, business_profile, features });
  return { ...settings, login_page: page.enabled, metadata };
}

/** Omits empty fields, Stripe's defaults, and the settings of features that are off. */
function without(fields: Fields): Fields {
  if (fields.enabled === false) return { enabled: false };
  const isDefault = (name: string, value: unknown): boolean =>
    (name === "billing_cycle_anchor" && value === "unchanged") ||
    (name === "minimum" && value === 0) ||
    (name === "interval_options" && fields.type === "indefinite") ||
    [null, undefined, ""].includes(value as null) ||
    (Array.isArray(value) && value.length === 0);
  const reduced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reduced);
    return typeof value === "object" ? without(value as Fields) : value;
  };
  const entries = Object.entries(fields).filter(([name, value]) => !isDefault(name, value));
  return Object.fromEntries(entries.map(([name, value]) => [name, reduced(value)]));
}
