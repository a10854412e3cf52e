/**
 * The step of a customer portal: what Terraform runs after the portal exists, so that Stripe holds what the program says.
 *
 *   node apply-step.mjs apply        brings the configuration to what the program wants, in one request, or in none
 *   node apply-step.mjs check-mode   refuses a key of the mode that the program does not expect; sends nothing
 *
 * It travels alone into the user's stack: Node's standard library only, and nothing that is relative to a directory.
 * Its syntax is ES2020, so that an old Node can still read it and be told which one is needed.
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

/** What Stripe means where nothing is said. An element of a list is replaced as a whole: there the program's silence counts too. */
const SILENCE = Object.entries({
  "features.subscription_update": { billing_cycle_anchor: "unchanged" },
  [`${PRODUCTS}[].adjustable_quantity`]: { minimum: 0, maximum: "" },
  "features.subscription_pause.duration.interval_options[]": { interval_count: 1 },
});

/** Fields that Stripe alone writes, and those that the Dashboard owns when the program leaves them out. */
const EXPECTED_FIELDS = new Set(
  `id object application created updated is_default livemode login_page.url
   active name default_return_url business_profile login_page metadata features`.split(/\s+/),
);

const NOTHING_SENT = "Nothing was sent to Stripe.";
const NOTHING_CHANGED = "Nothing was changed in Stripe.";
const UNKNOWN = "Whether Stripe carried it out is unknown: the next apply compares, and sends it again where needed.";

/** @typedef {{ [name: string]: any }} Fields */
/** @typedef {{ where: string, wanted: unknown, held: unknown }} Difference */
/** @typedef {{ status: number, headers: Fields, text: string }} Answer An answer with status 0 is none: `text` says why. */
/** @typedef {{ id: string, headers: Record<string, string>, proxy?: URL, trust?: tls.SecureContext, deadline: number }} Client */

class Failure extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What an end at this moment would mean for Stripe, for whoever reads the error. */
let consequence = NOTHING_SENT;

// ---------------------------------------------------------------------------------------------------------------------
// The two verbs

/** @param {string | undefined} verb */
async function main(verb) {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    throw new Failure(
      `Node.js ${OLDEST_NODE} or newer is needed, got: ${process.versions.node} (${process.execPath}). ` +
        "Install it where Terraform runs (your machine, the CI runner or the agent) and put it first in PATH.",
    );
  }
  if (verb === "apply") await apply();
  else if (verb === "check-mode") checkMode();
  else throw new Failure(`usage: node apply-step.mjs apply | check-mode, got: ${verb || "no verb"}.`, 2);
}

function checkMode() {
  const expected = readExpectedMode();
  if (!expected) throw new Failure("STRIPE_PORTAL_EXPECTED_MODE is not set.");
  requireKeyOfMode(readKey(), expected);
}

async function apply() {
  const key = readKey();
  const expected = readExpectedMode();
  if (expected) requireKeyOfMode(key, expected);
  const program = readProgram();
  const client = createClient(key);

  const before = await send(client, "GET");
  if (expected && before.livemode !== (expected === "live")) {
    const actual = before.livemode ? "live" : "test";
    throw new Failure(
      `this portal expects Stripe's ${expected} mode, but the configuration is in ${actual} mode. Use a key of ${expected} mode.`,
    );
  }
  const wanted = complete(program, before);
  if (differences(wanted, before, { keepOrder: true }).length === 0) {
    report(`${client.id}: Stripe already holds exactly this (${summary(before)}), nothing to send`);
    return remark(wanted, before);
  }

  const after = await send(client, "POST", wanted);
  consequence = "";
  const rest = differences(wanted, after, { keepOrder: false });
  if (rest.length > 0) throw new Failure(disagreement(rest));
  report(`${client.id}: sent to Stripe (${summary(after)})`);
  for (const name of unknownFeatures(program, before)) {
    report(`note: features.${name} was on in Stripe and is not in the program: turned off`);
  }
  remark(wanted, after);
}

// ---------------------------------------------------------------------------------------------------------------------
// What Terraform hands over

/** @param {string} name */
function env(name) {
  return (process.env[name] || "").trim();
}

