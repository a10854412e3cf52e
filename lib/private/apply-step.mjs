/**
 * The step of a customer portal: what Terraform runs once the portal exists, so that Stripe holds what the program says.
 *
 *   node apply-step.mjs apply        brings the configuration to what the program wants, in one request or in none
 *   node apply-step.mjs check-mode   refuses a key of the mode that the program does not expect; sends nothing
 *
 * It travels alone into the user's stack: Node's standard library only, and nothing that is relative to a directory.
 * Its syntax is ES2020, so that an old Node can still read it and say which one is needed.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import path from "node:path";
import tls from "node:tls";

const STRIPE_VERSION = "2026-10-28.endive";
const USER_AGENT = "cdktf-stripe-portal";
const HOST = "api.stripe.com";
const PORT = 443;
const OLDEST_NODE = 18;

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;
const REQUEST_LIMIT_MS = 30 * 1000;
const TOTAL_LIMIT_MS = 120 * 1000;

const PRODUCTS = "features.subscription_update.products";
const EXPAND = new URLSearchParams([["expand[]", PRODUCTS]]).toString();

/** What Stripe means where nothing is said. A list is replaced as a whole: in its items the program's silence counts too. */
const SILENCE = new Map(
  Object.entries({
    "features.subscription_update": { billing_cycle_anchor: "unchanged" },
    [`${PRODUCTS}[].adjustable_quantity`]: { minimum: 0, maximum: "" },
    "features.subscription_pause.duration.interval_options[]": { interval_count: 1 },
  }),
);

/** Fields that Stripe alone writes, and those that the Dashboard owns where the program leaves them out. */
const ORDINARY_FIELDS = new Set(
  `id object application created updated is_default livemode login_page.url
   active name default_return_url business_profile login_page metadata features`.split(/\s+/),
);

const NOTHING_SENT = "Nothing was sent to Stripe.";
const NOTHING_CHANGED = "Nothing was changed in Stripe.";
const UNKNOWN = "Whether Stripe carried it out is unknown: the next apply compares, and sends it again where needed.";

/** Whoever started the step. Once it is dead nobody waits for the step, and a write of its could undo a later apply. */
const PARENT = process.ppid;

/** What an end at this moment would mean for Stripe. */
let consequence = NOTHING_SENT;

/** @typedef {{ [name: string]: any }} Fields */
/** @typedef {{ where: string, wanted: unknown, held: unknown }} Difference */
/** @typedef {{ id: string, headers: Record<string, string>, proxy?: URL, trust?: tls.SecureContext, deadline: number }} Client */
/** @typedef {{ method: string, path: string, headers: Record<string, string>, body?: string }} Request */
/** @typedef {{ status: number, headers: Fields, text: string }} Answer With status 0 there was none, and the text says why. */

class Failure extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// The two verbs

/** @param {string | undefined} verb */
async function main(verb) {
  const node = process.versions.node;
  if (Number(node.split(".")[0]) < OLDEST_NODE) {
    throw new Failure(
      `Node.js ${OLDEST_NODE} or newer is needed, got: ${node} (${process.execPath}). Install it where Terraform runs (your ` +
        "machine, the CI runner, the agent) and put it first in PATH.",
    );
  }
  if (verb !== "apply" && verb !== "check-mode") {
    throw new Failure(`usage: node apply-step.mjs apply | check-mode, got: ${verb || "no verb"}.`, 2);
  }
  const expected = readExpectedMode();
  if (verb === "check-mode" && !expected) throw new Failure("STRIPE_PORTAL_EXPECTED_MODE is not set.");
  const key = readKey(expected);
  if (verb === "apply") await apply(readProgram(), createClient(key), expected);
}

/** @param {Fields} program @param {Client} client @param {string} expected */
async function apply(program, client, expected) {
  const before = await send(client);
  if (expected && before.livemode !== (expected === "live")) {
    throw wrongMode(expected, `the configuration is in ${before.livemode ? "live" : "test"} mode`);
  }
  const strangers = unknownFeatures(program, before);
  const wanted = complete(program, before, strangers);
  const isSparing = env("STRIPE_PORTAL_APPLY_WHEN") !== "always";
  if (isSparing && differences(wanted, before, { keepOrder: true }).length === 0) {
    report(`${client.id}: Stripe already holds exactly this (${summary(before)}), nothing to send`);
    return reportUnknownSettings(wanted, before);
  }

  const after = await send(client, wanted);
  consequence = "";
  const rest = differences(wanted, after, { keepOrder: false });
  if (rest.length > 0) throw new Failure(disagreement(rest));
  report(`${client.id}: sent to Stripe (${summary(after)})`);
  for (const name of strangers) report(`note: features.${name} was on in Stripe, not in the program: turned off`);
  reportUnknownSettings(wanted, after);
}

