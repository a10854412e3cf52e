import { createColors } from "picocolors";
import { type Finding, type Gap, type Note, type Report, summaryOf } from "../report";

type Colors = ReturnType<typeof createColors>;

/** The report for people: one line for each finding, and a summary. */
export function renderText(report: Report, useColors: boolean): string {
  const colors = createColors(useColors);
  const color = { equal: colors.green, different: colors.red, "not compared": colors.yellow }[report.result];
  const lines = [
    ...report.findings.map((finding) => findingLine(finding, colors)),
    ...report.notCompared.map((gap) => gapLine(gap, colors)),
    ...report.notes.map((note) => noteLine(note, colors)),
    color(summaryOf(report)),
  ];
  return `${lines.join("\n")}\n`;
}

function findingLine(finding: Finding, colors: Colors): string {
  const subject = [finding.portal && colors.bold(finding.portal), finding.property].filter(Boolean).join(" ");
  return `${subject}: ${colors.red(detailOf(finding))}; fix: ${finding.fix}`;
}

function gapLine({ subject, reason }: Gap, colors: Colors): string {
  return `${colors.bold(subject)} ${colors.yellow("not compared")}: ${reason}`;
}

function noteLine({ subject, message }: Note, colors: Colors): string {
  return colors.dim(`note: ${subject === undefined ? "" : `${subject}: `}${message}`);
}

/** The values of a difference, or the message of another finding. */
export function detailOf({ values, message }: Finding): string {
  if (values === undefined) return message ?? "";
  const { code, stripe } = values;
  const sides = [
    `code: ${show(code)}`,
    ...("applied" in values ? [`last apply: ${show(values.applied)}`] : []),
    `Stripe: ${show(stripe)}`,
  ];
  return `${sides.join(", ")}${message === undefined ? "" : ` (${message})`}`;
}

/** A value, "not set" for null and everything that is empty in Stripe's form encoding. */
export function show(value: unknown): string {
  const isUnset = value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return isUnset ? "not set" : JSON.stringify(value);
}
