/**
 * Prepares the Terraform provider for a run: stripe/stripe from Terraform's registry, mirror or CLI configuration. If Terraform cannot
 * download it, the project's offline provider is built into a temporary mirror.
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCE = "stripe/stripe";
const SCHEMA = JSON.parse(readFileSync(new URL("../schema/stripe.json", import.meta.url), "utf8"));
const VERSION = SCHEMA.provider_versions[`registry.terraform.io/${SOURCE}`];
const HOSTS = ["registry.terraform.io", "registry.opentofu.org"];
const PROBE_LIMIT_MS = 30_000;
const OFFLINE_PROVIDER = fileURLToPath(new URL("../offline-provider/", import.meta.url));

/** A tool is missing or too old. The message contains the installation instruction. */
export class MissingToolError extends Error {
  /**
   * @param {"terraform" | "go"} tool
   * @param {string} message
   */
  constructor(tool, message) {
    super(message);
    this.name = "MissingToolError";
    this.tool = tool;
  }
}

/**
 * @typedef {object} PreparedProvider
 * @property {Record<string, string>} env environment variables for terraform and cdktf, in addition to the caller's
 * @property {"registry" | "offline"} source the source of the provider
 * @property {string} terraform the command of Terraform, or of OpenTofu if TERRAFORM_BINARY_NAME is set to it
 * @property {() => void} dispose removes the temporary files, as does the end of the process
 */

/**
 * @param {{ log?: (line: string) => void }} [options] `log` receives one line if the offline provider is used; the default is stderr
 * @returns {Promise<PreparedProvider>}
 * @throws {MissingToolError} if Terraform is missing, or both the registry and Go
 */