// ---------------------------------------------------------------------------------------------------------------------
// What Terraform hands over

/** @param {string} name */
function env(name) {
  return (process.env[name] || "").trim();
}

function readExpectedMode() {
  const mode = env("STRIPE_PORTAL_EXPECTED_MODE");
  if (/^(live|test)?$/.test(mode)) return mode;
  throw new Failure(`STRIPE_PORTAL_EXPECTED_MODE must be live or test, got: ${mode}.`);
}

/** @param {string} expected Where the prefix does not tell the mode (an organization's key), `livemode` tells it later. */
function readKey(expected) {
  const key = env("STRIPE_API_KEY");
  if (!key) {
    throw new Failure(
      "there is no Stripe key: STRIPE_API_KEY is not set. Set `apiKey` of the program's StripeProvider, best from an " +
        "ephemeral variable, or STRIPE_API_KEY in the environment that Terraform runs in.",
    );
  }
  if (!/^[\w.-]+$/.test(key)) {
    throw new Failure("STRIPE_API_KEY holds a space, a quote or another character that no key has. Set the bare key.");
  }
  const [, mode] = /^(?:sk|rk)_(live|test)_/.exec(key) || [];
  if (expected && mode && mode !== expected) throw wrongMode(expected, `the key is a ${mode} mode key`);
  return key;
}

/** @param {string} expected @param {string} finding */
function wrongMode(expected, finding) {
  return new Failure(`this portal expects Stripe's ${expected} mode, but ${finding}. Use a key of ${expected} mode.`);
}

/** @returns {Fields} */
function readProgram() {
  const source = env("STRIPE_PORTAL_WANTED");
  const program = parseJson(source);
  if (program) return program;
  throw new Failure(`STRIPE_PORTAL_WANTED must be a JSON object, got: ${redact(source).slice(0, 80) || "nothing"}.`);
}

/** @param {string} key @returns {Client} */
function createClient(key) {
  const id = env("STRIPE_PORTAL_CONFIGURATION");
  if (!id) throw new Failure("STRIPE_PORTAL_CONFIGURATION is not set: there is no portal configuration to send to.");
  const account = env("STRIPE_ACCOUNT");
  if (!/^[\w./-]*$/.test(account)) throw new Failure(`STRIPE_ACCOUNT must be the id of an account, got: ${account}.`);
  const headers = { authorization: `Bearer ${key}`, "stripe-version": STRIPE_VERSION, "user-agent": USER_AGENT };
  return {
    id,
    headers: account ? { ...headers, "stripe-context": account } : headers,
    proxy: proxyFromEnvironment(),
    trust: trustFromEnvironment(),
    deadline: Date.now() + TOTAL_LIMIT_MS,
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// What is wanted, and what Stripe holds

/**
 * The program, and what an update has to say besides, since Stripe keeps what it is not told: metadata keys that left the
 * program, and features that the program does not know.
 * @param {Fields} program @param {Fields} held @param {string[]} strangers @returns {Fields}
 */
function complete(program, held, strangers) {
  const wanted = withoutNulls(program);
  if (has(wanted, "metadata")) {
    const emptied = Object.keys(held.metadata || {}).map((name) => [name, ""]);
    wanted.metadata = { ...Object.fromEntries(emptied), ...wanted.metadata };
  }
  for (const name of strangers) wanted.features[name] = { enabled: false };
  return wanted;
}

/**
 * A variable that is null at apply empties what it stands for. In a list, which is replaced as a whole, it is left out:
 * Stripe takes no empty number.
 * @param {any} value @param {boolean} [inList] @returns {any}
 */
function withoutNulls(value, inList = false) {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map((item) => withoutNulls(item, true));
  if (!isFields(value)) return value === null ? "" : value;
  const entries = Object.entries(value).filter(([, item]) => !(inList && item === null));
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutNulls(item, inList)]));
}

/** @param {Fields} program @param {Fields} held */
function unknownFeatures(program, held) {
  return isFields(program.features) ? featuresOn(held).filter((name) => !has(program.features, name)) : [];
}

/** @param {Fields} held */
function featuresOn({ features = {} }) {
  return Object.keys(features).filter((name) => isFields(features[name]) && features[name].enabled);
}