function readKey() {
  const key = env("STRIPE_API_KEY");
  if (!key) {
    throw new Failure(
      "there is no Stripe key: STRIPE_API_KEY is not set. Set `apiKey` of the program's StripeProvider (best from an ephemeral " +
        "variable), or STRIPE_API_KEY in the environment that Terraform runs in.",
    );
  }
  if (!/^[\w.-]+$/.test(key)) {
    throw new Failure(
      "STRIPE_API_KEY holds a character that no key has (a space, a quote, a line break). Set it to the bare key.",
    );
  }
  return key;
}

function readExpectedMode() {
  const mode = env("STRIPE_PORTAL_EXPECTED_MODE");
  if (!["", "live", "test"].includes(mode)) {
    throw new Failure(`STRIPE_PORTAL_EXPECTED_MODE must be live or test, got: ${mode}.`);
  }
  return mode;
}

/** Keys whose prefix does not tell the mode (of an organization, say) pass: the configuration's `livemode` tells it later. */
/** @param {string} key @param {string} expected */
function requireKeyOfMode(key, expected) {
  const [, mode] = /^(?:sk|rk)_(live|test)_/.exec(key) || [];
  if (mode && mode !== expected) {
    throw new Failure(
      `this portal expects Stripe's ${expected} mode, but the key is a ${mode} mode key. Use a key of ${expected} mode.`,
    );
  }
}

/** @returns {Fields} */
function readProgram() {
  const text = env("STRIPE_PORTAL_WANTED");
  const program = parseJson(text);
  if (!program)
    throw new Failure(`STRIPE_PORTAL_WANTED must be a JSON object, got: ${redact(text).slice(0, 80) || "nothing"}.`);
  return program;
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
 * The program, and what has to be said besides, as an update of Stripe's is a merge: metadata keys that are no longer in
 * the program, and features that the program does not know.
 * @param {Fields} program @param {Fields} held @returns {Fields}
 */
function complete(program, held) {
  const wanted = withoutNulls(program, false);
  if ("metadata" in wanted) {
    const emptied = Object.keys(held.metadata || {}).map((name) => [name, ""]);
    wanted.metadata = { ...Object.fromEntries(emptied), ...wanted.metadata };
  }
  for (const name of unknownFeatures(program, held)) wanted.features[name] = { enabled: false };
  return wanted;
}

/**
 * A variable that is null at apply empties what it stands for. In a list, which Stripe replaces as a whole, it is left out
 * instead: Stripe takes no empty number.
 * @param {any} value @param {boolean} inList @returns {any}
 */
function withoutNulls(value, inList) {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map((item) => withoutNulls(item, true));
  if (!isFields(value)) return value === null ? "" : value;
  const entries = Object.entries(value).filter(([, item]) => !(inList && item === null));
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutNulls(item, inList)]));
}

/** @param {Fields} program @param {Fields} held */
function unknownFeatures(program, held) {
  if (!isFields(program.features)) return [];
  const names = Object.keys(held.features || {});
  return names.filter((name) => !has(program.features, name) && held.features[name] && held.features[name].enabled);
}

/**
 * What Stripe holds otherwise than wanted; only what is wanted counts, and of something that is off only that it is off.
 * @param {any} wanted @param {any} held @param {{ keepOrder: boolean }} options @param {string} [where]
 * @returns {Difference[]}
 */
function differences(wanted, held, options, where = "") {
  if (Array.isArray(wanted)) return listDifferences(wanted, Array.isArray(held) ? held : [], options, where);
  if (!isFields(wanted)) return text(wanted) === text(held) ? [] : [{ where, wanted, held }];

  const [, silence] = SILENCE.find(([place]) => place === where.replace(/\[[^\]]*\]/g, "[]")) || ["", {}];
  const said = where.includes("[") ? { ...silence, ...wanted } : wanted;
  const names = isOff(wanted, where) ? ["enabled"] : Object.keys(said);
  return names.flatMap((name) =>
    differences(valueOf(said, name, silence), valueOf(held, name, silence), options, join(where, name)),
  );
}

/**
 * The order of products and prices is the order that customers see, so a new order is sent; but no order that Stripe
 * answers with is a failure.
 * @param {any[]} wanted @param {any[]} held @param {{ keepOrder: boolean }} options @param {string} where
 * @returns {Difference[]}
 */
