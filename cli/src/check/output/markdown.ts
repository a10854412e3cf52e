import { type Report, summaryOf } from "../report";
import { detailOf } from "./text";

const HEADINGS = {
  equal: "Stripe matches the code",
  different: "Stripe differs from the code",
  "not compared": "Stripe could not be compared with the code",
};

/** The report as a comment of a pull request. */
export function renderMarkdown(report: Report): string {
  const { findings, notCompared, notes } = report;
  const lines = [
    `### ${HEADINGS[report.result]}`,
    "",
    `${sentence(summaryOf(report))}`,
    ...table(
      ["portal", "property", "difference", "fix"],
      findings.map((finding) => [finding.portal, finding.property, detailOf(finding), code(finding.fix)]),
    ),
    ...table(
      ["not compared", "reason"],
      notCompared.map(({ subject, reason }) => [subject, reason]),
    ),
    ...(notes.length > 0 ? ["", "<details><summary>Notes</summary>", ""] : []),
    ...notes.map(({ subject, message }) => `- ${escaped(subject === undefined ? message : `${subject}: ${message}`)}`),
    ...(notes.length > 0 ? ["", "</details>"] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function table(head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly (string | undefined)[]): string =>
    `| ${cells.map((cell = "") => escaped(cell)).join(" | ")} |`;
  return ["", line(head), line(head.map(() => "---")), ...rows.map(line)];
}

function code(text: string): string {
  return /^\S+ -chdir=/.test(text) ? `\`${text}\`` : text;
}

/** A text that neither ends a cell nor is read as HTML, a link or a mention. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[|<>@[\]\\*_]/g, (character) =>
      text.startsWith("`") && character !== "|" ? character : `\\${character}`,
    );
}

function sentence(text: string): string {
  return `${escaped(text[0]!.toUpperCase() + text.slice(1))}.`;
}
