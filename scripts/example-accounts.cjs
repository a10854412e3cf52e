// The accounts of the sandbox that the examples are deployed into, by `npm start` and the end-to-end tests.

/** @import { Sandbox } from "../cli/dist/sandbox" */

/** The examples that are deployed into other modes than test mode only. @type {Readonly<Record<string, readonly Mode[]>>} */
const MODES = { "one-app-two-modes": ["test", "live"] };

/** @typedef {"test" | "live"} Mode */

/** The modes to deploy an example into. @param {string} example @returns {readonly Mode[]} */
function modesOf(example) {
  return MODES[example] ?? ["test"];
}

/**
 * Creates the products and prices that exist before the examples are deployed, and returns the environment of their deployments.
 * @param {Sandbox} sandbox @param {Mode} mode @returns {Record<string, string>}
 */
function prepareAccount(sandbox, mode) {
  const dashboard = sandbox.dashboard({ mode });
  const plans = { pro: 2_000, team: 900 };
  for (const [name, monthly] of Object.entries(plans)) {
    const { id: product } = dashboard.create("product", { name });
    const prices = {
      monthly: { interval: "month", amount: monthly },
      yearly: { interval: "year", amount: 10 * monthly },
    };
    for (const [term, { interval, amount }] of Object.entries(prices)) {
      dashboard.create("price", {
        product,
        currency: "usd",
        unit_amount: amount,
        recurring: { interval },
        lookup_key: `${name}_${term}`,
      });
    }
  }
  return {
    STRIPE_API_KEY: sandbox.keys[mode],
    STRIPE_MODE: mode,
    TF_VAR_default_portal: dashboard.list("configuration")[0].id,
    TF_VAR_stripe_api_key: sandbox.keys[mode],
  };
}

module.exports = { modesOf, prepareAccount };
