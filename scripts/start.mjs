// `npm start`: deploys every example to a local Stripe sandbox with Terraform and shows the created portals.
import { spawn } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root, setUp } from "./set-up.mjs";
import { MissingToolError, prepareTerraformProvider } from "./terraform-provider.mjs";

const require = createRequire(import.meta.url);
const { modesOf, prepareAccount } = require("./example-accounts.cjs");
// Below the project's folder, so that the examples can import the package. Removed with the sandbox, like its state.
const folder = path.join(root, "dist", "examples");

setUp();
process.exitCode = await deployExamples();

async function deployExamples() {
  const { startSandbox } = require("../cli/dist/sandbox");
  console.log("Preparing Terraform's Stripe provider ...");
  const provider = await preparedProvider();
  if (provider === undefined) return 1;
  const sandbox = await startSandbox();
  try {
    rmSync(folder, { recursive: true, force: true });
    cpSync(path.join(root, "examples"), folder, { recursive: true, filter: isSource });
    console.log("Deploying the examples to a local Stripe sandbox ...");
    const accounts = { test: prepareAccount(sandbox, "test"), live: prepareAccount(sandbox, "live") };
    const deployments = readdirSync(folder)
      .sort()
      .flatMap((name) => modesOf(name).map((mode) => ({ name, mode })));
    const rows = [];
    for (const { name, mode } of deployments) {
      const outputs = await deploy(name, mode, { ...provider.env, ...sandbox.env, ...accounts[mode] });
      if (outputs === undefined) return 1;
      const dashboard = sandbox.dashboard({ mode });
      for (const id of portalIds(outputs)) rows.push(describe(name, dashboard.get("configuration", id)));
    }
    console.log(table(rows));
    return 0;
  } finally {
    await sandbox.close();
    provider.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function preparedProvider() {
  try {
    return await prepareTerraformProvider({ log: (line) => console.log(`  ${line}`) });
  } catch (error) {
    if (!(error instanceof MissingToolError)) throw error;
    console.error(error.message);
    return undefined;
  }
}

/** Runs `cdktf deploy` for one example and returns its outputs. Prints the output only if it fails. */
async function deploy(name, mode, environment) {
  const started = Date.now();
  process.stdout.write(`  cdktf deploy ${name} (${mode} mode) ... `);
  const cwd = path.join(folder, name);
  const cdktf = path.join(path.dirname(require.resolve("cdktf-cli/package.json")), "bundle", "bin", "cdktf");
  // cdktf cannot lock the provider for other platforms without the registry, and no other machine uses it.
  const args = [cdktf, "deploy", "--auto-approve", "--skip-provider-lock", "--outputs-file", "outputs.json"];
  const env = { ...process.env, ...environment, CHECKPOINT_DISABLE: "1", CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1" };
  const { code, output } = await run(process.execPath, args, { cwd, env });
  if (code !== 0) {
    console.log(`failed\n\n${output}`);
    return undefined;
  }
  console.log(`done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  const [outputs] = Object.values(JSON.parse(readFileSync(path.join(cwd, "outputs.json"), "utf8")));
  return outputs;
}

/** The ids of portals in the outputs of an example, which has one or a map of them. */
function portalIds({ portal_configuration_id: id, portal_configuration_ids: ids = {} }) {
  return id === undefined ? Object.values(ids) : [id];
}

function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** A row of the table: a portal in Stripe. */
function describe(example, { id, name, livemode, features, login_page: loginPage, is_default: isDefault }) {
  const on = Object.keys(features).filter((feature) => features[feature].enabled);
  const kind = isDefault ? `${id}\n(the account's default)` : id;
  return [
    name ? `${example}\n${name}` : example,
    kind,
    livemode ? "live" : "test",
    on.join("\n"),
    loginPage.url ?? "off",
  ];
}

function table(rows) {
  // Cannot be imported at the top: a clean clone has no dependencies before the set-up.
  const Table = require("cli-table3");
  const head = ["portal", "configuration id", "mode", "enabled features", "login page"];
  const drawn = new Table({ head, style: { head: [], border: [] } });
  drawn.push(...rows);
  return `\n${drawn.toString()}`;
}

/** Selects sources, and skips the README and files of an earlier deployment in an example's folder. */
function isSource(file) {
  return !/README\.md$|cdktf\.out|\.tfstate|\.terraform/.test(file);
}