export async function prepareTerraformProvider({ log = (line) => console.error(line) } = {}) {
  const terraform = process.env.TERRAFORM_BINARY_NAME || "terraform";
  const platform = await terraformPlatform(terraform);
  const { dir, dispose } = temporaryFolder();
  try {
    const cache = pluginCache(dir);
    const failure = await failureOfInit(terraform, dir, cache);
    if (failure === undefined) return { env: cache, source: "registry", terraform, dispose };

    const unavailable = `Terraform cannot download ${SOURCE} ${VERSION} (${failure})`;
    await requireGo(unavailable);
    log(`${unavailable}. Building the offline provider for this run.`);
    return { env: await offlineMirror(dir, platform), source: "offline", terraform, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const folders = /** @type {Set<string>} */ (new Set());

/** A folder that is removed when the process exits, or ends by a signal without another handler. */
function temporaryFolder() {
  const dir = mkdtempSync(join(tmpdir(), "stripe-provider-"));
  if (folders.size === 0) {
    process.on("exit", removeAll);
    signals.forEach((signal) => process.on(signal, onSignal));
  }
  folders.add(dir);
  return { dir, dispose: () => remove(dir) };
}

/** @param {string} dir */
function remove(dir) {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  folders.delete(dir);
  if (folders.size > 0) return;
  process.off("exit", removeAll);
  signals.forEach((signal) => process.off(signal, onSignal));
}

function removeAll() {
  [...folders].forEach(remove);
}

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
  // Another handler may still need Terraform to clean up, and ends the process itself.
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  process.kill(process.pid, signal);
}

/**
 * Checks Terraform's version and returns its platform, such as linux_amd64, which can differ from Node's.
 * @param {string} terraform
 */
async function terraformPlatform(terraform) {
  const install =
    "install Terraform 1.4 or later (https://developer.hashicorp.com/terraform/install), " +
    "or OpenTofu and set TERRAFORM_BINARY_NAME=tofu";
  const { stdout, stderr, missing } = await run(terraform, ["version"], { env: { CHECKPOINT_DISABLE: "1" } });
  if (missing) throw new MissingToolError("terraform", `\`${terraform}\` is not on PATH: ${install}`);
  const [, major, minor] = /^(?:Terraform|OpenTofu) v(\d+)\.(\d+)/m.exec(stdout) ?? [];
  const [, platform] = /^on (\w+_\w+)/m.exec(stdout) ?? [];
  if (!platform) throw new Error(`\`${terraform} version\` failed: ${shortened(stderr)}`);
  if (Number(major) < 1 || (Number(major) === 1 && Number(minor) < 4)) {
    throw new MissingToolError("terraform", `\`${terraform}\` ${major}.${minor} is too old: ${install}`);
  }
  return platform;
}

/**
 * Caches the provider for all stacks of the run. Without a lock file, Terraform reads the cache only with the second variable.
 * @param {string} dir
 * @returns {Record<string, string>}
 */
function pluginCache(dir) {
  const cache = process.env.TF_PLUGIN_CACHE_DIR || join(dir, "plugin-cache");
  mkdirSync(cache, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: cache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "true" };
}

/**
 * Runs `terraform init`, which uses the user's mirrors, and returns the reason if it cannot download the provider.
 * @param {string} terraform
 * @param {string} dir
 * @param {Record<string, string>} cache
 */
async function failureOfInit(terraform, dir, cache) {
  const cwd = join(dir, "probe");
  mkdirSync(cwd);
  const required = { stripe: { source: SOURCE, version: VERSION } };
  writeFileSync(join(cwd, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
  const { ok, timedOut, stderr } = await run(terraform, ["init", "-input=false", "-no-color"], {
    cwd,
    timeout: PROBE_LIMIT_MS,
    env: { ...cache, CHECKPOINT_DISABLE: "1", TF_DATA_DIR: "", TF_WORKSPACE: "" },
  });
  if (ok) return undefined;
  if (timedOut) return `no answer within ${PROBE_LIMIT_MS / 1000} seconds`;
  const [summary, detail = summary] = stderr.replace(/^[^]*?Error: /, "").split(/\n\s*\n/);
  return shortened(detail);
}

/** @param {string} unavailable */
async function requireGo(unavailable) {
  const { missing } = await run("go", ["version"]);
  if (!missing) return;
  throw new MissingToolError(
    "go",
    `${unavailable}. Give Terraform access to its registry or a mirror, or install Go 1.24 or later ` +
      "(https://go.dev/dl) to build the offline provider.",
  );
}

/**
 * @param {string} dir
 * @param {string} platform
 * @returns {Promise<Record<string, string>>}
 */
async function offlineMirror(dir, platform) {
  const mirror = join(dir, "mirror");
  const binaries = HOSTS.map((host) => {
    const folder = join(mirror, host, SOURCE, VERSION, platform);
    mkdirSync(folder, { recursive: true });
    return join(folder, `terraform-provider-stripe_v${VERSION}${platform.startsWith("windows") ? ".exe" : ""}`);
  });
  await build(binaries[0], platform);
  await copyFile(binaries[0], binaries[1]);

  const providers = HOSTS.map((host) => `${host}/${SOURCE}`);
  const config = join(dir, "terraformrc");
  // Replaces the user's CLI configuration for this run, because its provider_installation would conflict.
  writeFileSync(
    config,
    `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ${JSON.stringify(providers)}
  }
  direct {
    exclude = ${JSON.stringify(providers)}
  }
}
`,
  );
  // The user's plugin cache would keep the offline provider after this run.
  return { TF_CLI_CONFIG_FILE: config, TF_PLUGIN_CACHE_DIR: "" };
}

/**
 * @param {string} binary
 * @param {string} platform
 */
async function build(binary, platform) {
  const [GOOS, GOARCH] = platform.split("_");
  const args = ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", binary, "."];
  const { ok, stderr } = await run("go", args, {
    cwd: OFFLINE_PROVIDER,
    env: { GOOS, GOARCH, CGO_ENABLED: "0", GOWORK: "off" },
  });
  if (ok) return;
  const output = stderr.replace(/^go: downloading .*\n/gm, "");
  throw new Error(`\`go build\` of the offline provider failed (requires Go 1.24 or later): ${shortened(output, 600)}`);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, timeout?: number, env?: Record<string, string> }} [options]
 * @returns {Promise<{ ok: boolean, missing: boolean, timedOut: boolean, stdout: string, stderr: string }>}
 */
function run(command, args, { cwd, timeout, env } = {}) {
  return new Promise((resolve) => {
    const options = { cwd, timeout, env: { ...process.env, ...env }, killSignal: /** @type {const} */ ("SIGKILL") };
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({
        ok: error === null,
        missing: error?.code === "ENOENT",
        timedOut: error?.killed === true,
        stdout,
        stderr: stderr || (error?.message ?? ""),
      }),
    );
  });
}

/**
 * The output of a tool in one line.
 * @param {string} output
 */
function shortened(output, length = 200) {
  const line = output.replaceAll("│", " ").replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length)}...` : line;
}
