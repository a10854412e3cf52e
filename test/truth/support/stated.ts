import { Params } from "../../../cli/src/sandbox/account-view";
import { merge } from "../../../cli/src/sandbox/merge";
import { Configuration } from "../../../cli/src/sandbox/wire";
import { StripePortalConfigurationProps } from "../../../lib";

type Fields = { [name: string]: any };

/** What a program says by leaving something out, as its documentation tells. */
const SILENCE = {
  active: true,
  name: "",
  default_return_url: "",
  business_profile: { headline: "", privacy_policy_url: "", terms_of_service_url: "" },
  login_page: { enabled: false },
  features: {
    customer_update: { enabled: false, allowed_updates: [] },
    invoice_history: { enabled: false },
    payment_method_update: { enabled: false, payment_method_configuration: "" },
    subscription_cancel: {
      enabled: false,
      mode: "at_period_end",
      proration_behavior: "none",
      cancellation_reason: { enabled: false, options: [], feedback_options: [] },
    },
    subscription_pause: {
      enabled: false,
      duration: { type: "interval_options", interval_options: [{ interval: "month", interval_count: 1 }] },
    },
    subscription_update: {
      enabled: false,
      default_allowed_updates: [],
      products: [],
      proration_behavior: "none",
      billing_cycle_anchor: "unchanged",
      trial_update_behavior: "end_trial",
      schedule_at_period_end: { conditions: [] },
    },
  },
};

/** What is on when it is there. */
const SWITCHES = new Set([
  ...Object.keys(SILENCE.features),
  "login_page",
  "cancellation_reason",
  "adjustable_quantity",
]);

/** A program as Stripe's parameters, word for word and without the library, but without products that are not sent. */
export function stated(props: StripePortalConfigurationProps): Params {
  const { metadata = {}, name, active, defaultReturnUrl, businessProfile, loginPage, features } = props;
  const said = inStripesWords({ name, active, defaultReturnUrl, businessProfile, loginPage, features });
  const { subscription_update: update } = said.features;
  if (update?.enabled === false) update.products = [];
  const values = Object.entries(metadata).filter(([, value]) => value !== "");
  return { ...(merge(SILENCE, said) as Params), metadata: Object.fromEntries(values) };
}

function inStripesWords(value: unknown): any {
  if (Array.isArray(value)) return value.map(inStripesWords);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    const word = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const said = inStripesWords(inner);
    return [word, SWITCHES.has(word) && said !== undefined ? { enabled: true, ...said } : said];
  });
  const words = Object.fromEntries(entries);
  if ("product" in words) return { adjustable_quantity: { enabled: false }, ...words };
  return "interval" in words ? { interval_count: 1, ...words } : words;
}

/** What can be seen of stated parameters, or of a configuration that should hold them. */
export function essence(portal: Params | Configuration): Fields {
  const { metadata, login_page: page, ...rest } = JSON.parse(JSON.stringify(portal)) as Fields;
  const { active, name, default_return_url, business_profile, features } = rest;
  const settings = without({ active, name, default_return_url, business_profile, features });
  return { ...settings, login_page: page.enabled, metadata };
}

/** Without what is empty, what is Stripe's way to say nothing, and the settings of what is off. */
function without(fields: Fields): Fields {
  if (fields.enabled === false) return { enabled: false };
  const silent = (name: string, value: unknown): boolean =>
    (name === "billing_cycle_anchor" && value === "unchanged") ||
    (name === "minimum" && value === 0) ||
    (name === "interval_options" && fields.type === "indefinite") ||
    [null, undefined, ""].includes(value as null) ||
    (Array.isArray(value) && value.length === 0);
  const seen = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(seen);
    return typeof value === "object" ? without(value as Fields) : value;
  };
  const entries = Object.entries(fields).filter(([name, value]) => !silent(name, value));
  return Object.fromEntries(entries.map(([name, value]) => [name, seen(value)]));
}
