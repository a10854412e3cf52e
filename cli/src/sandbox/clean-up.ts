import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Undoes a start, in reverse order, once. Files are also removed if the process just exits. */
export class CleanUp {
  private readonly steps: (() => Promise<void> | void)[] = [];

  add(step: () => Promise<void> | void): void {
    this.steps.push(step);
  }

  /** Adds a step that removes files. */
  addFile(remove: () => void): void {
    process.once("exit", remove);
    this.add(() => {
      process.off("exit", remove);
      remove();
    });
  }

  temporaryFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "stripe-portal-"));
    this.addFile(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  async run(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      await step();
    }
  }
}