function listDifferences(wanted, held, options, where) {
  const arrange = (/** @type {any[]} */ list) =>
    options.keepOrder && where.startsWith(PRODUCTS)
      ? list
      : [...list].sort((one, other) => identity(one).localeCompare(identity(other)));
  const [mine, theirs] = [arrange(wanted), arrange(held)];
  const [names, theirNames] = [mine.map(identity), theirs.map(identity)];
  if (JSON.stringify(names) !== JSON.stringify(theirNames)) {
    return [{ where, wanted: wanted.map(identity), held: held.map(identity) }];
  }
  return mine.flatMap((item, index) =>
    isFields(item) ? differences(item, theirs[index], options, `${where}[${names[index]}]`) : [],
  );
}

/** @param {any} item Of a list: a text, a product, a condition or an interval. */
function identity(item) {
  return isFields(item) ? String(item.product || item.type || item.interval || "") : text(item);
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

/** Says which settings of Stripe this program knows nothing about. @param {Fields} wanted @param {Fields} held */
function remark(wanted, held) {
  for (const [where, value] of unknownSettings(wanted, held)) {
    report(`note: ${where} is ${JSON.stringify(value)} in Stripe and not in the program: left alone`);
  }
}

/** @param {Fields} wanted @param {Fields} held @param {string} [where] @returns {[string, unknown][]} */
function unknownSettings(wanted, held, where = "") {
  return Object.entries(held).flatMap(([name, value]) => {
    const place = join(where, name);
    if (has(wanted, name)) {
      const both = isFields(wanted[name]) && isFields(value) && !isOff(wanted[name], place);
      return both ? unknownSettings(wanted[name], value, place) : [];
    }
    return isSet(value) && !EXPECTED_FIELDS.has(place) ? [[place, value]] : [];
  });
}

/** @param {any} value @returns {boolean} */
function isSet(value) {
  if (isFields(value)) return value.enabled !== false && Object.values(value).some(isSet);
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** @param {Fields} held */
function summary(held) {
  const on = Object.keys(held.features || {}).filter((name) => held.features[name] && held.features[name].enabled);
  const features =
    on.length === 0 ? "no feature on" : `${on.length} feature${on.length > 1 ? "s" : ""} on: ${on.join(", ")}`;
  return `${held.active ? "active" : "inactive"}, ${features}`;
}

// ---------------------------------------------------------------------------------------------------------------------
// Values

/** @param {any} value @returns {value is Fields} */
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {any} fields @param {string} name Own only: a metadata key may be called `constructor`. */
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

/** @param {any} value As a form carries it: nothing, an empty list and an empty text are one. @returns {string} */
function text(value) {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
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

/** @param {any} value @param {string} name @returns {[string, string][]} */
function form(value, name = "") {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item, index) => form(item, `${name}[${index}]`));
  if (!isFields(value)) return [[name, text(value)]];
  return Object.entries(value).flatMap(([key, item]) => form(item, name ? `${name}[${key}]` : key));
}

// ---------------------------------------------------------------------------------------------------------------------
// Requests, repeated where that can help

/** @param {Client} client @param {"GET" | "POST"} method @param {Fields} [wanted] @returns {Promise<Fields>} */
async function send(client, method, wanted) {
  const body = wanted && new URLSearchParams([...form(wanted), ["expand[]", PRODUCTS]]).toString();
  let idempotencyKey = crypto.randomUUID();
  let unclear = false;
  for (let attempt = 1; ; attempt++) {
    consequence = body ? UNKNOWN : NOTHING_CHANGED;
    const answer = await exchange(client, method, body, idempotencyKey);
    unclear = unclear || answer.status < 400 || answer.status >= 500;
    if (!unclear) consequence = NOTHING_CHANGED;

    const fields = parseJson(answer.text);
    if (answer.status === 200 && fields) return fields;
    if (!isWorthRepeating(answer)) throw new Failure(refusal(answer, method, client.id));
    const pause = Math.max(backoff(attempt), retryAfter(answer));
    const late = Date.now() + pause > client.deadline;
    if (late || attempt === ATTEMPTS) {
      const limit = late
        ? `: a wait of ${Math.round(pause / 1000)} s would pass the limit of ${TOTAL_LIMIT_MS / 1000} s`
        : "";
      throw new Failure(
        `${refusal(answer, method, client.id)}\nGave up after attempt ${attempt} of ${ATTEMPTS}${limit}.`,
      );
    }
    // Stripe keeps what it answered to a key, a failure of its own included; a request that it never answered must keep its key.
    if (answer.status >= 500) idempotencyKey = crypto.randomUUID();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
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

/** @param {Answer} answer In milliseconds; the header holds seconds or a date. */
function retryAfter({ headers }) {
  const value = headers["retry-after"] || "";
  const pause = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return pause > 0 ? pause : 0;
}

/** @param {Answer} answer @param {string} method @param {string} id */
function refusal({ status, headers, text }, method, id) {
  if (status === 0) return `Stripe could not be reached: ${text}.`;
  const error = (parseJson(text) || {}).error;
  if (!isFields(error)) {
    return (
      `${HOST} answered ${status} with something that is not Stripe's (${headers["content-type"] || "no content type"}). ` +
      "A proxy or firewall on the way has probably answered instead: let this machine through to it."
    );
  }
  const act = method === "GET" ? `show ${id}` : "the change";
  const details = Object.entries({ param: error.param, code: error.code, request: headers["request-id"] })
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}`);
  return [
    `Stripe refused ${method === "GET" ? "to " : ""}${act} (${status}): ${error.message}`,
    details.join(", "),
    hint(status, method),
  ]
    .filter(Boolean)
    .join("\n");
}

/** @param {number} status @param {string} method */
function hint(status, method) {
  if (status === 401) return "Check the key: `apiKey` of the StripeProvider, or STRIPE_API_KEY where Terraform runs.";
  if (status === 403) return "A restricted key needs the permission Customer portal: Write.";
  if (status === 404 && method === "GET")
    return "It belongs to another account or to the other mode than the key, or never was.";
  return "";
}

// ---------------------------------------------------------------------------------------------------------------------
// One request, on the way that the Go provider takes too: HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR

/**
 * @param {Client} client @param {string} method @param {string | undefined} body @param {string} idempotencyKey
 * @returns {Promise<Answer>}
 */
async function exchange(client, method, body, idempotencyKey) {
  const limit = Math.min(REQUEST_LIMIT_MS, client.deadline - Date.now());
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limit);
  try {
    const tunnel = client.proxy && (await openTunnel(client, client.proxy, abort.signal));
    return await roundTrip(client, method, body, idempotencyKey, tunnel, abort.signal);
  } catch (/** @type {any} */ error) {
    if (error instanceof Failure) throw error;
    if (/CERT|VERIFY/.test(error.code)) {
      throw new Failure(
        `the certificate shown for ${error.host || HOST} is not trusted: ${error.message} (${error.code}). Where a company's ` +
          "proxy opens TLS, name the file with its CA certificate in SSL_CERT_FILE (the provider reads it too) or NODE_EXTRA_CA_CERTS.",
      );
    }
    const reason = abort.signal.aborted
      ? `no answer within ${Math.round(limit / 1000)} s`
      : error.message || error.code;
    return { status: 0, headers: {}, text: reason };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Client} client @param {string} method @param {string | undefined} body @param {string} idempotencyKey
 * @param {net.Socket | undefined} tunnel @param {AbortSignal} signal @returns {Promise<Answer>}
 */
