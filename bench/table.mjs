import { createRequire } from "node:module";

/**
 * Draws a table. The first column is aligned to the left.
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function table(head, rows) {
  // Cannot be imported at the top: a clean clone has no dependencies before the set-up.
  const Table = createRequire(import.meta.url)("cli-table3");
  const colAligns = head.map((_, column) => (column === 0 ? "left" : "right"));
  const drawn = new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
  drawn.push(...rows);
  return drawn.toString();
}
