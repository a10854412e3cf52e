import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "./exit-codes";

const FIRST_LINE = "# Written by stripe-portal sandbox, which removes this file when it ends.\n";

/**
 * Writes variables to a file that shells, `node --env-file` and dotenv read. The file appears in one step, readable by
 * its owner only. Returns a function that removes it.
 */
export function writeEnvFile(file: string, env: Readonly<Record<string, string>>): () => void {
  if (!readIfExists(file).startsWith(FIRST_LINE)) {
    throw new UsageError(`--write-env must name a file that does not exist; got: ${file}`);
  }
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, FIRST_LINE + exportLines(env), { mode: 0o600 });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
  }
  return () => rmSync(file, { force: true });
}

/** The variables as `export` lines of a POSIX shell. */
export function exportLines(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join("");
}

/** The content of a file, or the first line of ours if it does not exist. */
function readIfExists(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return FIRST_LINE;
  }
}
