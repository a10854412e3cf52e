import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The Node.js versions that unmodified clients are tested with, besides the one that runs the tests. */
const VERSIONS = ["18.20.8", "20.20.2", "22.22.0", "24.14.1"];

/** Shared by all working copies. */
const FOLDER = join(homedir(), ".cache", "cdktf-stripe-portal", "node");
const PACKAGE = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

/**
 * The Node.js versions to test with, each with the command that runs it. CI installs all of them from npm, and so does
 * `NODE_VERSIONS=all`. Versions that were installed before are always included.
 */
export function nodeVersions(): [version: string, command: string][] {
  const installs = Boolean(process.env.CI) || process.env.NODE_VERSIONS === "all";
  const others = VERSIONS.filter((version) => `v${version}` !== process.version)
    .filter((version) => installs || existsSync(commandOf(version)))
    .map((version): [string, string] => [`v${version}`, commandOf(version)]);
  return [[process.version, process.execPath], ...others];
}

/** Installs the versions among `nodeVersions()` that are missing. */
export function installNodeVersions(): void {
  const missing = nodeVersions().filter(([, command]) => !existsSync(command));
  missing.forEach(([version]) => install(version.slice(1)));
}

function install(version: string): void {
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(join(FOLDER, "install-"));
  const flags = ["--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const shell = process.platform === "win32";
  execFileSync("npm", ["install", ...flags, `${PACKAGE}@${version}`], { shell });
  // Another test file may have installed it meanwhile.
  if (!existsSync(join(FOLDER, version))) renameSync(join(folder, "node_modules", PACKAGE), join(FOLDER, version));
  rmSync(folder, { recursive: true });
}

function commandOf(version: string): string {
  return join(FOLDER, version, "bin", process.platform === "win32" ? "node.exe" : "node");
}
