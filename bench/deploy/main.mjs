// `npm run bench:deploy`: measures deployments to the local sandbox with Terraform and the provider.
import { fileURLToPath } from "node:url";
import { setUp } from "../../scripts/set-up.mjs";
import { MissingToolError, prepareTerraformProvider } from "../../scripts/terraform-provider.mjs";
import { UsageError, positiveIntegers, runCommand } from "../options.mjs";
import { machine, writeResults } from "../results.mjs";
import { measureMemory } from "./memory.mjs";
import { measurePhases } from "./phases.mjs";
import { measureStep } from "./step.mjs";
import { tablesOf } from "./tables.mjs";

const RESULTS = fileURLToPath(new URL("../deploy.json", import.meta.url));
const USAGE = `Usage: npm run bench:deploy -- [--portals <n>[,<n>]] [--state <kind>[,<kind>]] [--aliases <n>[,<n>]]
                                [--runs <n>]

  --portals  the numbers of portals in a stack; 1,10,100 by default
  --state    local, remote or both; both by default
  --aliases  the numbers of accounts with a provider and a portal each; 1,10,50 by default
  --runs     the number of deployments of each stack; 3 by default

Writes bench/deploy.json.`;
const STEP_RUNS = 20;

await runCommand(
  USAGE,
  {
    portals: { type: "string", default: "1,10,100" },
    state: { type: "string", default: "local,remote" },
    aliases: { type: "string", default: "1,10,50" },
    runs: { type: "string", default: "3" },
  },
  async ({ portals, state, aliases, runs }) => {
    if (process.platform !== "linux") throw new UsageError("requires Linux, as the sandbox does");
    const options = {
      portals: positiveIntegers("portals", portals),
      states: state.split(",").map(knownState),
      aliases: positiveIntegers("aliases", aliases),
      runs: positiveIntegers("runs", runs)[0],
    };
    setUp();
    const results = await bench(await preparedProvider(), options);
    console.log(tablesOf(results));
    writeResults(RESULTS, results);
  },
);

function knownState(state) {
  if (["local", "remote"].includes(state)) return state;
  throw new UsageError(`--state must be local, remote or both; got: "${state}"`);
}

async function preparedProvider() {
  try {
    return await prepareTerraformProvider();
  } catch (error) {
    throw error instanceof MissingToolError ? new UsageError(error.message) : error;
  }
}

async function bench(provider, { portals: counts, states, aliases: accounts, runs }) {
  const deployments = [];
  for (const portals of counts) {
    for (const hasStep of [true, false]) {
      for (const state of states) {
        const options = { portals, hasStep, state };
        console.log(`Deploying ${portals} portals ${hasStep ? "with" : "without"} a step, ${state} state ...`);
        deployments.push(await measurePhases(provider, options, runs));
      }
    }
  }
  console.log("Running the step ...");
  const step = await measureStep(provider, STEP_RUNS);
  const memory = [];
  for (const aliases of accounts) {
    console.log(`Deploying to ${aliases} accounts ...`);
    memory.push(await measureMemory(provider, aliases));
  }
  return { ...machine(), provider: provider.source, deployments, step, memory };
}
