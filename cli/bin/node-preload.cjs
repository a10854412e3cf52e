/**
 * Sends the connections of a Node.js process for Stripe's API to the sandbox. The sandbox loads it into every Node.js
 * process of its command with `NODE_OPTIONS=--require`, because npm `stripe` and `fetch` ignore HTTPS_PROXY.
 *
 * All clients (http, https, http2, fetch) connect through net.Socket. TLS still verifies Stripe's host name.
 */
const net = require("node:net");

/** @type {{ port: number, host: string, unsupported: string[] } | undefined} */
const sandbox = process.env.STRIPE_PORTAL_SANDBOX ? JSON.parse(process.env.STRIPE_PORTAL_SANDBOX) : undefined;

if (sandbox) {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...args) {
    // Either the arguments that Node.js documents, or those already normalized to [options, callback].
    const list = Array.isArray(args[0]) ? args[0] : args;
    const options = list[0] && typeof list[0] === "object" ? list[0] : { port: list[0], host: list[1] };
    const host = String(options.host).toLowerCase().replace(/\.$/, "");
    if (host === sandbox.host && Number(options.port) === 443) {
      const callback = list.find((item) => typeof item === "function");
      return connect.call(this, { ...options, host: "127.0.0.1", port: sandbox.port }, callback);
    }
    if (host === sandbox.host || sandbox.unsupported.includes(host)) {
      const message = `rejected a connection to ${host}:${options.port}: the sandbox only serves https://${sandbox.host}`;
      // Asynchronous, like a failing DNS look-up, so that the client has added its error listener.
      setImmediate(() => this.destroy(new Error(`stripe-portal: ${message}`)));
      return this;
    }
    return connect.apply(this, args);
  };
}
