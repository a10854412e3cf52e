// Loaded into the step's process by the tests: replaces its clock, makes its Node old, or breaks it.
const { BREAK_STEP, NODE_VERSION } = process.env;

/** Longer timers are the time limits of requests. */
const LONGEST_PAUSE_MS = 20_000;

// A pause ends at once, and the test receives its length. A time limit passes when the test sends a message.
const [now, later] = [Date.now, setTimeout];
let skipped = 0;
let passLimit = () => {};
Date.now = () => now() + skipped;
globalThis.setTimeout = (act, delay) => {
  const pass = () => {
    skipped += delay;
    act();
  };
  if (delay > LONGEST_PAUSE_MS) {
    passLimit = pass;
    return later(act, delay);
  }
  process.send(delay);
  return later(pass, 0);
};
process.on("message", () => passLimit());
process.channel.unref();

if (NODE_VERSION) Object.defineProperty(process.versions, "node", { value: NODE_VERSION });

if (BREAK_STEP) {
  require("node:crypto").randomUUID = () => {
    throw new TypeError("broken");
  };
}
