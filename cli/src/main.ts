import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { redact } from "./check/redact";
import { addCheckCommand } from "./commands/check";
import { addCompletionCommand } from "./commands/completion";
import { addSandboxCommand } from "./commands/sandbox";
import { ExitCode, UsageError } from "./exit-codes";

async function main(args: readonly string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as { version: string };
  const program = new Command("stripe-portal")
    .description("Stripe's customer portal: checks it against the code, and runs commands against a local one")
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(redact(text)) })
    .enablePositionalOptions()
    .allowExcessArguments(false);
  addSandboxCommand(program);
  addCheckCommand(program);
  ignoreClosedOutput();
  try {
    await addCompletionCommand(program);
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Prints an error, unless commander has done so, and returns the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
  }
  process.stderr.write(redact(`stripe-portal: ${error instanceof Error ? error.message : String(error)}\n`));
  return error instanceof UsageError ? ExitCode.USAGE : ExitCode.FAILED;
}

/** Keeps a run going if the reader of its output, such as `head`, has ended. */
function ignoreClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => undefined);
  }
}

void main(process.argv.slice(2));
