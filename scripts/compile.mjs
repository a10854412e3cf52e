// Compiles the library, or its copy for CDK Terrain, in place.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** @param {string} folder */
export function compile(folder) {
  run(folder, script("embed-step.mjs"));
  run(folder, require.resolve("jsii/bin/jsii"), "--compress-assembly", "--silence-warnings=reserved-word");
  run(folder, script("bundle.mjs"));
}

/** @param {string} name */
export function script(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

/**
 * Runs a Node.js program, and ends the process if it fails.
 * @param {string} cwd
 * @param {string[]} command
 */
export function run(cwd, ...command) {
  const { status } = spawnSync(process.execPath, command, { cwd, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
