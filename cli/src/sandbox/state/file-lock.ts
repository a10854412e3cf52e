import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";

/** The lock of a file: `<file>.lock` contains the process that uses it. */
export class FileLock {
  private readonly path: string;

  constructor(file: string) {
    this.path = `${file}.lock`;
  }

  /** Takes the lock, or returns the reason if another process has it. Replaces the lock of a process that has ended. */
  take(): string | undefined {
    for (;;) {
      try {
        writeFileSync(this.path, `${process.pid} ${hostname()}\n`, { flag: "wx" });
        return undefined;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
          throw error;
        }
      }
      const [pid, host] = this.holder();
      if (pid !== undefined && (host !== hostname() || isRunning(Number(pid)))) {
        return `process ${pid} on ${host} uses it; if that process has ended, delete ${this.path}`;
      }
      rmSync(this.path, { force: true });
    }
  }

  release(): void {
    rmSync(this.path, { force: true });
  }

  /** The process in the lock, or nothing if the lock no longer exists. */
  private holder(): string[] {
    try {
      return readFileSync(this.path, "utf8").trim().split(" ");
    } catch {
      return [];
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs for another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
