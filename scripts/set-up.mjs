// What a clean clone needs before anything runs: its dependencies and its build, each only where it is not up to date.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Installs and builds where that is due; ends the process with a message where it fails.
 * @param {{ twin?: boolean }} [options] whether the package for cdktn is wanted too
 */
export function setUp({ twin = false } = {}) {
  requireNode();
  if (newest(["package-lock.json"]) > newest(["node_modules/.package-lock.json"])) {
    step("Installing the dependencies", ["ci", "--no-audit", "--no-fund"]);
  }
  const builders = ["scripts/embed-step.mjs", "scripts/lazy-provider.mjs"];
  const settings = ["package.json", "tsconfig.json", "scripts/generate-provider.mjs", ...builders];
  // README is in the assembly.
  const sources = ["lib", "cli/src", "schema", "README.md", ...settings];
  if (newest(sources, isSource) > Math.min(newest([".jsii"]), newest(["cli/dist/main.js"]))) {
    step("Building the library and the command line", ["run", "--silent", "build"]);
  }
  const documents = ["README.md", "API.md", "CHANGELOG.md", "docs/rules.md"];
  const scripts = ["scripts/cdktn.mjs", "scripts/swap-engine.cjs", ...builders];
  const sourcesOfTwin = [".jsii", ...documents, "cdktn/package.json", ...scripts];
  if (twin && newest(sourcesOfTwin) > newest(["cdktn/.jsii"])) {
    step("Building the package for cdktn", ["run", "--silent", "build:cdktn"]);
  }
}

/** Runs npm in the project, its output shown only where it fails. */
function step(what, args) {
  console.log(`${what} ...`);
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
  console.error(`\n${what} failed: npm ${args.join(" ")}`);
  process.exit(1);
}

function requireNode() {
  if (Number(process.versions.node.split(".")[0]) >= 20) return;
  console.error(`Node.js ${process.versions.node} is too old: install Node.js 20 or later (https://nodejs.org).`);
  process.exit(1);
}

/** When the newest of the files was written; 0 where there is none. */
function newest(names, accept = () => true) {
  return Math.max(0, ...names.flatMap((name) => times(path.join(root, name), accept)));
}

function times(file, accept) {
  if (!existsSync(file)) return [];
  const stat = statSync(file);
  if (!stat.isDirectory()) return accept(file) ? [stat.mtimeMs] : [];
  return readdirSync(file).flatMap((name) => times(path.join(file, name), accept));
}

/** Sources, not what is compiled beside them or generated. */
function isSource(file) {
  return !file.includes(path.join("lib", "provider") + path.sep) && !/\.(d\.ts|js)$/.test(file);
}
