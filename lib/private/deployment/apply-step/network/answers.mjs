import { CHECK_PROXY, HOST } from "./constants.mjs";
import { ISSUES, show } from "../output.mjs";
import { isObject, parseObject } from "../values.mjs";

/** @import { Answer } from "./connection.mjs" */
/** @import { Call } from "./requests.mjs" */
/** @import { Fields } from "../values.mjs" */

/** A rule for the shape of an answer: path, whether it is met, the expected value, and the value received. */
/** @typedef {[path: string, isMet: boolean, expected: string, got: unknown]} ShapeRule */

/**
 * The message for an answer that is not the requested object; undefined if it is.
 * @param {Answer} answer @param {Fields} fields The answer's JSON. @param {Call} call
 */
export function problemOf({ status, headers, body }, fields, call) {
  if (status === 0) return `Stripe could not be reached: ${body}.`;
  if (isObject(fields.error)) return rejection(fields.error, status, headers["request-id"], call);
  if (status === 200 && parseObject(body)) return shapeProblem(call.expected, call.shapeOf(fields));
  const facts = [headers["content-type"] || "no content type", !body && "empty"];
  if (headers.location) facts.push(`redirect to ${headers.location}`);
  return (
    `${HOST} answered ${status} with something other than an API response (${facts.filter(Boolean).join(", ")}). ` +
    CHECK_PROXY
  );
}

/** @param {Fields} error @param {number} status @param {unknown} request The request's id. @param {Call} call */
function rejection(error, status, request, { action, permission }) {
  const isString = (/** @type {unknown} */ value) => typeof value === "string" && value !== "";
  const { message, type, param, code } = error;
  const facts = Object.entries({ type: isString(message) ? "" : type, param, code, request });
  const details = facts.filter(([, value]) => isString(value)).map(([name, value]) => `${name}: ${value}`);
  return [
    `Stripe rejected ${action} (${status})${isString(message) ? `: ${message}` : " without a message."}`,
    details.join(", "),
    hint(status, permission),
  ]
    .filter(Boolean)
    .join("\n");
}

/** @param {number} status @param {string} permission */
function hint(status, permission) {
  if (status === 401) {
    return "Check the API key: `apiKey` of your app's StripeProvider, or STRIPE_API_KEY in the environment that runs Terraform.";
  }
  if (status === 403) return `A restricted key needs the permission ${permission}.`;
  if (status === 404) {
    return "The object does not exist, or it belongs to another account or to the other mode than the API key.";
  }
  return "";
}

/** The message for an API response other than the requested object. @param {string} object @param {ShapeRule[]} rules */
function shapeProblem(object, rules) {
  const [path, , expected, got] = rules.find(([, isMet]) => !isMet) || [];
  if (!path) return undefined;
  return (
    `the answer is not ${object}: \`${path}\` must be ${expected}; got: ${show(got)}. ` +
    `If a proxy or a mock answers for ${HOST}, correct it; otherwise report this at ${ISSUES}.`
  );
}
