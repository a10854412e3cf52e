import { env, isUnset } from "./values.mjs";

export const ISSUES = "https://github.com/cdktf-stripe-portal/cdktf-stripe-portal/issues";

const MAX_SHOWN_LENGTH = 80;

/** The effects on Stripe with which an error message ends. */
export const Consequence = {
  NOTHING_SENT: "Nothing was sent for this portal.",
  NOTHING_CHANGED: "Nothing was changed in Stripe.",
  UNKNOWN: "Stripe may have made the change. Run `apply` again: it sends the change only if Stripe does not hold it.",
  CHANGED: "",
};

/** The effect on Stripe if the step ended now. */
let consequence = Consequence.NOTHING_SENT;

/** @param {string} effect */
export function setConsequence(effect) {
  consequence = effect;
}

/** An error that the user can act on. Its message is printed without a stack. */
export class StepError extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Strings that no output may contain. */
export const secrets = new Set([env("STRIPE_API_KEY")].filter(Boolean));

/** @param {string} line */
function redact(line) {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((redacted, secret) => redacted.split(secret).join("[redacted]"), line);
}

/** @param {string} line */
export function report(line) {
  process.stdout.write(redact(`${line}\n`));
}

/** A value in a message. Redacted before it is cut, so that no part of a secret remains. @param {unknown} value */
export function show(value) {
  if (isUnset(value)) return "not set";
  const json = redact(JSON.stringify(value));
  return json.length > MAX_SHOWN_LENGTH ? `${json.slice(0, MAX_SHOWN_LENGTH - 3)}...` : json;
}

/** @param {string} message @param {number} exitCode */
export function end(message, exitCode) {
  const subject = [env("STRIPE_PORTAL_PATH"), env("STRIPE_PORTAL_CONFIGURATION")].filter(Boolean).join(", ");
  const lines = [`Error: ${subject && `${subject}: `}${message}`, consequence].filter(Boolean);
  process.stderr.write(redact(`${lines.join("\n")}\n`), () => process.exit(exitCode));
}

/** The line of this file that caused an error. @param {Error} error */
export function lineOf({ stack = "" }) {
  const [, line] = /\.mjs:(\d+)/.exec(stack) || [];
  return line ? ` (line ${line})` : "";
}
