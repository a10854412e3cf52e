import { spawnSync } from "node:child_process";
import * as tools from "../../scripts/tools.json";

/** A command that some tests need, the arguments that prove it is there, and what to install. */
export type Tool = readonly [command: string, args: string[], remedy: string];

/** A tool that packages are made and used with. */
export function toolFor(name: keyof typeof tools): Tool {
  return [name, tools[name].proof, tools[name].remedy];
}

export const GO = toolFor("go");

/** `describe` for tests that need tools: skipped with what to install, which CI does not allow. */
export function describeWithTools(name: string, tools: readonly Tool[], body: () => void): void {
  describeUnless(tools.map(missing).find(Boolean), name, body);
}

/** What to install where a tool is not there. */
export function missing([command, args, remedy]: Tool): string | undefined {
  const shell = process.platform === "win32";
  const { status } = spawnSync(command, args, { stdio: "ignore", shell });
  return status === 0 ? undefined : `${command} is not there: ${remedy}`;
}

/** `describe`, skipped for a reason, which CI does not allow. */
export function describeUnless(reason: string | undefined, name: string, body: () => void): void {
  if (reason === undefined) return describe(name, body);
  if (process.env.CI) throw new Error(`${name}: ${reason}`);
  process.stderr.write(`Skipping the tests of ${name}: ${reason}\n`);
  describe.skip(`${name} (${reason})`, body);
}
