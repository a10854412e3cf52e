import { constants } from "node:os";
import spawn from "cross-spawn";
import { ExitCode } from "./exit-codes";
import { GroupWitness, type Signals } from "./signals";

/** Runs a command with our input and output in an environment. Returns the exit code that a shell would return. */
export async function runWith(command: readonly string[], env: NodeJS.ProcessEnv, signals: Signals): Promise<number> {
  const [program = "", ...args] = command;
  const witness = new GroupWitness();
  const child = spawn(program, args, { stdio: "inherit", env });
  signals.handle((signal) => {
    // Terraform stops gracefully at the first signal and drops everything at the second: it must not receive one twice.
    void witness.sawSignal().then((saw) => saw || child.kill(signal));
  });
  try {
    return await new Promise<number>((resolve) => {
      child.once("error", (error: NodeJS.ErrnoException) => {
        process.stderr.write(`stripe-portal: cannot run ${program}: ${error.message}\n`);
        resolve(error.code === "ENOENT" ? ExitCode.COMMAND_NOT_FOUND : ExitCode.COMMAND_NOT_EXECUTABLE);
      });
      child.once("exit", (code, signal) => {
        resolve(signal === null ? (code ?? ExitCode.FAILED) : exitCodeOf(signal));
      });
    });
  } finally {
    witness.close();
  }
}

/** The exit code of a process that a signal ended. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return ExitCode.SIGNALLED + constants.signals[signal];
}