/** @param {Fields} held */
function summary(held) {
  const on = featuresOn(held);
  const features = `${on.length || "no"} feature${on.length > 1 ? "s" : ""} on${on.length > 0 ? ": " : ""}${on.join(", ")}`;
  return `${held.active ? "active" : "inactive"}, ${features}`;
}

/**
 * What Stripe holds otherwise than wanted. Only what is wanted counts, and of something that is off only that it is off.
 * @param {any} wanted @param {any} held @param {{ keepOrder: boolean }} options @param {string} [where]
 * @returns {Difference[]}
 */
function differences(wanted, held, options, where = "") {
  if (Array.isArray(wanted)) return listDifferences(wanted, Array.isArray(held) ? held : [], options, where);
  if (!isFields(wanted)) return text(wanted) === text(held) ? [] : [{ where, wanted, held }];

  const silence = SILENCE.get(where.replace(/\[[^\]]*\]/g, "[]")) || {};
  const said = where.includes("[") ? { ...silence, ...wanted } : wanted;
  const names = isOff(wanted, where) ? ["enabled"] : Object.keys(said);
  return names.flatMap((name) =>
    differences(valueOf(said, name, silence), valueOf(held, name, silence), options, join(where, name)),
  );
}

/**
 * Customers may see products and prices in their order, so a new order is sent; but no order in an answer is a failure.
 * @param {any[]} wanted @param {any[]} held @param {{ keepOrder: boolean }} options @param {string} where
 * @returns {Difference[]}
 */
function listDifferences(wanted, held, { keepOrder }, where) {
  const byIdentity = (/** @type {any} */ one, /** @type {any} */ other) => identity(one).localeCompare(identity(other));
  const arranged = (/** @type {any[]} */ list) =>
    keepOrder && where.startsWith(PRODUCTS) ? list : [...list].sort(byIdentity);
  const [mine, theirs] = [arranged(wanted), arranged(held)];
  if (text(mine.map(identity)) !== text(theirs.map(identity))) {
    return [{ where, wanted: wanted.map(identity), held: held.map(identity) }];
  }
  return mine.flatMap((item, index) =>
    isFields(item) ? differences(item, theirs[index], { keepOrder }, `${where}[${identity(item)}]`) : [],
  );
}

/** @param {any} item A text, a product, a condition, an interval, or an object where Stripe could have said its id. */
function identity(item) {
  return isFields(item) ? String(item.product || item.type || item.interval || item.id || "") : text(item);
}

/** @param {Difference[]} list */
function disagreement(list) {
  const show = (/** @type {unknown} */ value) => (value === undefined ? "nothing" : JSON.stringify(value));
  return [
    "Stripe accepted the change, but holds something else than the program wants:",
    ...list.map(({ where, wanted, held }) => `  ${where}: wanted ${show(wanted)}, got ${show(held)}`),
    "Somebody may have edited the portal in the same moment: apply again.",
  ].join("\n");
}

