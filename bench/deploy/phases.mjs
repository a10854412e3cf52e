import { median } from "../measure.mjs";
import { addPortals } from "./portals.mjs";
import { withStack } from "./stack.mjs";

const OPTIONS = ["-input=false", "-no-color"];
const APPLY = ["apply", "-auto-approve", ...OPTIONS];

/**
 * The phases of a deployment in their order. `isChanged` selects portals by their number: each portal that it selects now and not
 * before, or the other way round, changes.
 */
const PHASES = [
  { name: "init", args: ["init", ...OPTIONS] },
  { name: "plan", args: ["plan", ...OPTIONS] },
  { name: "apply", args: APPLY },
  { name: "plan without changes", args: ["plan", "-detailed-exitcode", ...OPTIONS] },
  { name: "apply, one changed", args: APPLY, isChanged: (number) => number === 0 },
  { name: "apply, all changed", args: APPLY, isChanged: (number) => number > 0 },
  { name: "destroy", args: ["destroy", "-auto-approve", ...OPTIONS] },
];

export const PHASE_NAMES = PHASES.map(({ name }) => name);

/**
 * Deploys portals several times, and returns the medians of each phase.
 * @param {import("../../scripts/terraform-provider.mjs").PreparedProvider} provider
 * @param {{ portals: number, hasStep: boolean, state: "local" | "remote" }} options
 * @param {number} runs
 */
export async function measurePhases(provider, options, runs) {
  const all = [];
  for (let run = 0; run < runs; run++) {
    all.push(await withStack(provider, options.state, (stack) => deploy(stack, options)));
  }
  const medianOf = (name, metric) => median(all.map((usages) => usages[name][metric]));
  const phases = PHASE_NAMES.map((name) => [name, { wall: medianOf(name, "wall"), cpu: medianOf(name, "cpu") }]);
  return { ...options, runs, phases: Object.fromEntries(phases) };
}

async function deploy(stack, options) {
  const write = (isChanged) => stack.write((packages, scope) => addPortals(packages, scope, { ...options, isChanged }));
  const usages = {};
  write(undefined);
  for (const { name, args, isChanged } of PHASES) {
    if (isChanged) write(isChanged);
    usages[name] = await stack.terraform(args);
  }
  return usages;
}
