import { StepError } from "./output.mjs";
import { env } from "./values.mjs";

export function readExpectedMode() {
  const mode = env("STRIPE_PORTAL_EXPECTED_MODE");
  if (/^(live|test)?$/.test(mode)) return mode;
  throw new StepError(`STRIPE_PORTAL_EXPECTED_MODE must be live or test; got: ${mode}.`);
}

/**
 * Reads the API key and checks its mode by its prefix. An organization's key has no mode in its prefix: `livemode` of the
 * configuration is checked later.
 * @param {string} expected
 */
export function readKey(expected) {
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
export function wrongMode(expected, finding) {
  return new StepError(
    `this portal expects Stripe's ${expected} mode, but ${finding}. Use a ${expected} mode key, or change \`expectedMode\`.`,
  );
}

export function readConfigurationId() {
  const id = env("STRIPE_PORTAL_CONFIGURATION");
  if (!id) throw new StepError("STRIPE_PORTAL_CONFIGURATION is required: the id of the portal configuration.");
  return id;
}
