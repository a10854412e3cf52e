import { writeFileSync } from "node:fs";
import { cpus } from "node:os";

/** The date and the machine of a measurement. */
export function machine() {
  const { NODE_OPTIONS } = process.env;
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: `${cpus().length} x ${cpus()[0].model.trim()}`,
    node: process.version,
    ...(NODE_OPTIONS && { nodeOptions: NODE_OPTIONS }),
  };
}

/**
 * Writes results as JSON, with four significant digits.
 * @param {string} file
 * @param {object} results
 */
export function writeResults(file, results) {
  const rounded = (_, value) => (typeof value === "number" ? Number(value.toPrecision(4)) : value);
  writeFileSync(file, `${JSON.stringify(results, rounded, 2)}\n`);
}
