import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const USAGE = fileURLToPath(new URL("usage.cjs", import.meta.url));

/**
 * Runs a process in the bench's folder, and returns its metrics. It writes them to file descriptor 3, as lines of JSON.
 *
 * - `cpu`, `wall`: milliseconds of the measured part of a scenario
 * - `processCpu`, `processWall`: milliseconds of the whole process
 * - `rss`: peak memory of the process in MiB
 * - `modules`, `bindings`: loaded CommonJS modules, and those of the package's generated bindings
 *
 * @param {import("./processes.mjs").Process} process
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<Record<string, number>>}
 */
export async function measure({ command, args }, { cwd = folder, env = process.env } = {}) {
  const [file, ...rest] = command === undefined ? [process.execPath, "--require", USAGE, ...args] : [command, ...args];
  const silent = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split(".")[0] };
  const metrics = await report(file, rest, { cwd, env: { ...env, ...silent } });
  return Object.assign({}, ...metrics.split("\n").map((line) => JSON.parse(line)));
}

/**
 * Runs a process, expects success, and returns its output to file descriptor 3.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @param {(pid: number) => void} [onStart]
 * @returns {Promise<string>}
 */
export function report(command, args, options, onStart = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe", "pipe"] });
    let [output, reported] = ["", ""];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += data));
    child.stdio[3]?.on("data", (data) => (reported += data));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(reported.trimEnd());
      else reject(new Error(`${[command, ...args].join(" ")} failed:\n${output}`));
    });
    if (child.pid !== undefined) onStart(child.pid);
  });
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
