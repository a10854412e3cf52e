import { spawnSync } from "node:child_process";
import * as tools from "../../scripts/tools.json";

/** A command that some tests need, the arguments that check it, and the installation instructions. */
export type Tool = readonly [command: string, args: string[], fix: string];

/** A tool for building or using packages. */
export function toolFor(name: keyof typeof tools): Tool {
  return [name, tools[name].proof, tools[name].fix];
}

export const GO = toolFor("go");

/** `describe` for tests that need tools. If one is missing, skips the tests, or throws in CI. */
export function describeWithTools(name: string, tools: readonly Tool[], body: () => void): void {
  describeUnless(tools.map(missing).find(Boolean), name, body);
}

/** The installation instructions of a tool if it is missing. */
export function missing([command, args, fix]: Tool): string | undefined {
  const shell = process.platform === "win32";
  const { status } = spawnSync(command, args, { stdio: "ignore", shell });
  return status === 0 ? undefined : `${command} is missing: ${fix}`;
}

/** `describe`, skipped for a reason. Throws in CI if there is one. */
export function describeUnless(reason: string | undefined, name: string, body: () => void): void {
  if (reason === undefined) return describe(name, body);
  if (process.env.CI) throw new Error(`${name}: ${reason}`);
  process.stderr.write(`Skipping the tests of ${name}: ${reason}\n`);
  describe.skip(`${name} (${reason})`, body);
}
