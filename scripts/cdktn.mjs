// Generates the package cdktn-stripe-portal in cdktn/ from the library's sources. CDK Terrain (cdktn) needs a package of its own,
// because its apps cannot use constructs for cdktf. Only the engine's versions in cdktn/package.json are kept.
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { swapDocument, swapSource, cdktnPackage } from "./swap-engine.cjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cdktn = path.join(root, "cdktn");
const DOCUMENTS = ["README.md", "CHANGELOG.md", "docs/rules.md"];

const own = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const engine = JSON.parse(readFileSync(path.join(cdktn, "package.json"), "utf8"));
writeFileSync(path.join(cdktn, "package.json"), `${JSON.stringify(cdktnPackage(own, engine), null, 2)}\n`);

// The assembly is written last: its presence means that the package is complete.
for (const name of [".jsii", "lib"]) rmSync(path.join(cdktn, name), { recursive: true, force: true });
for (const name of ["lib", "LICENSE", "tsconfig.json", "schema/portal-parameters.json", ...DOCUMENTS]) {
  cpSync(path.join(root, name), path.join(cdktn, name), { recursive: true, filter: isSource });
}
for (const file of readdirSync(path.join(cdktn, "lib"), { recursive: true, encoding: "utf8" })) {
  if (file.endsWith(".ts")) rewrite(path.join("lib", file), swapSource);
}
for (const file of DOCUMENTS) rewrite(file, swapDocument);

// The swap above may have changed names in the embedded script, so it is embedded again.
run(fileURLToPath(new URL("embed-step.mjs", import.meta.url)));
const jsii = createRequire(import.meta.url).resolve("jsii/bin/jsii");
run(jsii, "--compress-assembly", "--silence-warnings=reserved-word");
run(fileURLToPath(new URL("lazy-provider.mjs", import.meta.url)));

/** @param {string} file */
function isSource(file) {
  return !/\.(d\.ts|js)$/.test(file);
}

/**
 * @param {string} name
 * @param {(text: string) => string} swap
 */
function rewrite(name, swap) {
  const file = path.join(cdktn, name);
  writeFileSync(file, swap(readFileSync(file, "utf8")));
}

/** @param {string[]} command */
function run(...command) {
  const { status } = spawnSync(process.execPath, command, { cwd: cdktn, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
