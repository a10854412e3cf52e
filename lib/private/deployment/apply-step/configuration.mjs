import { send } from "./network/requests.mjs";
import { form, isObject } from "./values.mjs";

/** @import { ShapeRule } from "./network/answers.mjs" */
/** @import { Client } from "./network/connection.mjs" */
/** @import { Fields } from "./values.mjs" */

const PERMISSION = "Customer portal: Write";
const EXPAND = new URLSearchParams([["expand[]", "features.subscription_update.products"]]).toString();

/** Reads the portal configuration. @param {Client} client @param {string} id */
export function readConfiguration(client, id) {
  const action = `the request to read ${id}`;
  return send(client, { path: `${configurationPath(id)}?${EXPAND}`, action, ...sharedBy(id) });
}

/** Updates the portal configuration. @param {Client} client @param {string} id @param {Fields} desired */
export function updateConfiguration(client, id, desired) {
  const parameters = `${new URLSearchParams(form(desired))}&${EXPAND}`;
  return send(client, { path: configurationPath(id), form: parameters, action: "the change", ...sharedBy(id) });
}

/** @param {string} id */
function configurationPath(id) {
  return `/v1/billing_portal/configurations/${encodeURIComponent(id)}`;
}

/** @param {string} id */
function sharedBy(id) {
  return {
    permission: PERMISSION,
    expected: `the portal configuration ${id}`,
    shapeOf: (/** @type {Fields} */ fields) => configurationShape(fields, id),
  };
}

/** @param {Fields} fields @param {string} id @returns {ShapeRule[]} */
function configurationShape(fields, id) {
  const { object, active, livemode, metadata, features } = fields;
  const isMissing = (/** @type {unknown} */ value) => value === null || value === undefined;
  const areFeatures = Object.entries(isObject(features) ? features : {}).map(
    ([name, feature]) =>
      /** @type {ShapeRule} */ ([`features.${name}`, isObject(feature) || isMissing(feature), "an object", feature]),
  );
  return [
    ["object", object === "billing_portal.configuration", "billing_portal.configuration", object],
    ["id", fields.id === id, id, fields.id],
    ["active", typeof active === "boolean", "true or false", active],
    ["livemode", typeof livemode === "boolean", "true or false", livemode],
    ["metadata", isObject(metadata) || isMissing(metadata), "an object", metadata],
    ["features", isObject(features), "an object", features],
    ...areFeatures,
  ];
}
