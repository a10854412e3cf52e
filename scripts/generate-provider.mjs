// Generates the bindings of the Stripe provider in lib/provider/ and the library's constant of its version from schema/stripe.json,
// without Terraform.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

// Disables the telemetry of the generator's packages.
process.env.CHECKPOINT_DISABLE = "1";
const require = createRequire(import.meta.url);
const { CodeMaker } = require("codemaker");
const { ConstructsMakerProviderTarget, TerraformProviderConstraint, Language } = require("@cdktf/commons");
// The package's index requires modules that are not among its dependencies.
const { TerraformProviderGenerator } = require("@cdktf/provider-generator/lib/get/generator/provider-generator");

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const outdir = path.join(root, "lib", "provider");

const schema = JSON.parse(readFileSync(path.join(root, "schema", "stripe.json"), "utf8"));
const version = schema.provider_versions["registry.terraform.io/stripe/stripe"];
writeFileSync(
  path.join(root, "lib", "private", "terraform", "provider-version.ts"),
  `/** The version of the provider that the library is made for. Generated from schema/stripe.json by scripts/generate-provider.mjs. */
export const PROVIDER_VERSION = "${version}";
`,
);

const constraint = new TerraformProviderConstraint(`stripe/stripe@${version}`);
const generator = new TerraformProviderGenerator(new CodeMaker(), schema);
generator.generate(new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT));

const scratch = mkdtempSync(path.join(root, "lib", "provider-"));
try {
  await generator.save(scratch);
  const generated = path.join(scratch, "providers", "stripe");
  const modules = readdirSync(generated, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = modules.map(({ name }) => name).sort();
  for (const name of names) {
    rejectForeignStacks(path.join(generated, name, "index.ts"));
    cpSync(path.join(generated, name), path.join(outdir, name), { recursive: true });
  }
  writeFileSync(path.join(outdir, "index.ts"), names.map((name) => `export * from "./${name}";\n`).join(""));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Makes the generated construct reject a stack of the other engine, as a portal does. */
function rejectForeignStacks(file) {
  const source = readFileSync(file, "utf8");
  const checked = source
    .replace(/^import \* as cdktf .*\n/m, `$&import { rejectForeignStack } from "../../private/terraform/engine";\n`)
    .replace(/^ {4}super\(scope, id, \{\n[^]*?^ {4}\}\);\n/m, "$&    rejectForeignStack(this);\n");
  if (!/import \{ rejectForeignStack[^]* {4}rejectForeignStack\(this\)/.test(checked)) {
    throw new Error(`the constructor in ${file} has changed; update scripts/generate-provider.mjs`);
  }
  writeFileSync(file, checked);
}
