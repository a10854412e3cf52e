// Prints schema/stripe.json for a version of the provider: `node scripts/provider-schema.mjs <version> > schema/stripe.json`. It
// contains only the resources that a portal needs: all of them would be twenty times the size in every language.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ADDRESS = "registry.terraform.io/stripe/stripe";
const RESOURCES = ["stripe_billing_portal_configuration", "stripe_price", "stripe_product"];

const [version] = process.argv.slice(2);
if (version === undefined) throw new Error("the version of the provider is missing");

const { format_version, provider_schemas } = readSchema();
const { provider, resource_schemas } = provider_schemas[ADDRESS];
const resources = RESOURCES.map((name) => `${JSON.stringify(name)}:${JSON.stringify(resource_schemas[name])}`);
const head = JSON.stringify({ format_version, provider_versions: { [ADDRESS]: version } }).slice(0, -1);
// One line per resource.
console.log(`${head},"provider_schemas":{"${ADDRESS}":{
"provider":${JSON.stringify(provider)},
"resource_schemas":{
${resources.join(",\n")}
}}}}`);

/** The output of Terraform without descriptions. */
function readSchema() {
  const cwd = mkdtempSync(path.join(tmpdir(), "provider-schema-"));
  try {
    const required = { stripe: { source: "stripe/stripe", version } };
    writeFileSync(path.join(cwd, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
    const terraform = (...args) => execFileSync("terraform", args, { cwd, encoding: "utf8", maxBuffer: 1e8 });
    terraform("init");
    // An attribute named "description" is an object.
    return JSON.parse(terraform("providers", "schema", "-json"), (key, value) =>
      key.startsWith("description") && typeof value === "string" ? undefined : value,
    );
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
