/** @typedef {{ [name: string]: any }} Fields */

/** @param {string} name */
export function env(name) {
  return (process.env[name] || "").trim();
}

/** @param {any} value @returns {value is Fields} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Looks at own properties only: a metadata key may be named `constructor`. @param {any} fields @param {string} name */
export function has(fields, name) {
  return isObject(fields) && Object.prototype.hasOwnProperty.call(fields, name);
}

/** @param {any} value @returns {boolean} */
export function isSet(value) {
  if (isObject(value)) return value.enabled !== false && Object.values(value).some(isSet);
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** @param {any} value */
export function isUnset(value) {
  return value === null || value === undefined || value === "";
}

/** The value as a form encodes it: null, an empty list and an empty string are the same. @param {any} value */
export function formValue(value) {
  if (isUnset(value) || (Array.isArray(value) && value.length === 0)) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** @param {any} value @param {string} [name] @returns {[string, string][]} */
export function form(value, name = "") {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item, index) => form(item, `${name}[${index}]`));
  if (!isObject(value)) return [[name, formValue(value)]];
  return Object.entries(value).flatMap(([key, item]) => form(item, name ? `${name}[${key}]` : key));
}

/** @param {string} parent @param {string} name */
export function join(parent, name) {
  return parent ? `${parent}.${name}` : name;
}

/** @param {string} json @returns {Fields | undefined} */
export function parseObject(json) {
  const value = orUndefined(() => JSON.parse(json));
  return isObject(value) ? value : undefined;
}

/** Returns undefined if the function throws. @template T @param {() => T} produce @returns {T | undefined} */
export function orUndefined(produce) {
  try {
    return produce();
  } catch {
    return undefined;
  }
}
