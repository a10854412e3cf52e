import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { addSandboxCommand } from "./commands/sandbox";
import { ExitCode, UsageError } from "./exit-codes";

async function main(args: readonly string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as { version: string };
  const program = new Command("stripe-portal")
    .description("Stripe's customer portal without Stripe: run programs against a local one")
    .version(version)
    .exitOverride()
    .allowExcessArguments(false);
  addSandboxCommand(program);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** Shows a failure, unless that was done, and tells the exit code. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
  }
  process.stderr.write(`stripe-portal: ${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof UsageError ? ExitCode.USAGE : ExitCode.FAILED;
}

void main(process.argv.slice(2));
