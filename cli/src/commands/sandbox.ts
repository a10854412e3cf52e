import type { Command } from "commander";
import { ExitCode, UsageError } from "../exit-codes";
import { exitCodeOf, runWith } from "../run";
import { InvalidKeyError, type Sandbox, startSandbox, StateFileError } from "../sandbox";
import { logLine } from "../sandbox/log";
import { Signals } from "../signals";

interface SandboxFlags {
  readonly fresh?: boolean;
  readonly key?: readonly string[];
  readonly live?: boolean;
  readonly log?: boolean;
  readonly state?: string;
}

const HELP = `
With a command, the sandbox runs as long as the command does:
  stripe-portal sandbox -- terraform apply
Without one it prints what to put into the environment, and runs until Ctrl-C.

It keeps portal configurations, products, prices and payment method configurations, in test and live mode apart, and
answers as Stripe does. Connections to every other host pass through.

Exit codes:
  the command's own    when a command was run; 128 + n when signal n ended it
  0                    when there was no command and Ctrl-C ended the sandbox
  1                    the sandbox could not be started
  2                    wrong usage, or a state file that cannot be used
  126, 127             the command cannot be run, is not there`;

/** `stripe-portal sandbox [options] [-- command...]` */
export function addSandboxCommand(program: Command): void {
  program
    .command("sandbox")
    .summary("run a command against a local Stripe")
    .description("Runs a command against a local Stripe that knows the customer portal.")
    .argument("[command...]", "the command and its arguments, after --")
    .option("--fresh", "start without the default portal configuration that an account otherwise has")
    .option(
      "--key <key>",
      "accept this key instead of sk_test_sandbox or sk_live_sandbox; may be repeated",
      (key: string, keys: readonly string[] = []) => [...keys, key],
    )
    .option("--live", "give the command the live mode key")
    .option("--log", "show each request in a line on stderr")
    .option("--state <file>", "keep the account in this file between runs")
    .addHelpText("after", HELP)
    .action(async (command: readonly string[], flags: SandboxFlags) => {
      process.exitCode = await runSandbox(command, flags);
    });
}

async function runSandbox(command: readonly string[], flags: SandboxFlags): Promise<number> {
  const signals = new Signals();
  try {
    const sandbox = await start(flags);
    try {
      return await serve(command, sandbox, signals);
    } finally {
      await sandbox.close();
    }
  } finally {
    signals.close();
  }
}

async function serve(command: readonly string[], { env }: Sandbox, signals: Signals): Promise<number> {
  if (signals.received) {
    return exitCodeOf(signals.received);
  }
  if (command.length > 0) {
    return runWith(command, { ...process.env, ...env }, signals);
  }
  process.stdout.write(exportLines(env));
  process.stderr.write("The sandbox runs until Ctrl-C.\n");
  await new Promise((resolve) => signals.handle(resolve));
  return ExitCode.OK;
}

async function start({ fresh, key: keys, live, log, state }: SandboxFlags): Promise<Sandbox> {
  try {
    return await startSandbox({
      keys,
      fresh,
      mode: live ? "live" : "test",
      stateFile: state,
      onRequest: log ? (request) => process.stderr.write(`${logLine(request)}\n`) : undefined,
    });
  } catch (error) {
    throw error instanceof StateFileError || error instanceof InvalidKeyError ? new UsageError(error.message) : error;
  }
}

/** Lines that a POSIX shell evaluates. */
function exportLines(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join("");
}
