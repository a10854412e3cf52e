import https from "node:https";
import tls from "node:tls";
import { CHECK_PROXY, HOST, PORT } from "./constants.mjs";
import { StepError } from "../output.mjs";
import { openTunnel } from "./proxy.mjs";
import { trustFromEnvironment } from "./trust.mjs";

/** @import net from "node:net" */
/** @import { Fields } from "../values.mjs" */

const REQUEST_TIMEOUT_MS = 30 * 1000;
const MAX_ANSWER_LENGTH = 4 * 1024 * 1024;

/** @typedef {{ headers: Record<string, string>, proxy?: URL, trust?: tls.SecureContext, deadline: number }} Client */
/** @typedef {{ method: string, path: string, headers: Record<string, string>, body?: string }} Request */
/** @typedef {{ status: number, headers: Fields, body: string }} Answer Status 0 means no answer; the body is the reason. */

/**
 * Like the provider, it uses HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR.
 * @param {Client} client @param {Request} request @returns {Promise<Answer>}
 */
export async function exchange(client, request) {
  const { proxy, trust, deadline } = client;
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
      // Reading the certificates of a whole system takes longer than the request, and few machines need it.
      client.trust = trust ? undefined : trustFromEnvironment();
      if (client.trust) return exchange(client, request);
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
