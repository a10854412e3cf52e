import { readFileSync } from "node:fs";
import { UsageError } from "../../exit-codes";

/** A secret or restricted key, also of an organization, and whether its mode is in its prefix. */
const KEY = /^(?:sk|rk)(?:_org)?_(?:(live|test)_)?\w+$/;

/** Reads the API key from a file, or else from STRIPE_API_KEY. No message contains it. */
export function readKey(file: string | undefined, env: NodeJS.ProcessEnv): string {
  const source = file ?? "STRIPE_API_KEY";
  const key = (file === undefined ? (env.STRIPE_API_KEY ?? "") : readKeyFile(file)).trim();
  if (key === "") {
    const missing = file === undefined ? "STRIPE_API_KEY is not set" : `${file} is empty`;
    throw new UsageError(`${missing}; set STRIPE_API_KEY or use --api-key-file with a restricted key that can read`);
  }
  if (key.startsWith("pk_")) throw new UsageError(`${source} contains a publishable key; use a restricted key`);
  if (!KEY.test(key)) {
    throw new UsageError(
      `${source} does not contain an API key, which starts with rk_ or sk_ and has no spaces or quotes`,
    );
  }
  return key;
}

/** The mode of a key, undefined if its prefix has none. */
export function modeOf(key: string): "live" | "test" | undefined {
  return KEY.exec(key)?.[1] as "live" | "test" | undefined;
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read the API key: ${(error as Error).message}`);
  }
}
