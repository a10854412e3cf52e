import { send } from "./network/requests.mjs";
import { isObject, isUnset } from "./values.mjs";

/** @import { ShapeRule } from "./network/answers.mjs" */
/** @import { Client } from "./network/connection.mjs" */
/** @import { Fields } from "./values.mjs" */

const MAX_KEYS_PER_REQUEST = 10;

/** Currencies whose amounts Stripe does not count in hundredths. ISK and UGX have no minor unit, but Stripe counts hundredths. */
const ZERO_DECIMAL = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" ");
const THREE_DECIMAL = "BHD JOD KWD OMR TND".split(" ");

/**
 * Finds prices by their lookup keys. Archived prices are included, because they keep their keys.
 * @param {Client} client @param {string[]} keys @param {string} mode @returns {Promise<Map<string, Fields>>}
 */
export async function findPrices(client, keys, mode) {
  const prices = new Map();
  for (let start = 0; start < keys.length; start += MAX_KEYS_PER_REQUEST) {
    const some = keys.slice(start, start + MAX_KEYS_PER_REQUEST);
    const query = new URLSearchParams({ limit: "100" });
    for (const key of some) query.append("lookup_keys[]", key);
    const { data } = await send(client, {
      path: `/v1/prices?${query}`,
      action: `the request to read the prices with the lookup keys ${some.join(", ")} in ${mode} mode`,
      permission: "Prices: Read",
      expected: "a list of prices",
      shapeOf: priceListShape,
    });
    for (const price of data) prices.set(price.lookup_key, price);
  }
  return prices;
}

/** @param {Fields} list @returns {ShapeRule[]} */
function priceListShape({ object, data }) {
  const prices = Array.isArray(data) ? data : [];
  return [
    ["object", object === "list", "list", object],
    ["data", Array.isArray(data), "a list", data],
    ...prices.flatMap((price, index) => priceShape(price, `data[${index}]`)),
  ];
}

/** @param {any} price @param {string} path @returns {ShapeRule[]} */
function priceShape(price, path) {
  if (!isObject(price)) return [[path, false, "an object", price]];
  const { active, recurring } = price;
  const strings = ["id", "lookup_key", "product", "currency"].map(
    (name) => /** @type {ShapeRule} */ ([`${path}.${name}`, typeof price[name] === "string", "a string", price[name]]),
  );
  return [
    ...strings,
    [`${path}.active`, typeof active === "boolean", "true or false", active],
    [`${path}.recurring`, isObject(recurring) || recurring === null, "an object or null", recurring],
  ];
}

/** A recurring price in a message, such as `20.00 USD / month`. @param {Fields} price */
export function describePrice({ billing_scheme, currency, unit_amount_decimal, recurring }) {
  const code = currency.toUpperCase();
  if (billing_scheme === "tiered") return `tiers in ${code}${period(recurring)}`;
  if (isUnset(unit_amount_decimal)) return `custom amount in ${code}${period(recurring)}`;
  return `${majorUnits(String(unit_amount_decimal), code)} ${code}${period(recurring)}`;
}

/** @param {Fields} recurring */
function period({ interval, interval_count }) {
  return interval_count === 1 ? ` / ${interval}` : ` every ${interval_count} ${interval}s`;
}

/** Stripe's amount, a decimal number of minor units such as cents, in the currency's unit. @param {string} amount @param {string} code */
function majorUnits(amount, code) {
  const decimals = ZERO_DECIMAL.includes(code) ? 0 : THREE_DECIMAL.includes(code) ? 3 : 2;
  const [whole, fraction = ""] = amount.split(".");
  const digits = whole.padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  const minor = digits.slice(point) + fraction;
  return minor ? `${digits.slice(0, point)}.${minor}` : digits;
}
