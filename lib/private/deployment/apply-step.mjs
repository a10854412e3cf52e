/**
 * The apply step of a customer portal. Terraform runs it after the portal exists, to bring Stripe in line with the app.
 *
 *   node apply-step.mjs apply        sends the desired state in one request, or nothing if Stripe already holds it
 *   node apply-step.mjs check-mode   fails if the API key belongs to another mode than the app expects; sends nothing
 *
 * The library writes this file into the user's stack. It must stand alone: Node's standard library only, no relative imports.
 * Its syntax is ES2020, so that an old Node can still parse it and report the version it needs.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import path from "node:path";
import tls from "node:tls";
import zlib from "node:zlib";

const STRIPE_VERSION = "2026-10-28.endive";
const USER_AGENT = "cdktf-stripe-portal";
const HOST = "api.stripe.com";
const PORT = 443;
const OLDEST_NODE = 18;
const ISSUES = "https://github.com/cdktf-stripe-portal/cdktf-stripe-portal/issues";

const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;
const REQUEST_TIMEOUT_MS = 30 * 1000;
const TOTAL_TIMEOUT_MS = 120 * 1000;
const MAX_ANSWER_LENGTH = 4 * 1024 * 1024;
const MAX_SHOWN_LENGTH = 80;

const PRODUCTS = "features.subscription_update.products";
const EXPAND = new URLSearchParams([["expand[]", PRODUCTS]]).toString();

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
    [`${PRODUCTS}[].adjustable_quantity`]: { minimum: 0, maximum: "" },
    "features.subscription_pause.duration": { type: "interval_options" },
    "features.subscription_pause.duration.interval_options[]": { interval_count: 1 },
  }),
);

/** Fields that only Stripe writes, and fields that an app may leave to the Dashboard. No note is printed about them. */
const ORDINARY_FIELDS = new Set(
  `id object application created updated is_default livemode login_page.url
   active name default_return_url business_profile login_page metadata features`.split(/\s+/),
);

const CHECK_PROXY = `A proxy or firewall has probably answered instead. Allow this machine to connect to ${HOST}.`;
const NOTHING_SENT = "Nothing was sent for this portal.";
const NOTHING_CHANGED = "Nothing was changed in Stripe.";
const OUTCOME_UNKNOWN =
  "Stripe may have made the change. Run `apply` again: it sends the change only if Stripe does not hold it.";

/** The process that started the step. If it exits, a later apply may be running, which a write of this step could undo. */
const PARENT = process.ppid;

/** The effect on Stripe if the step ended now. */
let consequence = NOTHING_SENT;

/** @typedef {{ [name: string]: any }} Fields */
/** @typedef {{ path: string, desired: unknown, held: unknown }} Difference */
/** @typedef {{ id: string, headers: Record<string, string>, proxy?: URL, trust?: tls.SecureContext, deadline: number }} Client */
/** @typedef {{ method: string, path: string, headers: Record<string, string>, body?: string }} Request */
/** @typedef {{ status: number, headers: Fields, body: string }} Answer Status 0 means no answer; the body is the reason. */

/** An error that the user can act on. Its message is printed without a stack. */
class StepError extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Verbs

/** @param {string | undefined} verb */
async function main(verb) {
  const node = process.versions.node;
  if (Number(node.split(".")[0]) < OLDEST_NODE) {
    throw new StepError(
      `Node.js ${OLDEST_NODE} or later is required; got: ${node} (${process.execPath}). Install it on the machine that runs ` +
        "Terraform (your machine, the CI runner, the agent) and put it first in PATH.",
    );
  }
  if (verb !== "apply" && verb !== "check-mode") {
    throw new StepError(`usage: node apply-step.mjs apply | check-mode; got: ${verb || "no verb"}.`, 2);
  }
  const expected = readExpectedMode();
  if (verb === "check-mode" && !expected) throw new StepError("STRIPE_PORTAL_EXPECTED_MODE is required.");
  const key = readKey(expected);
  if (verb === "apply") await apply(readDesiredState(), createClient(key), expected);
}

