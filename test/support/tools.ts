import { existsSync } from "node:fs";
import * as path from "node:path";

/** What to install, for each tool that some tests need. */
const INSTALL = {
  go: "Go 1.24 or later (https://go.dev/dl)",
  java: "a JDK, 17 or later",
  mvn: "Maven (https://maven.apache.org)",
  python3: "Python 3.9 or later (https://www.python.org)",
};

export type Tool = keyof typeof INSTALL;

/** `describe` for tests that need tools: skipped, saying what to install, where one is missing; CI runs and so fails them. */
export function describeWith(tools: readonly Tool[], name: string, body: () => void): void {
  const missing = tools.filter((tool) => !isOnPath(tool)).map((tool) => INSTALL[tool]);
  describeUnless(missing.length > 0 ? `install ${missing.join(" and ")}` : undefined, name, body);
}

/** `describe`, skipped for a reason that is not accepted in CI. */
export function describeUnless(reason: string | undefined, name: string, body: () => void): void {
  if (reason === undefined || process.env.CI) describe(name, body);
  else describe.skip(`${name} (${reason})`, body);
}

function isOnPath(tool: string): boolean {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.some((folder) => ["", ".exe", ".cmd"].some((ending) => existsSync(path.join(folder, tool + ending))));
}
