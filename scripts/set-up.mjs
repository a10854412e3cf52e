// Installs the dependencies and builds the packages, if they are missing or out of date.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { isUpToDate, root } from "./inputs.mjs";

export { root };

/**
 * Installs and builds if necessary. Prints a message and ends the process if a step fails.
 * @param {{ cdktn?: boolean }} [options] `cdktn` builds the cdktn package too
 */
export function setUp({ cdktn = false } = {}) {
  requireNode();
  if (timeOf("package-lock.json") > timeOf("node_modules/.package-lock.json")) {
    step("Installing the dependencies", ["ci", "--no-audit", "--no-fund"]);
  }
  if (!isUpToDate("library", [".jsii", "cli/dist/main.js"])) {
    step("Building the library and the command line", ["run", "--silent", "build"]);
  }
  if (cdktn && !isUpToDate("cdktn", ["cdktn/.jsii"])) {
    step("Building the cdktn package", ["run", "--silent", "build:cdktn"]);
  }
}

/** Runs npm in the project. Prints its output only if it fails. */
function step(title, args) {
  console.log(`${title} ...`);
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  const { status, stdout, stderr, error } = spawnSync(command, [...first, ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: !npm && process.platform === "win32",
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split(".")[0] },
  });
  if (status === 0) return;
  console.error(`${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`.trimEnd());
  console.error(`\n${title} failed: npm ${args.join(" ")}`);
  process.exit(1);
}

function requireNode() {
  if (Number(process.versions.node.split(".")[0]) >= 20) return;
  console.error(`Node.js 20 or later is required; got: ${process.versions.node}. Install it from https://nodejs.org.`);
  process.exit(1);
}

/** The time of a file's last change, or 0 if it does not exist. */
function timeOf(file) {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
