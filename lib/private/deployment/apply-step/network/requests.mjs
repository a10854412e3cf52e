import crypto from "node:crypto";
import { problemOf } from "./answers.mjs";
import { exchange } from "./connection.mjs";
import { STRIPE_VERSION, USER_AGENT } from "./constants.mjs";
import { Consequence, setConsequence, StepError } from "../output.mjs";
import { proxyFromEnvironment } from "./proxy.mjs";
import { env, parseObject } from "../values.mjs";

/** @import { ShapeRule } from "./answers.mjs" */
/** @import { Answer, Client, Request } from "./connection.mjs" */
/** @import { Fields } from "../values.mjs" */

const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;
const TOTAL_TIMEOUT_MS = 120 * 1000;

/** The process that started the step. If it exits, a later apply may be running, which a write of this step could undo. */
const PARENT = process.ppid;

/**
 * A call of Stripe's API. It writes if it has a form.
 * @typedef {object} Call
 * @property {string} path
 * @property {string} [form] The form to send.
 * @property {string} action The request in an error message.
 * @property {string} permission The permission that a restricted key needs.
 * @property {string} expected The expected answer in an error message.
 * @property {(fields: Fields) => ShapeRule[]} shapeOf
 */

/** @param {string} key @returns {Client} */
export function createClient(key) {
  const account = env("STRIPE_ACCOUNT");
  if (!/^[\w./-]*$/.test(account)) {
    throw new StepError(
      `the account must be the id of a Stripe account; got: ${account}. Correct \`stripeAccount\` of your app's ` +
        "StripeProvider, or STRIPE_ACCOUNT in the environment that runs Terraform.",
    );
  }
  const headers = { authorization: `Bearer ${key}`, "stripe-version": STRIPE_VERSION, "user-agent": USER_AGENT };
  return {
    headers: account ? { ...headers, "stripe-context": account } : headers,
    proxy: proxyFromEnvironment(),
    deadline: Date.now() + TOTAL_TIMEOUT_MS,
  };
}

/** Sends a request, and repeats it if that may help. @param {Client} client @param {Call} call @returns {Promise<Fields>} */
export async function send(client, call) {
  const request = createRequest(client, call);
  const isWrite = call.form !== undefined;
  setConsequence(Consequence.NOTHING_CHANGED);
  let isUnclear = false;
  for (let attempt = 1; ; attempt++) {
    if (isWrite && process.ppid !== PARENT) {
      throw new StepError("Terraform exited while the step was running. Run `apply` again.");
    }
    if (isWrite) setConsequence(Consequence.UNKNOWN);
    const answer = await exchange(client, request);
    const fields = parseObject(answer.body) || {};
    const problem = problemOf(answer, fields, call);
    if (!problem) return fields;

    isUnclear = isUnclear || answer.status < 400 || answer.status >= 500;
    if (!isUnclear) setConsequence(Consequence.NOTHING_CHANGED);
    if (!isRetryable(answer)) throw new StepError(problem);
    const pause = Math.max(backoff(attempt), retryAfter(answer));
    if (Date.now() + pause > client.deadline) {
      const limit = `waiting ${Math.ceil(pause / 1000)} s would exceed the time limit of ${TOTAL_TIMEOUT_MS / 1000} s`;
      throw new StepError(`${problem}\nGave up after attempt ${attempt}: ${limit}.`);
    }
    if (attempt === MAX_ATTEMPTS) throw new StepError(`${problem}\nGave up after attempt ${attempt}.`);
    // Stripe replays its own error for a known idempotency key, so retry with a new one. A request without an answer must keep
    // its key: Stripe may have carried it out.
    if (isWrite && answer.status >= 500) request.headers["idempotency-key"] = crypto.randomUUID();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** @param {Client} client @param {Call} call @returns {Request} */
function createRequest({ headers }, { path, form }) {
  if (form === undefined) return { method: "GET", path, headers };
  const type = "application/x-www-form-urlencoded";
  return {
    method: "POST",
    path,
    headers: { ...headers, "content-type": type, "idempotency-key": crypto.randomUUID() },
    body: form,
  };
}

/** @param {Answer} answer */
function isRetryable({ status, headers }) {
  const advice = headers["stripe-should-retry"];
  if (advice === "true" || advice === "false") return advice === "true";
  return status === 0 || status === 409 || status === 429 || status >= 500;
}

/** The pause before the next attempt, in milliseconds. @param {number} attempt */
function backoff(attempt) {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
}

/** The pause that the answer requests, in milliseconds. The header contains seconds or a date. @param {Answer} answer */
function retryAfter({ headers }) {
  const value = headers["retry-after"] || "";
  const pause = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return pause > 0 ? pause : 0;
}
