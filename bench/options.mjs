import { parseArgs } from "node:util";

/** An error that the user can fix. Only its message is printed. */
export class UsageError extends Error {}

/**
 * Runs a command with its options. Prints how to use it if `--help` is set or an option is unknown.
 * @param {string} usage
 * @param {import("node:util").ParseArgsConfig["options"]} options
 * @param {(values: any) => Promise<void>} command
 */
export async function runCommand(usage, options, command) {
  try {
    const values = parse(usage, { ...options, help: { type: "boolean" } });
    if (values.help) console.log(usage);
    else await command(values);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** @returns {any} */
function parse(usage, options) {
  try {
    return parseArgs({ options }).values;
  } catch {
    throw new UsageError(usage);
  }
}

/**
 * The numbers in a list such as "1,10,100".
 * @param {string} option
 * @param {string} list
 */
export function positiveIntegers(option, list) {
  const numbers = list.split(",").map(Number);
  if (numbers.every((number) => Number.isInteger(number) && number > 0)) return numbers;
  throw new UsageError(`--${option} requires positive integers; got: "${list}"`);
}
