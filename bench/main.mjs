// `npm run bench`: compares the package with cdktf, its generated binding, aws-cdk-lib and JSON.stringify().
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { setUp } from "../scripts/set-up.mjs";
import { FIGURES } from "./figures.mjs";
import { installPackages, installPython } from "./install.mjs";
import { measure } from "./measure.mjs";
import { UsageError, positiveIntegers, runCommand } from "./options.mjs";
import { processes } from "./processes.mjs";
import { documentOf, resultOf, tableOf } from "./report.mjs";
import { writeResults } from "./results.mjs";

const RESULTS = fileURLToPath(new URL("results.json", import.meta.url));
const USAGE = `Usage: npm run bench -- [--only <key>[,<key>]] [--runs <n>] [--quick]

  --only   some of the figures: ${FIGURES.map(({ key }) => key).join(", ")}
  --runs   the number of rounds; 5 by default
  --quick  one round with a tenth of the portals

A complete run writes bench/results.json.`;

await runCommand(
  USAGE,
  { only: { type: "string" }, runs: { type: "string" }, quick: { type: "boolean", default: false } },
  async ({ only, quick, runs = quick ? "1" : "5" }) => {
    const [rounds] = positiveIntegers("runs", runs);
    const figures = only === undefined ? FIGURES : only.split(",").map(figureOf);
    const results = await bench(figures, rounds, quick ? 100 : 1_000);
    console.log(`\n${tableOf(figures, results)}`);
    console.log(`Medians of ${rounds} rounds. Times are processor times, unless the title names the wall clock.`);
    if (quick) console.log("Numbers of portals are a tenth of those in the titles.");
    if (quick || only !== undefined) return;
    writeResults(RESULTS, documentOf(figures, results, rounds));
  },
);

function figureOf(key) {
  const figure = FIGURES.find((candidate) => candidate.key === key);
  if (figure === undefined) throw new UsageError(`unknown figure: "${key}"\n\n${USAGE}`);
  return figure;
}

/** Measures figures and returns the results by key, without those that require Python if it is missing. */
async function bench(figures, rounds, portals) {
  setUp();
  console.log("Installing the packages ...");
  installPackages();
  const python = figures.some(usesPython) ? pythonIfPossible() : undefined;
  const measured = figures.filter((figure) => python !== undefined || !usesPython(figure));
  const samples = await measureAll(measured, rounds, processes({ portals, python }));
  return new Map(measured.map((figure) => [figure.key, resultOf(figure, samples)]));
}

function usesPython({ ours }) {
  return ours === "import in Python";
}

function pythonIfPossible() {
  console.log("Building and installing the Python package ...");
  try {
    return installPython();
  } catch (error) {
    console.error(`Skipping Python: ${/** @type {Error} */ (error).message}`);
    return undefined;
  }
}

/** Runs the processes of all figures in turn, several times, and returns the metrics of each run. */
async function measureAll(figures, rounds, available) {
  const folder = mkdtempSync(path.join(tmpdir(), "stripe-portal-bench-"));
  const names = [...new Set(figures.flatMap(({ ours, theirs }) => [ours, theirs]))];
  const all = names.map((name) => ({ name, ...available[name](folderIn(folder, name)) }));
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const process of turns(all)) {
        const started = performance.now();
        samples[process.name].push(await measure(process));
        const seconds = (performance.now() - started) / 1_000;
        console.log(`Round ${round} of ${rounds}: ${process.name}, ${seconds.toFixed(1)} s`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return samples;
}

function folderIn(folder, name) {
  const own = path.join(folder, name);
  mkdirSync(own);
  return own;
}

/** The order of the processes in a round: A, B, C, A, B if A and B are repeated. */
function turns(all, turn = 0) {
  const left = all.filter(({ repeat = 1 }) => repeat > turn);
  return left.length === 0 ? [] : [...left, ...turns(left, turn + 1)];
}
