// Installs the dependencies and builds the packages, if they are missing or out of date.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Installs and builds if necessary. Prints a message and ends the process if a step fails.
 * @param {{ cdktn?: boolean }} [options] `cdktn` builds the cdktn package too
 */
export function setUp({ cdktn = false } = {}) {
  requireNode();
  if (newest(["package-lock.json"]) > newest(["node_modules/.package-lock.json"])) {
    step("Installing the dependencies", ["ci", "--no-audit", "--no-fund"]);
  }
  const builders = ["scripts/embed-step.mjs", "scripts/lazy-provider.mjs", "scripts/portal-parameters.mjs"];
  const settings = ["package.json", "tsconfig.json", "scripts/generate-provider.mjs", ...builders];
  // The assembly contains the README.
  const sources = ["lib", "cli/src", "schema", "README.md", ...settings];
  if (newest(sources, isSource) > Math.min(newest([".jsii"]), newest(["cli/dist/main.js"]))) {
    step("Building the library and the command line", ["run", "--silent", "build"]);
  }
  const documents = ["README.md", "CHANGELOG.md", "docs/rules.md"];
  const scripts = ["scripts/cdktn.mjs", "scripts/swap-engine.cjs", ...builders];
  const sourcesOfCdktn = [".jsii", ...documents, "cdktn/package.json", ...scripts];
  if (cdktn && newest(sourcesOfCdktn) > newest(["cdktn/.jsii"])) {
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

/** The time of the newest file, or 0 if none exists. */
function newest(names, accept = () => true) {
  return Math.max(0, ...names.flatMap((name) => times(path.join(root, name), accept)));
}

function times(file, accept) {
  if (!existsSync(file)) return [];
  const stat = statSync(file);
  if (!stat.isDirectory()) return accept(file) ? [stat.mtimeMs] : [];
  return readdirSync(file).flatMap((name) => times(path.join(file, name), accept));
}

/** Selects sources and skips compiled or generated files. */
function isSource(file) {
  return (
    !file.includes(path.join("lib", "provider") + path.sep) && !/\.(d\.ts|js)$|portal-parameters\.json$/.test(file)
  );
}
