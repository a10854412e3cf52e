import { spawn } from "node:child_process";
import { constants } from "node:os";
import { isatty } from "node:tty";
import { ExitCode } from "./exit-codes";
import type { Signals } from "./signals";

/** Runs a command in this environment, with our own input and output; tells the exit code that a shell would. */
export function runWith(command: readonly string[], env: NodeJS.ProcessEnv, signals: Signals): Promise<number> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { stdio: "inherit", env });
  signals.handle((signal) => {
    if (!sentByTerminal(signal)) {
      child.kill(signal);
    }
  });
  return new Promise<number>((resolve) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      process.stderr.write(`stripe-portal: cannot run ${program}: ${error.message}\n`);
      resolve(error.code === "ENOENT" ? ExitCode.COMMAND_NOT_FOUND : ExitCode.COMMAND_NOT_EXECUTABLE);
    });
    child.once("exit", (code, signal) => {
      resolve(signal === null ? (code ?? ExitCode.FAILED) : exitCodeOf(signal));
    });
  });
}

/** The exit code of what a signal ended. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return ExitCode.SIGNALLED + constants.signals[signal];
}

/**
 * Whether the command has the signal already: Ctrl-C in a terminal reaches every process of the job. Terraform stops
 * gracefully at the first one and drops everything at the second, so it must not come twice.
 */
function sentByTerminal(signal: NodeJS.Signals): boolean {
  return (signal === "SIGINT" || signal === "SIGQUIT") && [0, 1, 2].some((descriptor) => isatty(descriptor));
}
