// Records the files that a build was made from, so that `npm start` and `npm test` build again if one of them has changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What no build reads. Everything else is an input: a missing entry costs a build, and never leaves an outdated one. */
const NO_INPUTS = [
  "API.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "bench",
  "docs/api",
  "docs/guide",
  "examples",
  "offline-provider",
  "schema/portal-parameters.json",
  "test",
];

/**
 * Runs a build and records its inputs, as they were when it started.
 * @param {string} name
 * @param {() => void} build
 */
export function recordInputs(name, build, folder = root) {
  const inputs = hashOfInputs(folder);
  const record = recordOf(name, folder);
  // A build that fails leaves no record of an earlier one, whose outputs it may have replaced.
  rmSync(record, { force: true });
  build();
  if (inputs === undefined) return;
  mkdirSync(path.dirname(record), { recursive: true });
  writeFileSync(record, inputs);
}

/**
 * Returns true if the outputs of a build exist and its inputs have not changed.
 * @param {string} name
 * @param {string[]} outputs
 */
export function isUpToDate(name, outputs, folder = root) {
  const record = recordOf(name, folder);
  if (![record, ...outputs.map((output) => path.join(folder, output))].every(isFile)) return false;
  return readFileSync(record, "utf8") === hashOfInputs(folder);
}

/**
 * @param {string} name
 * @param {string} folder
 */
function recordOf(name, folder) {
  return path.join(folder, "dist", "inputs", name);
}

/**
 * The hash of the files that git tracks or would add, except NO_INPUTS. Undefined without git or its repository.
 * @param {string} folder
 */
function hashOfInputs(folder) {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "."];
  const { status, stdout } = spawnSync("git", [...list, ...NO_INPUTS.map((name) => `:(exclude)${name}`)], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) return undefined;
  // git lists a deleted file until its removal is staged.
  const files = stdout.split("\0").filter((file) => isFile(path.join(folder, file)));
  return hashOf(
    files
      .sort()
      .map((file) => `${file}\0${hashOf(readFileSync(path.join(folder, file)))}`)
      .join("\0"),
  );
}

/** @param {string} file */
function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** @param {string | Buffer} content */
function hashOf(content) {
  return createHash("sha256").update(content).digest("hex");
}
