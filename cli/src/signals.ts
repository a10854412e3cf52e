import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";

const WATCHED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** The signals that ask the process to end. While an instance is open they do not end it, so its owner can clean up. */
export class Signals {
  /** The first one that arrived. */
  received: NodeJS.Signals | undefined;
  private handler: ((signal: NodeJS.Signals) => void) | undefined;

  private readonly listener = (signal: NodeJS.Signals): void => {
    this.received ??= signal;
    this.handler?.(signal);
  };

  constructor() {
    WATCHED.forEach((signal) => process.on(signal, this.listener));
  }

  /** Calls `handler` with every signal from now on. */
  handle(handler: (signal: NodeJS.Signals) => void): void {
    this.handler = handler;
  }

  close(): void {
    WATCHED.forEach((signal) => process.off(signal, this.listener));
  }
}

const WITNESS_MS = 300;

/**
 * A process in our group that every signal ends. It distinguishes a signal to the whole group, such as Ctrl-C in a
 * terminal, from a signal to this process alone: Node.js does not report the sender.
 */
export class GroupWitness {
  private process = startWitness();

  /** True if the signal was sent to the whole process group, so that the command has already received it. */
  async sawSignal(): Promise<boolean> {
    // A console of Windows always signals the whole group.
    if (this.process === undefined) {
      return true;
    }
    const saw = await Promise.race([this.process.ended, setTimeout(WITNESS_MS, false)]);
    if (saw) {
      this.process = startWitness();
    }
    return saw;
  }

  close(): void {
    this.process?.child.kill("SIGKILL");
  }
}

function startWitness(): { readonly child: ChildProcess; readonly ended: Promise<boolean> } | undefined {
  if (process.platform === "win32") {
    return undefined;
  }
  // It also ends with this process, which closes its input.
  const child = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
  child.on("error", () => undefined);
  return { child, ended: new Promise((resolve) => child.once("exit", () => resolve(true))) };
}
