import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { KINDS } from "./account";
import type { AccountSnapshot } from "./accounts";

const FORMAT = "stripe-portal sandbox";
const VERSION = 1;

/** A state file that cannot be used: its text says why. */
export class StateFileError extends Error {}

/** What a state file holds; nothing when there is no file yet. */
export function readState(file: string): AccountSnapshot[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return [];
    }
    throw new StateFileError(`cannot read the state file ${file}: ${(error as Error).message}`);
  }
  const state = parse(text);
  if (!state) {
    throw new StateFileError(`${file} is not the state of a sandbox; it was left as it is`);
  }
  if (state.version !== VERSION) {
    throw new StateFileError(`${file} was written by another version of the sandbox (${String(state.version)})`);
  }
  return state.accounts;
}

/** Writes a state file in one go: whoever reads it finds the old state or the new one. */
export function writeState(file: string, accounts: readonly AccountSnapshot[]): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, `${JSON.stringify({ format: FORMAT, version: VERSION, accounts }, undefined, 2)}\n`);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new StateFileError(`cannot write the state file ${file}: ${(error as Error).message}`);
  }
}

function parse(text: string): { version: unknown; accounts: AccountSnapshot[] } | undefined {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { format, version, accounts } = (state ?? {}) as Record<string, unknown>;
  return format === FORMAT && Array.isArray(accounts) && accounts.every(isSnapshot) ? { version, accounts } : undefined;
}

function isSnapshot(value: unknown): value is AccountSnapshot {
  const { id, mode, objects } = (value ?? {}) as Partial<AccountSnapshot>;
  const groups = (objects ?? {}) as Record<string, unknown>;
  return (
    typeof id === "string" &&
    (mode === "test" || mode === "live") &&
    KINDS.every((kind) => {
      const group = groups[kind];
      return (
        Array.isArray(group) && group.every((object) => typeof (object as { id?: unknown } | null)?.id === "string")
      );
    })
  );
}
