import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measure, median } from "../measure.mjs";
import { addPortals } from "./portals.mjs";
import { withStack } from "./stack.mjs";

/**
 * Measures the step as Terraform runs it, and Node.js without a script, in turn. Returns the medians in milliseconds.
 * @param {import("../../scripts/terraform-provider.mjs").PreparedProvider} provider
 * @param {number} runs
 */
export function measureStep(provider, runs) {
  return withStack(provider, "local", async (stack) => {
    const [first, second] = await recordTwoSteps(stack);
    const { HTTPS_PROXY, SSL_CERT_FILE } = stack.env;
    const samples = {};
    const run = async (name, args, env) => {
      (samples[name] ??= []).push(await measure({ args }, { cwd: stack.folder, env }));
    };
    for (let count = 0; count < runs; count++) {
      await run("Node.js without a script", ["-e", "0"], { ...first.env, NODE_OPTIONS: "" });
      // Each step sends its change, because Stripe has the portal of the other one.
      await run("step, sends a change", first.args, first.env);
      await run("step, nothing to send", first.args, first.env);
      await run("step, sends a change, with a proxy and SSL_CERT_FILE", second.args, {
        ...second.env,
        NODE_OPTIONS: "",
        HTTPS_PROXY,
        SSL_CERT_FILE,
      });
    }
    const medians = (all) => ({
      wall: median(all.map(({ processWall }) => processWall)),
      cpu: median(all.map(({ processCpu }) => processCpu)),
    });
    return Object.fromEntries(Object.entries(samples).map(([name, all]) => [name, medians(all)]));
  });
}

/** The steps of a portal and of its change, as Terraform runs them. */
async function recordTwoSteps(stack) {
  const write = (isChanged) =>
    stack.write((packages, scope) => addPortals(packages, scope, { portals: 1, hasStep: true, isChanged }));
  write(() => false);
  await stack.terraform(["init", "-input=false"]);
  const first = await recordStep(stack);
  write(() => true);
  return [first, await recordStep(stack)];
}

/**
 * Applies the stack, and returns the arguments and the environment with which Terraform has run its only step.
 * @param {import("./stack.mjs").Stack} stack
 */
async function recordStep({ terraform }) {
  const folder = mkdtempSync(path.join(tmpdir(), "stripe-portal-step-"));
  try {
    await terraform(["apply", "-auto-approve", "-input=false"], { env: { STEP_RECORDS: folder } });
    const [args, variables] = ["arguments", "environment"].map((name) =>
      readFileSync(path.join(folder, name), "utf8").split("\0").slice(0, -1),
    );
    return { args, env: Object.fromEntries(variables.map((variable) => variable.split(/=(.*)/s, 2))) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