/** @param {Fields} wanted @param {Fields} held @param {string} [where] */
function reportUnknownSettings(wanted, held, where = "") {
  for (const [name, value] of Object.entries(held)) {
    const place = join(where, name);
    if (!has(wanted, name)) {
      if (!isSet(value) || ORDINARY_FIELDS.has(place)) continue;
      report(`note: ${place} is ${JSON.stringify(value)} in Stripe, not in the program: left alone`);
    } else if (isFields(wanted[name]) && isFields(value) && !isOff(wanted[name], place)) {
      reportUnknownSettings(wanted[name], value, place);
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Values

/** @param {any} value @returns {value is Fields} */
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {any} fields @param {string} name Own ones only: a metadata key may be called `constructor`. */
function has(fields, name) {
  return isFields(fields) && Object.prototype.hasOwnProperty.call(fields, name);
}

/** @param {any} fields @param {string} name @param {Fields} silence */
function valueOf(fields, name, silence) {
  const value = has(fields, name) ? fields[name] : undefined;
  return text(value) === "" && has(silence, name) ? silence[name] : value;
}

/** @param {Fields} wanted @param {string} where Metadata may have a key `enabled` of its own. */
function isOff(wanted, where) {
  return where !== "metadata" && has(wanted, "enabled") && String(wanted.enabled) === "false";
}

/** @param {any} value @returns {boolean} */
function isSet(value) {
  if (isFields(value)) return value.enabled !== false && Object.values(value).some(isSet);
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** @param {any} value As a form carries it: nothing, an empty list and an empty text are the same. */
function text(value) {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** @param {any} value @param {string} [name] @returns {[string, string][]} */
function form(value, name = "") {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item, index) => form(item, `${name}[${index}]`));
  if (!isFields(value)) return [[name, text(value)]];
  return Object.entries(value).flatMap(([key, item]) => form(item, name ? `${name}[${key}]` : key));
}

/** @param {string} where @param {string} name */
function join(where, name) {
  return where ? `${where}.${name}` : name;
}

/** @param {string} source @returns {Fields | undefined} */
function parseJson(source) {
  const value = orNothing(() => JSON.parse(source));
  return isFields(value) ? value : undefined;
}

/** @template T @param {() => T} produce @returns {T | undefined} */
function orNothing(produce) {
  try {
    return produce();
  } catch {
    return undefined;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// A request, repeated where that can help

/** Reads the configuration or, with `wanted`, writes it. @param {Client} client @param {Fields} [wanted] */
async function send(client, wanted) {
  const request = createRequest(client, wanted);
  consequence = NOTHING_CHANGED;
  let isUnclear = false;
  for (let attempt = 1; ; attempt++) {
    if (wanted && process.ppid !== PARENT) throw new Failure("Terraform has died meanwhile. Apply again.");
    if (wanted) consequence = UNKNOWN;
    const answer = await exchange(client, request);
    const fields = parseJson(answer.text);
    if (answer.status === 200 && fields) return fields;

    isUnclear = isUnclear || answer.status < 400 || answer.status >= 500;
    if (!isUnclear) consequence = NOTHING_CHANGED;
    const problem = refusal(answer, wanted ? "the change" : `to show ${client.id}`);
    if (!isWorthRepeating(answer)) throw new Failure(problem);
    const pause = Math.max(backoff(attempt), retryAfter(answer));
    if (Date.now() + pause > client.deadline) {
      const limit = `a wait of ${Math.ceil(pause / 1000)} s would pass the limit of ${TOTAL_LIMIT_MS / 1000} s`;
      throw new Failure(`${problem}\nGave up after attempt ${attempt}: ${limit}.`);
    }
    if (attempt === ATTEMPTS) throw new Failure(`${problem}\nGave up after attempt ${attempt}.`);
    // Stripe repeats its own failure to a key that it knows; a request that was not answered is safe only with its key.
    if (wanted && answer.status >= 500) request.headers["idempotency-key"] = crypto.randomUUID();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** @param {Client} client @param {Fields} [wanted] @returns {Request} */
function createRequest({ id, headers }, wanted) {
  const resource = `/v1/billing_portal/configurations/${encodeURIComponent(id)}`;
  if (!wanted) return { method: "GET", path: `${resource}?${EXPAND}`, headers };
  const type = "application/x-www-form-urlencoded";
  return {
    method: "POST",
    path: resource,
    headers: { ...headers, "content-type": type, "idempotency-key": crypto.randomUUID() },
    body: `${new URLSearchParams(form(wanted))}&${EXPAND}`,
  };
}

/** @param {Answer} answer */
function isWorthRepeating({ status, headers }) {
  const advice = headers["stripe-should-retry"];
  if (advice === "true" || advice === "false") return advice === "true";
  return status === 0 || status === 409 || status === 429 || status >= 500;
}

/** @param {number} attempt */
function backoff(attempt) {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
}

/** In milliseconds; the header holds seconds or a date. @param {Answer} answer */
function retryAfter({ headers }) {
  const value = headers["retry-after"] || "";
  const pause = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return pause > 0 ? pause : 0;
}

/** @param {Answer} answer @param {string} act */
function refusal({ status, headers, text }, act) {
  if (status === 0) return `Stripe could not be reached: ${text}.`;
  const { error } = parseJson(text) || {};
  if (!isFields(error)) {
    return (
      `${HOST} answered ${status} with something that is not Stripe's (${headers["content-type"] || "no content type"}). ` +
      "A proxy or firewall on the way has probably answered instead: let this machine through to Stripe."
    );
  }
  const facts = Object.entries({ param: error.param, code: error.code, request: headers["request-id"] });
  const details = facts.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`);
  return [`Stripe refused ${act} (${status}): ${error.message}`, details.join(", "), HINTS[status]]
    .filter(Boolean)
    .join("\n");
}

/** @type {Record<number, string>} */
const HINTS = {
  401: "Check the key: `apiKey` of the StripeProvider, or STRIPE_API_KEY where Terraform runs.",
  403: "A restricted key needs the permission Customer portal: Write.",
  404: "What is missing belongs to another account or to the other mode than the key, or never was.",
};

// ---------------------------------------------------------------------------------------------------------------------
// The way to Stripe, which is the provider's: HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, SSL_CERT_DIR

/** @param {Client} client @param {Request} request @returns {Promise<Answer>} */
async function exchange({ proxy, trust, deadline }, request) {
  const limit = Math.min(REQUEST_LIMIT_MS, deadline - Date.now());
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limit);
  try {
    const tunnel = proxy && (await openTunnel(proxy, trust, abort.signal));
    return await roundTrip(request, tunnel, trust, abort.signal);
  } catch (/** @type {any} */ error) {
    if (error instanceof Failure) throw error;
    const reason = abort.signal.aborted ? `no answer within ${Math.ceil(limit / 1000)} s` : error.message || error.code;
    if (/CERT|VERIFY/.test(error.code)) {
      throw new Failure(
        `a certificate on the way to Stripe is not trusted: ${reason} (${error.code}). Where a company's proxy opens TLS, name ` +
          "the file with its CA certificate in SSL_CERT_FILE, which the provider reads too, or in NODE_EXTRA_CA_CERTS.",
      );
    }
    return { status: 0, headers: {}, text: reason };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Request} request @param {net.Socket | undefined} tunnel @param {tls.SecureContext | undefined} trust
 * @param {AbortSignal} signal @returns {Promise<Answer>}
 */
function roundTrip({ body, ...request }, tunnel, trust, signal) {
  const way = tunnel ? { socket: tunnel } : { host: HOST, port: PORT };
  const createConnection = () =>
    tls.connect({ ...way, servername: HOST, secureContext: trust, rejectUnauthorized: true });
  return new Promise((resolve, reject) => {
    const options = { ...request, host: HOST, defaultPort: PORT, signal, createConnection };
    const sent = https.request(options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => (text += chunk));
      response.on("error", reject);
      response.on("end", () => {
        sent.destroy();
        resolve({ status: response.statusCode || 0, headers: response.headers, text });
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
      const refused = `the proxy ${proxy.host} refused the way to ${target}: ${statusCode} ${statusMessage}`;
      if (statusCode >= 500) return reject(new Error(refused));
      const login = "Put its user and password into HTTPS_PROXY: http://user:password@host:port.";
      reject(
        new Failure(`${refused}. ${statusCode === 407 ? login : `Let it pass ${HOST}, or set NO_PROXY=${HOST}.`}`),
      );
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
  const proxy = orNothing(() => new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`));
  if (!proxy || !/^https?:$/.test(proxy.protocol)) {
    throw new Failure(
      "HTTPS_PROXY must be the http:// or https:// address of a proxy, got: something else (not shown, as it may hold a password).",
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
  return orNothing(() => decodeURIComponent(value)) || value;
}

/** @param {string} list As Go reads it, comma-separated: `*`, a name and all under it, `.name` for those under it only. */
function isBypassed(list) {
  return list.split(",").some((item) => {
    const [name, port] = item.trim().toLowerCase().replace(/^\*\./, ".").split(":");
    if (name === "*") return true;
    if (!name || (port && port !== String(PORT))) return false;
    return name.startsWith(".") ? HOST.endsWith(name) : `.${HOST}`.endsWith(`.${name}`);
  });
}

/** Undefined where nothing is set: Node then trusts its own roots and, by itself, NODE_EXTRA_CA_CERTS. */
function trustFromEnvironment() {
  const folders = env("SSL_CERT_DIR").split(path.delimiter).filter(Boolean);
  if (!env("SSL_CERT_FILE") && folders.length === 0) return undefined;
  const named = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].map(env).filter(Boolean);
  const found = folders.flatMap((folder) =>
    (orNothing(() => fs.readdirSync(folder)) || []).map((file) => path.join(folder, file)),
  );
  const read = (/** @type {string} */ file) => orNothing(() => fs.readFileSync(file, "utf8")) || "";
  for (const file of named) if (!read(file)) report(`note: no certificate can be read from ${file}`);
  return tls.createSecureContext({ ca: [...tls.rootCertificates, ...[...named, ...found].map(read)] });
}

// ---------------------------------------------------------------------------------------------------------------------
// Output

/** What no line may show, wherever its text comes from. */
const secrets = new Set([env("STRIPE_API_KEY")].filter(Boolean));

/** @param {string} line */
function redact(line) {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((shown, secret) => shown.split(secret).join("[redacted]"), line);
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

process.once("SIGINT", () => end("interrupted.", 130));
process.once("SIGTERM", () => end("interrupted.", 143));

main(process.argv[2]).catch((/** @type {Error} */ error) => {
  if (error instanceof Failure) end(error.message, error.exitCode);
  else end(`unexpected: ${error.stack}`, 1);
});
