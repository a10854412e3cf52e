// Generates the package cdktn-stripe-portal in cdktn/ from the library's sources. CDK Terrain (cdktn) needs a package of its own,
// because its apps cannot use constructs for cdktf. Only the engine's versions in cdktn/package.json are kept.
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compile } from "./compile.mjs";
import { recordInputs } from "./inputs.mjs";
import { root, setUp } from "./set-up.mjs";
import { swapDocument, swapSource, cdktnPackage } from "./swap-engine.cjs";

const cdktn = path.join(root, "cdktn");
const DOCUMENTS = ["README.md", "CHANGELOG.md", "docs/rules.md"];

// The copied library includes generated modules.
setUp();
recordInputs("cdktn", () => {
  const own = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const engine = JSON.parse(readFileSync(path.join(cdktn, "package.json"), "utf8"));
  writeFileSync(path.join(cdktn, "package.json"), `${JSON.stringify(cdktnPackage(own, engine), null, 2)}\n`);

  for (const name of [".jsii", "lib"]) rmSync(path.join(cdktn, name), { recursive: true, force: true });
  for (const name of ["lib", "LICENSE", "tsconfig.json", "schema/portal-parameters.json", ...DOCUMENTS]) {
    cpSync(path.join(root, name), path.join(cdktn, name), { recursive: true, filter: isSource });
  }
  for (const file of readdirSync(path.join(cdktn, "lib"), { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".ts")) rewrite(path.join("lib", file), swapSource);
  }
  for (const file of DOCUMENTS) rewrite(file, swapDocument);
  // The swap may have changed names in the embedded script, which is embedded again.
  compile(cdktn);
});

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
