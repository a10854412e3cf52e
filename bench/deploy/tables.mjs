import { table } from "../table.mjs";
import { PHASE_NAMES } from "./phases.mjs";

/** The tables of all results. */
export function tablesOf({ deployments, step, memory }) {
  return [
    "Seconds, and in parentheses processor seconds of all processes:",
    table(["portals", "step", "state", ...PHASE_NAMES], deployments.map(deploymentCells)),
    "Milliseconds of a step:",
    table(["process", "wall clock", "processor"], Object.entries(step).map(stepCells)),
    "Peak memory in MiB, with a provider for each account:",
    table(
      ["accounts", "provider processes", "largest", "all together", "Terraform", "seconds"],
      memory.map(memoryCells),
    ),
  ].join("\n");
}

function deploymentCells({ portals, hasStep, state, phases }) {
  const usages = PHASE_NAMES.map((name) => phases[name]);
  return [
    portals,
    hasStep ? "yes" : "no",
    state,
    ...usages.map(({ wall, cpu }) => `${seconds(wall)} (${seconds(cpu)})`),
  ];
}

function stepCells([name, { wall, cpu }]) {
  return [name, wall.toFixed(0), cpu.toFixed(0)];
}

function memoryCells({ aliases, processes, plugin, plugins, terraform, wall }) {
  return [aliases, processes, plugin.toFixed(0), plugins.toFixed(0), terraform.toFixed(0), seconds(wall)];
}

function seconds(number) {
  return number.toFixed(number < 10 ? 1 : 0);
}
