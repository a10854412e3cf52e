import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../scripts/set-up.mjs";
import { report } from "../measure.mjs";
import { packagesOf } from "../workload.mjs";

const require = createRequire(import.meta.url);

/** Runs a command, and then reports the processor times of the shell and of all its descendants. */
const WITH_TIMES = '"$@"; code=$?; times >&3; exit $code';

/**
 * The command `node` of the steps. It starts Node.js as on a user's machine, without the proxy and the certificates that connect the
 * provider to the sandbox. The file that the sandbox preloads connects it.
 */
const NODE = `#!/bin/sh
unset HTTPS_PROXY https_proxy SSL_CERT_FILE SSL_CERT_DIR
export NODE_OPTIONS="$STEP_NODE_OPTIONS"
if [ -n "$STEP_RECORDS" ]; then
  env -0 >"$STEP_RECORDS/environment"
  printf '%s\\0' "$@" >"$STEP_RECORDS/arguments"
fi
exec "$STEP_NODE" "$@"
`;

/**
 * A stack in a temporary folder, which is deployed to a sandbox of its own.
 *
 * @typedef {object} Stack
 * @property {string} folder the folder in which Terraform runs
 * @property {NodeJS.ProcessEnv} env the environment in which Terraform runs
 * @property {(build: (packages: any, stack: any) => void) => void} write synthesizes the stack
 * @property {(args: string[], options?: RunOptions) => Promise<Usage>} terraform runs Terraform and expects success
 *
 * @typedef {{ env?: NodeJS.ProcessEnv, onStart?: (pid: number) => void }} RunOptions additional variables, and a function that
 *   receives the ID of the process
 * @typedef {{ wall: number, cpu: number }} Usage seconds, and processor seconds of Terraform, the provider and the steps
 */

/** Adds the backend of the stack, by the kind of its state. */
const BACKENDS = {
  local: ({ LocalBackend }, stack, folder) => new LocalBackend(stack, { path: path.join(folder, "terraform.tfstate") }),
  remote: ({ HttpBackend }, stack, _, url) => new HttpBackend(stack, { address: url }),
};

/**
 * Creates a stack, and removes it after its use.
 * @template T
 * @param {import("../../scripts/terraform-provider.mjs").PreparedProvider} provider
 * @param {"local" | "remote"} state
 * @param {(stack: Stack) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withStack(provider, state, use) {
  const { startSandbox } = require("../../cli/dist/sandbox");
  const packages = packagesOf(path.join(root, "package.json"));
  const outdir = mkdtempSync(path.join(tmpdir(), "stripe-portal-bench-"));
  const folder = path.join(outdir, "stacks", "stack");
  const sandbox = await startSandbox();
  const remoteState = await startRemoteState();
  const addBackend = (stack) => BACKENDS[state](packages.cdktf, stack, outdir, remoteState.url);
  const env = { ...environment(provider, sandbox), ...nodeCommand(path.join(outdir, "tools"), sandbox) };
  try {
    return await use({
      folder,
      env,
      write: (build) => write(packages, outdir, addBackend, build),
      terraform: (args, { env: added, onStart } = {}) =>
        run(provider.terraform, args, { cwd: folder, env: { ...env, ...added } }, onStart),
    });
  } finally {
    await remoteState.close();
    await sandbox.close();
    rmSync(outdir, { recursive: true });
  }
}

/** Starts the server for Terraform's HTTP backend that the tests use. */
async function startRemoteState() {
  // Cannot be imported at the top: a clean clone has no dependencies before the set-up.
  const { tsImport } = await import("tsx/esm/api");
  const { HttpState } = await tsImport("../../test/e2e/support/http-state.ts", import.meta.url);
  return HttpState.start();
}

function environment(provider, sandbox) {
  return { ...process.env, ...provider.env, ...sandbox.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
}

/** Writes the command `node` into a folder, and returns the variables that it requires. */
function nodeCommand(folder, sandbox) {
  mkdirSync(folder);
  writeFileSync(path.join(folder, "node"), NODE, { mode: 0o755 });
  return {
    PATH: `${folder}${path.delimiter}${process.env.PATH}`,
    STEP_NODE: process.execPath,
    STEP_NODE_OPTIONS: sandbox.env.NODE_OPTIONS,
  };
}

function write(packages, outdir, addBackend, build) {
  const { App, TerraformStack } = packages.cdktf;
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "stack");
  addBackend(stack);
  build(packages, stack);
  app.synth();
}

async function run(command, args, options, onStart) {
  const started = performance.now();
  const times = await report("sh", ["-c", WITH_TIMES, "sh", command, ...args], options, onStart);
  return { wall: (performance.now() - started) / 1_000, cpu: processorSeconds(times) };
}

/** The times of the descendants are in the second line of `times`, such as `0m1.20s 0m0.35s`. */
function processorSeconds(times) {
  const [, descendants] = times.split("\n");
  return [...descendants.matchAll(/(\d+)m([\d.]+)s/g)]
    .map(([, minutes, seconds]) => 60 * Number(minutes) + Number(seconds))
    .reduce((sum, seconds) => sum + seconds);
}
