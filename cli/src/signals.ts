const WATCHED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/**
 * The signals that ask the process to end. While one of these objects is open they do not end it: whoever handles them
 * cleans up first.
 */
export class Signals {
  /** The first one that came. */
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
