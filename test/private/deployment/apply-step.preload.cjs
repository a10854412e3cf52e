// Loaded into the step's process by the tests: shortens its waits, makes its Node old, leads direct connections to the double,
// or breaks it.
const tls = require("node:tls");

const { BREAK_STEP, CLOCK_SPEED, NODE_VERSION, STRIPE_PORT } = process.env;

if (CLOCK_SPEED) {
  const [start, now, later] = [Date.now(), Date.now, setTimeout];
  Date.now = () => start + (now() - start) * CLOCK_SPEED;
  globalThis.setTimeout = (act, delay, ...rest) => later(act, delay / CLOCK_SPEED, ...rest);
}

if (NODE_VERSION) Object.defineProperty(process.versions, "node", { value: NODE_VERSION });

if (BREAK_STEP) {
  require("node:crypto").randomUUID = () => {
    throw new TypeError("broken");
  };
}

if (STRIPE_PORT) {
  const connect = tls.connect;
  tls.connect = (options) => {
    const isStraight = options.host === "api.stripe.com" && !options.socket;
    return connect(isStraight ? { ...options, host: "127.0.0.1", port: STRIPE_PORT } : options);
  };
}
