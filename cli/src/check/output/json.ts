import type { Report } from "../report";

/** The version of the JSON. It changes if a field is removed or gets another meaning. */
const VERSION = 1;

/** The whole report as JSON. */
export function renderJson(report: Report): string {
  return `${JSON.stringify({ version: VERSION, ...report }, undefined, 2)}\n`;
}
