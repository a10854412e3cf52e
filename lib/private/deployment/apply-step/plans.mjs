import { resolveUnset } from "./desired-state.mjs";
import { report, StepError } from "./output.mjs";
import { planViolations, priceViolations } from "./plan-rules.mjs";
import { describePrice, findPrices } from "./prices.mjs";
import { has, isObject, isUnset } from "./values.mjs";

/** @import { Client } from "./network/connection.mjs" */
/** @import { Fields } from "./values.mjs" */

/**
 * A product, named by the lookup keys of its prices.
 * @typedef {{ name: string, keys: string[], fields: Fields }} Plan `fields` are the others of the product in Stripe.
 */

/**
 * Separates the plans, which Stripe does not know, from the portal. Resolves unset values, except lookup keys.
 * @param {Fields} state @returns {{ plans: Plan[], portal: Fields }}
 */
export function takePlans(state) {
  const update = isObject(state.features) ? state.features.subscription_update : undefined;
  if (!has(update, "plans")) return { plans: [], portal: resolveUnset(state) };
  const { plans, ...others } = update;
  const isOff = update.enabled === false;
  return {
    plans: isUnset(plans) || isOff ? [] : plans.map(readPlan),
    portal: resolveUnset({ ...state, features: { ...state.features, subscription_update: others } }),
  };
}

/** Reads an unset key as "". @param {Fields} plan @param {number} index @returns {Plan} */
function readPlan({ lookup_keys, ...fields }, index) {
  const keys = (isUnset(lookup_keys) ? [] : lookup_keys).map((/** @type {any} */ key) =>
    isUnset(key) ? "" : `${key}`,
  );
  const shown = keys.map((/** @type {string} */ key) => key || "not set").join(", ");
  const name = `plans[${index}] (${shown || "no lookup keys"})`;
  return { name, keys, fields: resolveUnset(fields, `features.subscription_update.${name}`) };
}

/**
 * Adds the plans to the products of the portal.
 * @param {Plan[]} plans @param {Fields} portal @param {Client} client @param {string} mode @returns {Promise<Fields>}
 */
export async function resolvePlans(plans, portal, client, mode) {
  if (plans.length === 0) return portal;
  const { subscription_update: update } = portal.features;
  const listed = update.products || [];
  failIfAny(planViolations(plans, listed), mode);
  const keys = plans.flatMap((plan) => plan.keys);
  const prices = await findPrices(client, keys, mode);
  failIfAny(priceViolations(plans, listed, prices), mode);

  const priceOf = (/** @type {string} */ key) => /** @type {Fields} */ (prices.get(key));
  for (const key of keys) {
    const price = priceOf(key);
    report(`${key} -> ${price.id} (${price.product}, ${describePrice(price)})`);
  }
  const products = plans.map(({ keys, fields }) => ({
    product: priceOf(keys[0]).product,
    prices: keys.map((key) => priceOf(key).id),
    ...fields,
  }));
  return {
    ...portal,
    features: { ...portal.features, subscription_update: { ...update, products: [...listed, ...products] } },
  };
}

/** @param {string[]} violations @param {string} mode */
function failIfAny(violations, mode) {
  if (violations.length === 0) return;
  throw new StepError([`the plans cannot be used in Stripe's ${mode} mode:`, ...violations].join("\n  "));
}
