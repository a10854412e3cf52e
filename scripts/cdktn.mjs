// Makes cdktn-stripe-portal in cdktn/ from the library's own files: the same package for CDK Terrain (cdktn), whose apps cannot
// use constructs made for cdktf. Only cdktn/package.json is kept, for the versions of the engine; the rest of it comes from here.
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { swapDocument, swapSource, twinPackage } from "./swap-engine.cjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const twin = path.join(root, "cdktn");
const DOCUMENTS = ["README.md", "API.md", "CHANGELOG.md", "docs/rules.md"];

const own = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const engine = JSON.parse(readFileSync(path.join(twin, "package.json"), "utf8"));
writeFileSync(path.join(twin, "package.json"), `${JSON.stringify(twinPackage(own, engine), null, 2)}\n`);

// It is up to date once it has its assembly, which comes last.
for (const name of [".jsii", "lib"]) rmSync(path.join(twin, name), { recursive: true, force: true });
for (const name of ["lib", "LICENSE", "tsconfig.json", ...DOCUMENTS]) {
  cpSync(path.join(root, name), path.join(twin, name), { recursive: true, filter: isSource });
}
for (const file of readdirSync(path.join(twin, "lib"), { recursive: true, encoding: "utf8" })) {
  if (file.endsWith(".ts")) rewrite(path.join("lib", file), swapSource);
}
for (const file of DOCUMENTS) rewrite(file, swapDocument);

// Embedded again from the script itself: the swap above may have changed the names in its source.
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
  const file = path.join(twin, name);
  writeFileSync(file, swap(readFileSync(file, "utf8")));
}

/** @param {string[]} command */
function run(...command) {
  const { status } = spawnSync(process.execPath, command, { cwd: twin, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
