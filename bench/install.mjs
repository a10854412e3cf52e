import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../scripts/set-up.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const NPM_OPTIONS = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"];

/** Installs the package as it is published, and its peers, in the bench's folder. */
export function installPackages() {
  const packed = mkdtempSync(path.join(tmpdir(), "stripe-portal-pack-"));
  try {
    npm(root, "pack", "--silent", "--pack-destination", packed);
    npm(folder, "install", ...NPM_OPTIONS, ...filesOf(packed));
  } finally {
    rmSync(packed, { recursive: true });
  }
}

/** Builds the Python package, installs it with cdktf, and returns the path of Python. Throws if that is not possible. */
export function installPython() {
  if (process.platform === "win32") throw new Error("Windows does not report the processor time of child processes.");
  const environment = path.join(root, "dist", "bench", "venv");
  const python = path.join(environment, "bin", "python");
  run(root, process.execPath, "scripts/package.mjs", "python");
  const [wheel] = filesOf(path.join(root, "dist", "cdktf", "python")).filter((file) => file.endsWith(".whl"));
  if (!existsSync(python)) run(root, "python3", "-m", "venv", environment);
  run(root, python, "-m", "pip", "install", "--quiet", wheel);
  // The same version may be installed from an earlier build.
  run(root, python, "-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps", wheel);
  return python;
}

/** @param {string} directory */
function filesOf(directory) {
  return readdirSync(directory).map((file) => path.join(directory, file));
}

/**
 * @param {string} cwd
 * @param {string[]} args
 */
function npm(cwd, ...args) {
  // npm sets the variable for `npm run bench`.
  const cli = process.env.npm_execpath;
  if (cli) run(cwd, process.execPath, cli, ...args);
  else run(cwd, "npm", ...args);
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 */
function run(cwd, command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return;
  const output = `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`.trim();
  throw new Error(`${[command, ...args].join(" ")} failed: ${output}`);
}
