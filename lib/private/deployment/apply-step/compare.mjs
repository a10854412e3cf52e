import { defaultsOf, identity } from "./desired-state.mjs";
import { report, show } from "./output.mjs";
import { formValue, has, isObject, isSet, join } from "./values.mjs";

/** @import { Fields } from "./values.mjs" */

/** Fields that only Stripe writes, and fields that an app may leave to the Dashboard. No note is printed about them. */
const ORDINARY_FIELDS = new Set(
  `id object application created updated is_default livemode login_page.url
   active name default_return_url business_profile login_page metadata features`.split(/\s+/),
);

/** @typedef {{ path: string, desired: unknown, held: unknown }} Difference */

/**
 * Adds what an update must contain besides the desired state, because Stripe keeps the values of omitted parameters: removed
 * metadata keys, and features that the app does not contain.
 * @param {Fields} desiredState @param {Fields} held @param {string[]} unknownFeatures @returns {Fields}
 */
export function complete(desiredState, held, unknownFeatures) {
  const desired = { ...desiredState };
  if (has(desired, "metadata")) {
    const removed = Object.keys(held.metadata || {}).map((name) => [name, ""]);
    desired.metadata = { ...Object.fromEntries(removed), ...desired.metadata };
  }
  if (unknownFeatures.length > 0) {
    const off = unknownFeatures.map((name) => [name, { enabled: false }]);
    desired.features = { ...desired.features, ...Object.fromEntries(off) };
  }
  return desired;
}

/** @param {Fields} desiredState @param {Fields} held */
export function findUnknownFeatures({ features }, held) {
  return isObject(features) ? featuresOn(held).filter((name) => !has(features, name)) : [];
}

/** @param {Fields} held */
function featuresOn({ features = {} }) {
  return Object.keys(features).filter((name) => isObject(features[name]) && features[name].enabled);
}

/** @param {Fields} held */
export function summary(held) {
  const on = featuresOn(held);
  const features = `${on.length || "no"} feature${on.length > 1 ? "s" : ""} on${on.length > 0 ? ": " : ""}${on.join(", ")}`;
  return `${held.active ? "active" : "inactive"}, ${features}`;
}

/**
 * The differences between the desired state and the state that Stripe holds. Fields outside the desired state are ignored. If
 * an object is off, only its `enabled` is compared.
 * @param {any} desired @param {any} held @param {{ keepOrder: boolean }} options @param {string} [path]
 * @returns {Difference[]}
 */
export function differences(desired, held, options, path = "") {
  if (Array.isArray(desired)) return listDifferences(desired, Array.isArray(held) ? held : [], options, path);
  if (!isObject(desired)) return formValue(desired) === formValue(held) ? [] : [{ path, desired, held }];

  const defaults = defaultsOf(path);
  const compared = path.includes("[") ? { ...defaults, ...desired } : desired;
  const names = isOff(desired, path) ? ["enabled"] : Object.keys(compared);
  return names.flatMap((name) =>
    differences(valueOf(compared, name, defaults), valueOf(held, name, defaults), options, join(path, name)),
  );
}

/**
 * The order of a list is the order that customers see, so a new order is sent. The order in Stripe's answer is not checked.
 * @param {any[]} desired @param {any[]} held @param {{ keepOrder: boolean }} options @param {string} path
 * @returns {Difference[]}
 */
function listDifferences(desired, held, { keepOrder }, path) {
  const byIdentity = (/** @type {any} */ one, /** @type {any} */ other) => identity(one).localeCompare(identity(other));
  const arranged = (/** @type {any[]} */ list) => (keepOrder ? list : [...list].sort(byIdentity));
  const [ours, theirs] = [arranged(desired), arranged(held)];
  if (formValue(ours.map(identity)) !== formValue(theirs.map(identity))) {
    return [{ path, desired: desired.map(identity), held: held.map(identity) }];
  }
  return ours.flatMap((item, index) =>
    isObject(item) ? differences(item, theirs[index], { keepOrder }, `${path}[${identity(item)}]`) : [],
  );
}

/** @param {any} fields @param {string} name @param {Fields} defaults */
function valueOf(fields, name, defaults) {
  const value = has(fields, name) ? fields[name] : undefined;
  return formValue(value) === "" && has(defaults, name) ? defaults[name] : value;
}

/** Metadata is never off: a key of it may be named `enabled`. @param {Fields} desired @param {string} path */
function isOff(desired, path) {
  return path !== "metadata" && has(desired, "enabled") && String(desired.enabled) === "false";
}

/** @param {Difference[]} mismatches */
export function mismatchMessage(mismatches) {
  return [
    "Stripe accepted the change, but its answer differs from your app:",
    ...mismatches.map(({ path, desired, held }) => `  ${path}: expected ${show(desired)}, got ${show(held)}`),
    "Someone may have edited the portal at the same time. Run `apply` again.",
  ].join("\n");
}

/** @param {Fields} desired @param {Fields} held @param {string} [parent] */
export function reportUnknownSettings(desired, held, parent = "") {
  for (const [name, value] of Object.entries(held)) {
    const path = join(parent, name);
    if (!has(desired, name)) {
      if (!isSet(value) || ORDINARY_FIELDS.has(path)) continue;
      report(`note: ${path} is not in your app and is ${show(value)} in Stripe: it was left unchanged`);
    } else if (isObject(desired[name]) && isObject(value) && !isOff(desired[name], path)) {
      reportUnknownSettings(desired[name], value, path);
    }
  }
}
