/**
 * The apply step of a customer portal. Terraform runs it after the portal exists, to bring Stripe in line with the app.
 *
 *   node apply-step.mjs apply        sends the desired state in one request, or nothing if Stripe already holds it
 *   node apply-step.mjs check-mode   fails if the API key belongs to another mode than the app expects; sends nothing
 *
 * The library writes it into the user's stack as one file, into which scripts/embed-step.mjs joins its modules. It uses Node's
 * standard library only. Its syntax is ES2020, so that an old Node can still parse it and report the version it needs.
 */
import {
  complete,
  differences,
  findUnknownFeatures,
  mismatchMessage,
  reportUnknownSettings,
  summary,
} from "./compare.mjs";
import { readConfiguration, updateConfiguration } from "./configuration.mjs";
import { readDesiredState } from "./desired-state.mjs";
import { readConfigurationId, readExpectedMode, readKey, wrongMode } from "./input.mjs";
import { Consequence, end, ISSUES, lineOf, report, setConsequence, show, StepError } from "./output.mjs";
import { resolvePlans, takePlans } from "./plans.mjs";
import { createClient } from "./network/requests.mjs";
import { env } from "./values.mjs";

const OLDEST_NODE = 18;

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
  if (verb === "apply") await apply(key, expected);
}

/** @param {string} key @param {string} expected */
async function apply(key, expected) {
  const { plans, portal } = takePlans(readDesiredState());
  const id = readConfigurationId();
  const client = createClient(key);

  const before = await readConfiguration(client, id);
  const mode = before.livemode ? "live" : "test";
  if (expected && mode !== expected) throw wrongMode(expected, `the configuration is in ${mode} mode`);
  const desiredState = await resolvePlans(plans, portal, client, mode);
  const unknownFeatures = findUnknownFeatures(desiredState, before);
  const desired = complete(desiredState, before, unknownFeatures);
  const changes = differences(desired, before, { keepOrder: true });
  if (changes.length === 0 && env("STRIPE_PORTAL_APPLY_WHEN") !== "always") {
    report(`${id}: up to date (${summary(before)}); nothing was sent to Stripe`);
    return reportUnknownSettings(desired, before);
  }

  const after = await updateConfiguration(client, id, desired);
  setConsequence(Consequence.CHANGED);
  const mismatches = differences(desired, after, { keepOrder: false });
  if (mismatches.length > 0) throw new StepError(mismatchMessage(mismatches));
  report(`${id}: sent to Stripe (${summary(after)})`);
  for (const { path, desired, held } of changes) report(`  ${path}: ${show(held)} -> ${show(desired)}`);
  for (const name of unknownFeatures) {
    report(`note: features.${name} is not in your app and was on in Stripe: it was turned off`);
  }
  reportUnknownSettings(desired, after);
}

process.once("SIGINT", () => end("interrupted.", 130));
process.once("SIGTERM", () => end("interrupted.", 143));

main(process.argv[2]).catch((/** @type {Error} */ error) => {
  if (error instanceof StepError) end(error.message, error.exitCode);
  else end(`internal error: ${error.name}: ${error.message}${lineOf(error)}. Report this at ${ISSUES}.`, 1);
});