/** @param {Fields} desiredState @param {Client} client @param {string} expected */
async function apply(desiredState, client, expected) {
  const before = await send(client);
  if (expected && before.livemode !== (expected === "live")) {
    throw wrongMode(expected, `the configuration is in ${before.livemode ? "live" : "test"} mode`);
  }
  const unknownFeatures = findUnknownFeatures(desiredState, before);
  const desired = complete(desiredState, before, unknownFeatures);
  const changes = differences(desired, before, { keepOrder: true });
  if (changes.length === 0 && env("STRIPE_PORTAL_APPLY_WHEN") !== "always") {
    report(`${client.id}: up to date (${summary(before)}); nothing was sent to Stripe`);
    return reportUnknownSettings(desired, before);
  }

  const after = await send(client, desired);
  consequence = "";
  const mismatches = differences(desired, after, { keepOrder: false });
  if (mismatches.length > 0) throw new StepError(mismatchMessage(mismatches));
  report(`${client.id}: sent to Stripe (${summary(after)})`);
  for (const { path, desired, held } of changes) report(`  ${path}: ${show(held)} -> ${show(desired)}`);
  for (const name of unknownFeatures) {
    report(`note: features.${name} is not in your app and was on in Stripe: it was turned off`);
  }
  reportUnknownSettings(desired, after);
}

// ---------------------------------------------------------------------------------------------------------------------
// Input from Terraform

/** @param {string} name */
function env(name) {
  return (process.env[name] || "").trim();
}

function readExpectedMode() {
  const mode = env("STRIPE_PORTAL_EXPECTED_MODE");
  if (/^(live|test)?$/.test(mode)) return mode;
  throw new StepError(`STRIPE_PORTAL_EXPECTED_MODE must be live or test; got: ${mode}.`);
}

/**
 * Reads the API key and checks its mode by its prefix. An organization's key has no mode in its prefix: `livemode` of the
 * configuration is checked later.
 * @param {string} expected
 */
function readKey(expected) {
  const key = env("STRIPE_API_KEY");
  if (!key) {
    throw new StepError(
      "an API key is required: the provider's `apiKey` is unset or empty, and so is STRIPE_API_KEY. Set `apiKey` of your app's " +
        "StripeProvider, preferably from an ephemeral variable, or set STRIPE_API_KEY in the environment that runs Terraform.",
    );
  }
  if (!/^[\w.-]+$/.test(key)) {
    throw new StepError(
      "the API key contains a space, a quote or another character that no key contains. Set the bare key, without quotes.",
    );
  }
  const [, mode] = /^(?:sk|rk)_(live|test)_/.exec(key) || [];
  if (expected && mode && mode !== expected) throw wrongMode(expected, `the key is a ${mode} mode key`);
  return key;
}

/** @param {string} expected @param {string} finding */
function wrongMode(expected, finding) {
  return new StepError(
    `this portal expects Stripe's ${expected} mode, but ${finding}. Use a ${expected} mode key, or change \`expectedMode\`.`,
  );
}

/**
 * Reads the desired state, which Terraform compresses: Linux limits an environment variable to 128 KiB, and Terraform's
 * `jsonencode` writes `<` as six bytes.
 * @returns {Fields}
 */
