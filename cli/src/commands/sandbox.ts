import { type Command, InvalidArgumentError, Option } from "commander";
import { exportLines, writeEnvFile } from "../env-file";
import { ExitCode, UsageError } from "../exit-codes";
import { lostObjectHints, NO_REQUEST, replacedKeysHint } from "../hints";
import { portalsTable } from "../portals-table";
import { exitCodeOf, runWith } from "../run";
import {
  InvalidKeyError,
  type RestrictedKey,
  type Sandbox,
  type SandboxRequest,
  startSandbox,
  StateFileError,
} from "../sandbox";
import { injectFaults, InvalidFaultError } from "../sandbox/network/fault";
import { logFull, logLine } from "../sandbox/network/log";
import { Signals } from "../signals";

interface SandboxFlags {
  readonly writeEnv?: string;
  readonly fault?: readonly string[];
  readonly fresh?: boolean;
  readonly key?: readonly string[];
  readonly live?: boolean;
  readonly log?: true | "full";
  readonly port?: number;
  readonly show?: boolean;
  readonly state?: string;
}

const HELP = `
With a command, the sandbox runs as long as the command does:
  stripe-portal sandbox --state portal.json -- terraform apply
Without a command, it prints the environment as export lines and runs until Ctrl-C.

Exit codes:
  the command's own    if a command was run; 128 + n if signal n ended it
  0                    if Ctrl-C ended the sandbox without a command
  1                    the sandbox cannot start
  2                    invalid options, or an unusable state file
  126, 127             the command cannot be run, or does not exist`;

const EXPECTED_ERRORS = [InvalidFaultError, InvalidKeyError, StateFileError];

/** `stripe-portal sandbox [options] [-- command...]` */
export function addSandboxCommand(program: Command): void {
  program
    .command("sandbox")
    .summary("run a command against a local Stripe")
    .description("Runs a command against a local Stripe that has the customer portal.")
    .argument("[command...]", "the command and its arguments")
    .passThroughOptions()
    .option("--fault <fault>", "inject a fault, such as 'POST /v1/prices 429 x2'; can be repeated", collect)
    .option("--fresh", "start without a default portal configuration")
    .option(
      "--key <key>",
      "accept this key instead of sk_test_sandbox or sk_live_sandbox; can be repeated; a restricted key can have " +
        "permissions, as in rk_test_portal=customer_portal_write,plan_read",
      collect,
    )
    .option("--live", "set the live mode key in the command's environment")
    .addOption(new Option("--log [detail]", "log requests to stderr, in one line each or in full").choices(["full"]))
    .option("--port <port>", "the port for plain HTTP; a free one by default", parsePort)
    .option("--show", "print a table of the portal configurations to stderr at the end")
    .option("--state <file>", "keep the accounts in this file between runs")
    // Not --env-file: Node.js 20 reads that option itself, at any position.
    .option("--write-env <file>", "write the environment to this file, and remove it at the end")
    .addHelpText("after", HELP)
    .action(async (command: readonly string[], flags: SandboxFlags) => {
      process.exitCode = await runSandbox(command, flags);
    });
}

function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}

/** A key, or a restricted key with its permissions: `rk_test_portal=customer_portal_write,plan_read`. */
function parseKey(value: string): string | RestrictedKey {
  const [key = "", permissions] = value.split("=", 2);
  return permissions === undefined ? key : { key, permissions: permissions.split(",") };
}

function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65535) {
    throw new InvalidArgumentError("It must be a number between 0 and 65535.");
  }
  return port;
}

async function runSandbox(command: readonly string[], flags: SandboxFlags): Promise<number> {
  const signals = new Signals();
  try {
    const sandbox = await start(flags);
    try {
      return await serve(command, flags, sandbox, signals);
    } finally {
      await sandbox.close();
    }
  } finally {
    signals.close();
  }
}

async function serve(
  command: readonly string[],
  { writeEnv, show }: SandboxFlags,
  sandbox: Sandbox,
  signals: Signals,
): Promise<number> {
  if (signals.received) {
    return exitCodeOf(signals.received);
  }
  if (sandbox.replacedKeys.length > 0) {
    notify(replacedKeysHint(sandbox.replacedKeys));
  }
  const removeEnvFile = writeEnv === undefined ? undefined : writeEnvFile(writeEnv, sandbox.env);
  try {
    return command.length > 0
      ? await serveCommand(command, sandbox, signals)
      : await serveUntilSignal(writeEnv, sandbox, signals);
  } finally {
    removeEnvFile?.();
    if (show) {
      process.stderr.write(portalsTable(sandbox));
    }
  }
}

async function serveCommand(command: readonly string[], sandbox: Sandbox, signals: Signals): Promise<number> {
  const exitCode = await runWith(command, { ...process.env, ...sandbox.env }, signals);
  const wasRun = exitCode !== ExitCode.COMMAND_NOT_FOUND && exitCode !== ExitCode.COMMAND_NOT_EXECUTABLE;
  if (wasRun && sandbox.requests.length === 0) {
    notify(NO_REQUEST);
  }
  return exitCode;
}

async function serveUntilSignal(writeEnv: string | undefined, sandbox: Sandbox, signals: Signals): Promise<number> {
  if (writeEnv === undefined) {
    process.stdout.write(exportLines(sandbox.env));
  }
  process.stderr.write(`The sandbox is ready at ${sandbox.httpUrl} and runs until Ctrl-C.\n`);
  await new Promise((resolve) => signals.handle(resolve));
  return ExitCode.OK;
}

async function start({ fault: faults = [], fresh, key: keys, live, log, port, state }: SandboxFlags): Promise<Sandbox> {
  const format = log === "full" ? logFull : logLine;
  const hintFor = state === undefined ? lostObjectHints() : () => undefined;
  const onRequest = (request: SandboxRequest): void => {
    if (log) {
      process.stderr.write(`${format(request)}\n`);
    }
    const hint = hintFor(request);
    if (hint !== undefined) {
      notify(hint);
    }
  };
  try {
    return await startSandbox({
      keys: keys?.map(parseKey),
      fresh,
      mode: live ? "live" : "test",
      port,
      stateFile: state,
      intercept: injectFaults(faults),
      onRequest,
      onRejected: notify,
    });
  } catch (error) {
    throw EXPECTED_ERRORS.some((type) => error instanceof type) ? new UsageError((error as Error).message) : error;
  }
}

/** Prints a message about the run, distinct from the output of the command. */
function notify(message: string): void {
  process.stderr.write(`stripe-portal: ${message}\n`);
}
