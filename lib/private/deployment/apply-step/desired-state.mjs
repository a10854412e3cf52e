import zlib from "node:zlib";
import { StepError } from "./output.mjs";
import { env, formValue, has, isObject, isUnset, join, orUndefined, parseObject } from "./values.mjs";

/** @import { Fields } from "./values.mjs" */

/**
 * Stripe's defaults for fields that are not set. Stripe replaces a list as a whole, so a field that is missing from a list item
 * has its default too.
 */
const DEFAULTS = new Map(
  Object.entries({
    "features.subscription_cancel": { mode: "at_period_end", proration_behavior: "none" },
    "features.subscription_update": {
      billing_cycle_anchor: "unchanged",
      proration_behavior: "none",
      trial_update_behavior: "end_trial",
    },
    "features.subscription_update.products[].adjustable_quantity": { minimum: 0, maximum: "" },
    "features.subscription_pause.duration": { type: "interval_options" },
    "features.subscription_pause.duration.interval_options[]": { interval_count: 1 },
  }),
);

/**
 * Reads the desired state, which Terraform compresses: Linux limits an environment variable to 128 KiB, and Terraform's
 * `jsonencode` writes `<` as six bytes.
 * @returns {Fields}
 */
export function readDesiredState() {
  const source = env("STRIPE_PORTAL_DESIRED_STATE");
  const json = orUndefined(() => zlib.gunzipSync(Buffer.from(source, "base64")).toString());
  const state = json && parseObject(json);
  if (state) return state;
  const got = !source
    ? "nothing"
    : json === undefined
      ? "something that gzip cannot read"
      : "something other than a JSON object";
  throw new StepError(
    "STRIPE_PORTAL_DESIRED_STATE must be a JSON object, compressed with gzip and encoded in base64, as the library sets it; " +
      `got: ${got}. Synthesize your app again.`,
  );
}

/**
 * Reads null and "", the values of an unset variable, as "not set". A field that is not set gets Stripe's default or, without
 * one, the empty string, which unsets it. In a list it is dropped: Stripe replaces a list as a whole and rejects empty items.
 * @param {any} value @param {string} [path] @returns {any}
 */
export function resolveUnset(value, path = "") {
  if (Array.isArray(value)) {
    return value.filter((item) => !isUnset(item)).map((item) => resolveUnset(item, `${path}[${identity(item)}]`));
  }
  if (!isObject(value)) return isUnset(value) ? "" : value;
  const defaults = defaultsOf(path);
  const isInList = path.includes("[");
  const entries = Object.entries(value).flatMap(([name, item]) => {
    if (name === "") return [];
    if (!isUnset(item)) return [[name, resolveUnset(item, join(path, name))]];
    if (isBoolean(path, name)) throw new StepError(unsetBooleanMessage(join(path, name), item));
    return isInList ? [] : [[name, has(defaults, name) ? defaults[name] : ""]];
  });
  return Object.fromEntries(entries);
}

/** @param {string} path @param {string} name Metadata may have a key of any name. */
function isBoolean(path, name) {
  return path === "" ? name === "active" : path !== "metadata" && name === "enabled";
}

/** @param {string} path @param {unknown} value */
function unsetBooleanMessage(path, value) {
  return (
    `\`${path}\` must be true or false; got: ${JSON.stringify(value)}. ` +
    "Set the variable or expression that provides it."
  );
}

/** @param {string} path @returns {Fields} */
export function defaultsOf(path) {
  return DEFAULTS.get(path.replace(/\[[^\]]*\]/g, "[]")) || {};
}

/**
 * The part of a list item that tells it apart: a string itself, or the id or type of a product, a condition or an interval.
 * @param {any} item
 */
export function identity(item) {
  if (!isObject(item)) return formValue(item);
  if (item.interval) return `${item.interval_count || 1} ${item.interval}`;
  return String(item.product || item.type || item.id || "");
}