function readDesiredState() {
  const source = env("STRIPE_PORTAL_DESIRED_STATE");
  const json = orUndefined(() => zlib.gunzipSync(Buffer.from(source, "base64")).toString());
  const state = json && parseObject(json);
  if (state) return resolveUnset(state);
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

/** @param {string} key @returns {Client} */
function createClient(key) {
  const id = env("STRIPE_PORTAL_CONFIGURATION");
  if (!id) throw new StepError("STRIPE_PORTAL_CONFIGURATION is required: the id of the portal configuration.");
  const account = env("STRIPE_ACCOUNT");
  if (!/^[\w./-]*$/.test(account)) {
    throw new StepError(
      `the account must be the id of a Stripe account; got: ${account}. Correct \`stripeAccount\` of your app's ` +
        "StripeProvider, or STRIPE_ACCOUNT in the environment that runs Terraform.",
    );
  }
  const headers = { authorization: `Bearer ${key}`, "stripe-version": STRIPE_VERSION, "user-agent": USER_AGENT };
  return {
    id,
    headers: account ? { ...headers, "stripe-context": account } : headers,
    proxy: proxyFromEnvironment(),
    trust: trustFromEnvironment(),
    deadline: Date.now() + TOTAL_TIMEOUT_MS,
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// The desired state, compared with Stripe

/**
 * Adds what an update must contain besides the desired state, because Stripe keeps the values of omitted parameters: removed
 * metadata keys, and features that the app does not contain.
 * @param {Fields} desiredState @param {Fields} held @param {string[]} unknownFeatures @returns {Fields}
 */
function complete(desiredState, held, unknownFeatures) {
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

/**
 * Reads null and "", the values of an unset variable, as "not set". A field that is not set gets Stripe's default or, without
 * one, the empty string, which unsets it. In a list it is dropped: Stripe replaces a list as a whole and rejects empty items.
 * @param {any} value @param {string} [path] @returns {any}
 */
function resolveUnset(value, path = "") {
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

/** @param {Fields} desiredState @param {Fields} held */
function findUnknownFeatures({ features }, held) {
  return isObject(features) ? featuresOn(held).filter((name) => !has(features, name)) : [];
}

/** @param {Fields} held */
function featuresOn({ features = {} }) {
  return Object.keys(features).filter((name) => isObject(features[name]) && features[name].enabled);
}

/** @param {Fields} held */
function summary(held) {
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
function differences(desired, held, options, path = "") {
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

/**
 * The part of a list item that tells it apart: a string itself, or the id or type of a product, a condition or an interval.
 * @param {any} item
 */
function identity(item) {
  if (!isObject(item)) return formValue(item);
  if (item.interval) return `${item.interval_count || 1} ${item.interval}`;
  return String(item.product || item.type || item.id || "");
}

/** @param {Difference[]} mismatches */
function mismatchMessage(mismatches) {
  return [
    "Stripe accepted the change, but its answer differs from your app:",
    ...mismatches.map(({ path, desired, held }) => `  ${path}: expected ${show(desired)}, got ${show(held)}`),
    "Someone may have edited the portal at the same time. Run `apply` again.",
  ].join("\n");
}

/** @param {Fields} desired @param {Fields} held @param {string} [parent] */
function reportUnknownSettings(desired, held, parent = "") {
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

// ---------------------------------------------------------------------------------------------------------------------
// Values

/** @param {any} value @returns {value is Fields} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Looks at own properties only: a metadata key may be named `constructor`. @param {any} fields @param {string} name */
function has(fields, name) {
  return isObject(fields) && Object.prototype.hasOwnProperty.call(fields, name);
}

/** @param {string} path @returns {Fields} */
function defaultsOf(path) {
  return DEFAULTS.get(path.replace(/\[[^\]]*\]/g, "[]")) || {};
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

/** @param {any} value @returns {boolean} */
function isSet(value) {
  if (isObject(value)) return value.enabled !== false && Object.values(value).some(isSet);
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** @param {any} value */
function isUnset(value) {
  return value === null || value === undefined || value === "";
}

/** The value as a form encodes it: null, an empty list and an empty string are the same. @param {any} value */
function formValue(value) {
  if (isUnset(value) || (Array.isArray(value) && value.length === 0)) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** @param {any} value @param {string} [name] @returns {[string, string][]} */
function form(value, name = "") {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item, index) => form(item, `${name}[${index}]`));
  if (!isObject(value)) return [[name, formValue(value)]];
  return Object.entries(value).flatMap(([key, item]) => form(item, name ? `${name}[${key}]` : key));
}

/** @param {string} parent @param {string} name */
function join(parent, name) {
  return parent ? `${parent}.${name}` : name;
}

/** A value in a message. Redacted before it is cut, so that no part of a secret remains. @param {unknown} value */
function show(value) {
  if (isUnset(value)) return "not set";
  const json = redact(JSON.stringify(value));
  return json.length > MAX_SHOWN_LENGTH ? `${json.slice(0, MAX_SHOWN_LENGTH - 3)}...` : json;
}

/** @param {string} json @returns {Fields | undefined} */
function parseObject(json) {
  const value = orUndefined(() => JSON.parse(json));
  return isObject(value) ? value : undefined;
}

/** Returns undefined if the function throws. @template T @param {() => T} produce @returns {T | undefined} */
function orUndefined(produce) {
  try {
    return produce();
  } catch {
    return undefined;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Requests and retries

/** Reads the configuration or, if `desired` is given, updates it. @param {Client} client @param {Fields} [desired] */
async function send(client, desired) {
  const request = createRequest(client, desired);
  consequence = NOTHING_CHANGED;
  let isUnclear = false;
  for (let attempt = 1; ; attempt++) {
    if (desired && process.ppid !== PARENT) {
      throw new StepError("Terraform exited while the step was running. Run `apply` again.");
    }
    if (desired) consequence = OUTCOME_UNKNOWN;
    const answer = await exchange(client, request);
    const fields = parseObject(answer.body) || {};
    const problem = problemOf(answer, fields, client.id, desired ? "the change" : `the request to read ${client.id}`);
    if (!problem) return fields;

    isUnclear = isUnclear || answer.status < 400 || answer.status >= 500;
    if (!isUnclear) consequence = NOTHING_CHANGED;
    if (!isRetryable(answer)) throw new StepError(problem);
    const pause = Math.max(backoff(attempt), retryAfter(answer));
    if (Date.now() + pause > client.deadline) {
      const limit = `waiting ${Math.ceil(pause / 1000)} s would exceed the time limit of ${TOTAL_TIMEOUT_MS / 1000} s`;
      throw new StepError(`${problem}\nGave up after attempt ${attempt}: ${limit}.`);
    }
    if (attempt === MAX_ATTEMPTS) throw new StepError(`${problem}\nGave up after attempt ${attempt}.`);
    // Stripe replays its own error for a known idempotency key, so retry with a new one. A request without an answer must keep
    // its key: Stripe may have carried it out.
    if (desired && answer.status >= 500) request.headers["idempotency-key"] = crypto.randomUUID();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** @param {Client} client @param {Fields} [desired] @returns {Request} */
function createRequest({ id, headers }, desired) {
  const resource = `/v1/billing_portal/configurations/${encodeURIComponent(id)}`;
  if (!desired) return { method: "GET", path: `${resource}?${EXPAND}`, headers };
  const type = "application/x-www-form-urlencoded";
  return {
    method: "POST",
    path: resource,
    headers: { ...headers, "content-type": type, "idempotency-key": crypto.randomUUID() },
    body: `${new URLSearchParams(form(desired))}&${EXPAND}`,
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

/**
 * The message for an answer that is not the requested configuration; undefined if it is.
 * @param {Answer} answer @param {Fields} fields The answer's JSON. @param {string} id @param {string} action
 */
function problemOf({ status, headers, body }, fields, id, action) {
  if (status === 0) return `Stripe could not be reached: ${body}.`;
  if (isObject(fields.error)) return rejection(fields.error, status, headers["request-id"], action);
  if (status === 200 && parseObject(body)) return shapeProblem(fields, id);
  const facts = [headers["content-type"] || "no content type", !body && "empty"];
  if (headers.location) facts.push(`redirect to ${headers.location}`);
  return (
    `${HOST} answered ${status} with something other than an API response (${facts.filter(Boolean).join(", ")}). ` +
    CHECK_PROXY
  );
}

/** @param {Fields} error @param {number} status @param {unknown} request The request's id. @param {string} action */
function rejection(error, status, request, action) {
  const isString = (/** @type {unknown} */ value) => typeof value === "string" && value !== "";
  const { message, type, param, code } = error;
  const facts = Object.entries({ type: isString(message) ? "" : type, param, code, request });
  const details = facts.filter(([, value]) => isString(value)).map(([name, value]) => `${name}: ${value}`);
  return [
    `Stripe rejected ${action} (${status})${isString(message) ? `: ${message}` : " without a message."}`,
    details.join(", "),
    HINTS[status],
  ]
    .filter(Boolean)
    .join("\n");
}

/** The message for an API response other than the requested configuration. @param {Fields} fields @param {string} id */
function shapeProblem(fields, id) {
  const { features, metadata } = fields;
  const isTrueOrFalse = (/** @type {unknown} */ value) => typeof value === "boolean";
  const isMissing = (/** @type {unknown} */ value) => value === null || value === undefined;
  /** @type {[string, boolean, string, unknown][]} */
  const rules = [
    ["object", fields.object === "billing_portal.configuration", "billing_portal.configuration", fields.object],
    ["id", fields.id === id, id, fields.id],
    ["active", isTrueOrFalse(fields.active), "true or false", fields.active],
    ["livemode", isTrueOrFalse(fields.livemode), "true or false", fields.livemode],
    ["metadata", isObject(metadata) || isMissing(metadata), "an object", metadata],
    ["features", isObject(features), "an object", features],
  ];
  for (const [name, feature] of Object.entries(isObject(features) ? features : {})) {
    rules.push([`features.${name}`, isObject(feature) || isMissing(feature), "an object", feature]);
  }
  const [path, , rule, got] = rules.find(([, isMet]) => !isMet) || [];
  if (!path) return undefined;
  return (
    `the answer is not the portal configuration ${id}: \`${path}\` must be ${rule}; got: ${show(got)}. ` +
    `If a proxy or a mock answers for ${HOST}, correct it; otherwise report this at ${ISSUES}.`
  );
}

/** @type {Record<number, string>} */
const HINTS = {
  401: "Check the API key: `apiKey` of your app's StripeProvider, or STRIPE_API_KEY in the environment that runs Terraform.",
  403: "A restricted key needs the permission Customer portal: Write.",
  404: "The object does not exist, or it belongs to another account or to the other mode than the API key.",
};

// ---------------------------------------------------------------------------------------------------------------------
// The connection to Stripe. Like the provider, it uses HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR.

/** @param {Client} client @param {Request} request @returns {Promise<Answer>} */
async function exchange({ proxy, trust, deadline }, request) {
  const limit = Math.min(REQUEST_TIMEOUT_MS, deadline - Date.now());
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limit);
  try {
    const tunnel = proxy && (await openTunnel(proxy, trust, abort.signal));
    return await roundTrip(request, tunnel, trust, abort.signal);
  } catch (/** @type {any} */ error) {
    if (error instanceof StepError) throw error;
    const reason = abort.signal.aborted ? `no answer within ${Math.ceil(limit / 1000)} s` : error.message || error.code;
    if (/CERT|VERIFY/.test(error.code)) {
      throw new StepError(
        `a certificate on the connection to Stripe is not trusted: ${reason} (${error.code}). If your company's proxy inspects ` +
          "TLS, set SSL_CERT_FILE, which the provider reads too, or NODE_EXTRA_CA_CERTS to the file with its CA certificate.",
      );
    }
    return { status: 0, headers: {}, body: reason };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Request} request @param {net.Socket | undefined} tunnel @param {tls.SecureContext | undefined} trust
 * @param {AbortSignal} signal @returns {Promise<Answer>}
 */
function roundTrip({ body, ...request }, tunnel, trust, signal) {
  const target = tunnel ? { socket: tunnel } : { host: HOST, port: PORT };
  const createConnection = () =>
    tls.connect({ ...target, servername: HOST, secureContext: trust, rejectUnauthorized: true });
  return new Promise((resolve, reject) => {
    const options = { ...request, host: HOST, defaultPort: PORT, signal, createConnection };
    const sent = https.request(options, (response) => {
      let received = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        received += chunk;
        if (received.length <= MAX_ANSWER_LENGTH) return;
        reject(
          new StepError(`the answer of ${HOST} is longer than ${MAX_ANSWER_LENGTH / 1024 ** 2} MiB. ${CHECK_PROXY}`),
        );
        sent.destroy();
      });
      response.on("error", reject);
      response.on("end", () => {
        sent.destroy();
        resolve({ status: response.statusCode || 0, headers: response.headers, body: received });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/**
 * @param {URL} proxy @param {tls.SecureContext | undefined} trust @param {AbortSignal} signal
 * @returns {Promise<net.Socket>}
 */
function openTunnel(proxy, trust, signal) {
  const target = `${HOST}:${PORT}`;
  const host = proxy.hostname.replace(/^\[|\]$/g, "");
  const isSecure = proxy.protocol === "https:";
  const credentials = proxyCredentials(proxy);
  const headers = { host: target, "user-agent": USER_AGENT };
  const options = {
    method: "CONNECT",
    host,
    port: proxy.port || (isSecure ? 443 : 80),
    path: target,
    headers: credentials ? { ...headers, "proxy-authorization": `Basic ${credentials}` } : headers,
    agent: false,
    signal,
    ...(isSecure && { servername: net.isIP(host) ? "" : host, secureContext: trust, rejectUnauthorized: true }),
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? https : http).request(options);
    request.on("connect", ({ statusCode = 0, statusMessage }, socket) => {
      if (statusCode >= 200 && statusCode < 300) return resolve(socket);
      socket.destroy();
      const rejected = `the proxy ${proxy.host} rejected the connection to ${target}: ${statusCode} ${statusMessage}`;
      if (statusCode >= 500) return reject(new Error(rejected));
      const fix =
        statusCode === 407
          ? "Set user and password in HTTPS_PROXY: http://user:password@host:port."
          : `Allow ${HOST} in the proxy, or set NO_PROXY=${HOST}.`;
      reject(new StepError(`${rejected}. ${fix}`));
    });
    request.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const message = `the proxy ${proxy.host} cannot be reached: ${error.message || error.code}`;
      reject(Object.assign(new Error(message), { code: error.code }));
    });
    request.end();
  });
}

function proxyFromEnvironment() {
  const value = env("HTTPS_PROXY") || env("https_proxy");
  if (!value || isBypassed(env("NO_PROXY") || env("no_proxy"))) return undefined;
  const proxy = orUndefined(() => new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`));
  if (!proxy || !/^https?:$/.test(proxy.protocol)) {
    throw new StepError(
      "HTTPS_PROXY must be the http:// or https:// address of a proxy. The value is not shown, because it may contain a password.",
    );
  }
  for (const secret of [proxy.password, decode(proxy.password), proxyCredentials(proxy)])
    if (secret) secrets.add(secret);
  return proxy;
}

/** @param {URL} proxy */
function proxyCredentials({ username, password }) {
  return username || password ? Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64") : "";
}

/** @param {string} value */
function decode(value) {
  return orUndefined(() => decodeURIComponent(value)) || value;
}

/**
 * Reads NO_PROXY as Go does: a list, separated by commas, of `*`, names (with their subdomains) and `.name` (subdomains only).
 * @param {string} list
 */
function isBypassed(list) {
  return list.split(",").some((item) => {
    const [name, port] = item.trim().toLowerCase().replace(/^\*\./, ".").split(":");
    if (name === "*") return true;
    if (!name || (port && port !== String(PORT))) return false;
    return name.startsWith(".") ? HOST.endsWith(name) : `.${HOST}`.endsWith(`.${name}`);
  });
}

/** Returns undefined if no variable is set: Node then trusts its own roots and NODE_EXTRA_CA_CERTS. */
function trustFromEnvironment() {
  const folders = env("SSL_CERT_DIR").split(path.delimiter).filter(Boolean);
  if (!env("SSL_CERT_FILE") && folders.length === 0) return undefined;
  const named = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].map(env).filter(Boolean);
  const found = folders.flatMap((folder) =>
    (orUndefined(() => fs.readdirSync(folder)) || []).map((file) => path.join(folder, file)),
  );
  const read = (/** @type {string} */ file) => orUndefined(() => fs.readFileSync(file, "utf8")) || "";
  for (const file of named) if (!read(file)) report(`note: no certificate could be read from ${file}`);
  return tls.createSecureContext({ ca: [...tls.rootCertificates, ...[...named, ...found].map(read)] });
}

// ---------------------------------------------------------------------------------------------------------------------
// Output

/** Strings that no output may contain. */
const secrets = new Set([env("STRIPE_API_KEY")].filter(Boolean));

/** @param {string} line */
function redact(line) {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((redacted, secret) => redacted.split(secret).join("[redacted]"), line);
}

/** @param {string} line */
function report(line) {
  process.stdout.write(redact(`${line}\n`));
}

/** @param {string} message @param {number} exitCode */
function end(message, exitCode) {
  const subject = [env("STRIPE_PORTAL_PATH"), env("STRIPE_PORTAL_CONFIGURATION")].filter(Boolean).join(", ");
  const lines = [`Error: ${subject && `${subject}: `}${message}`, consequence].filter(Boolean);
  process.stderr.write(redact(`${lines.join("\n")}\n`), () => process.exit(exitCode));
}

/** The line of this file that caused an error. @param {Error} error */
function lineOf({ stack = "" }) {
  const [, line] = /\.mjs:(\d+)/.exec(stack) || [];
  return line ? ` (line ${line})` : "";
}

process.once("SIGINT", () => end("interrupted.", 130));
process.once("SIGTERM", () => end("interrupted.", 143));

main(process.argv[2]).catch((/** @type {Error} */ error) => {
  if (error instanceof StepError) end(error.message, error.exitCode);
  else end(`internal error: ${error.name}: ${error.message}${lineOf(error)}. Report this at ${ISSUES}.`, 1);
});