function roundTrip({ id, headers, trust }, method, body, idempotencyKey, tunnel, signal) {
  const resource = `/v1/billing_portal/configurations/${encodeURIComponent(id)}`;
  const options = {
    method,
    host: HOST,
    path: body ? resource : `${resource}?${new URLSearchParams([["expand[]", PRODUCTS]])}`,
    headers: body
      ? { ...headers, "content-type": "application/x-www-form-urlencoded", "idempotency-key": idempotencyKey }
      : headers,
    signal,
    createConnection: () =>
      tls.connect({
        ...(tunnel ? { socket: tunnel } : { host: HOST, port: PORT }),
        servername: HOST,
        secureContext: trust,
        rejectUnauthorized: true,
      }),
  };
  return new Promise((resolve, reject) => {
    const request = https.request(options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => (text += chunk));
      response.on("error", reject);
      response.on("end", () => {
        request.destroy();
        resolve({ status: response.statusCode || 0, headers: response.headers, text });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** @param {Client} client @param {URL} proxy @param {AbortSignal} signal @returns {Promise<net.Socket>} */
function openTunnel({ trust }, proxy, signal) {
  const secure = proxy.protocol === "https:";
  const host = proxy.hostname.replace(/^\[|\]$/g, "");
  const authority = `${HOST}:${PORT}`;
  const credentials = proxyCredentials(proxy);
  const options = {
    method: "CONNECT",
    host,
    port: proxy.port || (secure ? 443 : 80),
    path: authority,
    headers: {
      host: authority,
      "user-agent": USER_AGENT,
      ...(credentials && { "proxy-authorization": `Basic ${credentials}` }),
    },
    agent: false,
    signal,
    ...(secure && { servername: net.isIP(host) ? "" : host, secureContext: trust, rejectUnauthorized: true }),
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(options);
    request.on("connect", ({ statusCode = 0, statusMessage }, socket) => {
      if (statusCode >= 200 && statusCode < 300) return resolve(socket);
      socket.destroy();
      const refused = `the proxy ${proxy.host} refused the way to ${authority}: ${statusCode} ${statusMessage}`;
      const remedy =
        statusCode === 407
          ? "Put its user and password into HTTPS_PROXY: http://user:password@host:port."
          : `Let it pass ${HOST}, or name ${HOST} in NO_PROXY.`;
      reject(statusCode >= 500 ? new Error(refused) : new Failure(`${refused}. ${remedy}`));
    });
    request.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const message = `the proxy ${proxy.host} cannot be reached: ${error.message || error.code}`;
      reject(Object.assign(new Error(message), { code: error.code, host: `the proxy ${proxy.host}` }));
    });
    request.end();
  });
}

function proxyFromEnvironment() {
  const value = env("HTTPS_PROXY") || env("https_proxy");
  if (!value || isBypassed(env("NO_PROXY") || env("no_proxy"))) return undefined;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const proxy = orNothing(() => new URL(address));
  if (!proxy || !/^https?:$/.test(proxy.protocol)) {
    throw new Failure(
      "HTTPS_PROXY must be the http:// or https:// address of a proxy (its value is not shown: it may hold a password).",
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

/** @param {string} list Comma-separated, as Go reads it: `*`, a name with everything under it, `.name` for what is under it. */
function isBypassed(list) {
  return list.split(",").some((item) => {
    const entry = item.trim().toLowerCase();
    const [name, port] = entry.replace(/^\*\./, ".").split(":");
    if (entry === "*") return true;
    if (!name || (port && port !== String(PORT))) return false;
    return name.startsWith(".") ? HOST.endsWith(name) : `.${HOST}`.endsWith(`.${name}`);
  });
}

/** Undefined where nothing is set: Node then trusts its own roots and, by itself, NODE_EXTRA_CA_CERTS. */
function trustFromEnvironment() {
  const folders = env("SSL_CERT_DIR").split(path.delimiter).filter(Boolean);
  if (!env("SSL_CERT_FILE") && folders.length === 0) return undefined;
  const named = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].map(env).filter(Boolean);
  const found = folders.flatMap(
    (folder) => orNothing(() => fs.readdirSync(folder).map((file) => path.join(folder, file))) || [],
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

/** @param {string} message @param {() => void} [then] */
function complain(message, then) {
  const subject = [env("STRIPE_PORTAL_PATH"), env("STRIPE_PORTAL_CONFIGURATION")].filter(Boolean).join(", ");
  const lines = [`Error: ${subject && `${subject}: `}${message}`, consequence].filter(Boolean);
  process.stderr.write(redact(`${lines.join("\n")}\n`), then);
}

for (const [signal, exitCode] of /** @type {const} */ ([
  ["SIGINT", 130],
  ["SIGTERM", 143],
])) {
  process.once(signal, () => complain("interrupted.", () => process.exit(exitCode)));
}

main(process.argv[2]).catch((/** @type {Error} */ error) => {
  complain(error instanceof Failure ? error.message : `unexpected: ${error.stack}`);
  process.exitCode = error instanceof Failure ? error.exitCode : 1;
});
