import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import { HOST, PORT, USER_AGENT } from "./constants.mjs";
import { secrets, StepError } from "../output.mjs";
import { env, orUndefined } from "../values.mjs";

/**
 * Connects to Stripe through the proxy. `https` sends the request to an http:// proxy, too, since the import of `node:http`
 * takes longer than the request.
 * @param {URL} proxy @param {tls.SecureContext | undefined} trust @param {AbortSignal} signal
 * @returns {Promise<net.Socket>}
 */
export function openTunnel(proxy, trust, signal) {
  const target = `${HOST}:${PORT}`;
  const host = proxy.hostname.replace(/^\[|\]$/g, "");
  const isSecure = proxy.protocol === "https:";
  const address = { host, port: Number(proxy.port) || (isSecure ? 443 : 80) };
  const server = { servername: net.isIP(host) ? "" : host, secureContext: trust, rejectUnauthorized: true };
  const credentials = proxyCredentials(proxy);
  const headers = { host: target, "user-agent": USER_AGENT };
  const options = {
    method: "CONNECT",
    path: target,
    headers: credentials ? { ...headers, "proxy-authorization": `Basic ${credentials}` } : headers,
    signal,
    createConnection: () => (isSecure ? tls.connect({ ...address, ...server }) : net.connect(address)),
  };
  return new Promise((resolve, reject) => {
    const request = https.request(options);
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

export function proxyFromEnvironment() {
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
