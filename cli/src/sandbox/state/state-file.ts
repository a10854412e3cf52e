import { readFileSync, readlinkSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { AccountSnapshot } from "./accounts";
import { FileLock } from "./file-lock";
import { firstMisfit, isSnapshot } from "./shape";
import type { StoredKind } from "./stored-kind";

const FORMAT = "stripe-portal sandbox";
const VERSION = 1;

/** A state file that cannot be used. */
export class StateFileError extends Error {}

/** The file that keeps the accounts between runs. One process uses it at a time. */
export class StateFile {
  /** The file itself if `name` is a symbolic link. */
  private readonly target: string;
  private readonly lock: FileLock;
  /** The content that was read or written last. */
  private content = "";

  /** Locks the file. */
  constructor(
    private readonly name: string,
    private readonly kinds: readonly StoredKind[],
  ) {
    this.target = attempt(`cannot read the state file ${name}`, () => targetOf(name));
    this.lock = new FileLock(this.target);
    const reason = attempt(`cannot write the state file ${name}`, () => this.lock.take());
    if (reason !== undefined) {
      throw new StateFileError(`the state file ${name} is in use: ${reason}`);
    }
  }

  /** The accounts in the file; none if it does not exist or is empty. */
  read(): AccountSnapshot[] {
    this.content = attempt(`cannot read the state file ${this.name}`, () => readIfExists(this.target));
    return this.content.trim() === "" ? [] : parse(this.content, this.name, this.kinds);
  }

  /** The accounts as they were read or written last. */
  last(): AccountSnapshot[] {
    return this.content.trim() === "" ? [] : parse(this.content, this.name, this.kinds);
  }

  /** Replaces the content in one step: a reader finds the old state or the new one. */
  write(accounts: readonly AccountSnapshot[]): void {
    const content = `${JSON.stringify({ format: FORMAT, version: VERSION, accounts }, undefined, 2)}\n`;
    const temporary = `${this.target}.${process.pid}.tmp`;
    attempt(`cannot write the state file ${this.name}`, () => {
      try {
        writeFileSync(temporary, content);
        renameSync(temporary, this.target);
      } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
      }
    });
    this.content = content;
  }

  /** Unlocks the file. */
  close(): void {
    this.lock.release();
  }
}

function attempt<T>(failure: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new StateFileError(`${failure}: ${(error as Error).message}`);
  }
}

/** The target of a path, even if the file does not exist yet. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw error;
    }
  }
  const link = linkAt(path);
  return link === undefined ? resolve(path) : targetOf(resolve(dirname(path), link));
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function readIfExists(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return "";
    }
    throw error;
  }
}

function parse(text: string, name: string, kinds: readonly StoredKind[]): AccountSnapshot[] {
  const { format, version, accounts } = jsonObject(text);
  if (format !== FORMAT || !Array.isArray(accounts) || !accounts.every((account) => isSnapshot(account, kinds))) {
    throw new StateFileError(`${name} is not the state of a sandbox; it was left unchanged`);
  }
  if (version !== VERSION) {
    throw new StateFileError(`${name} was written by another version of the sandbox (${String(version)})`);
  }
  const misfit = firstMisfit(accounts, kinds);
  if (misfit !== undefined) {
    throw new StateFileError(
      `${name} contains an object that the sandbox cannot use: ${misfit}; it was left unchanged`,
    );
  }
  return accounts;
}

function jsonObject(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
