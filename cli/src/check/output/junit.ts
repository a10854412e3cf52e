import builder from "junit-report-builder";
import type { Report } from "../report";
import { detailOf } from "./text";

/** The report as JUnit XML: a test case for each portal, and one for the findings of no portal. */
export function renderJunit(report: Report): string {
  const junit = builder.newBuilder();
  const suite = junit.testSuite().name("stripe-portal check");
  const others = report.findings.filter(({ portal }) => !report.portals.some(({ name }) => name === portal));
  const gaps = report.notCompared.filter(
    ({ subject }) => !report.portals.some(({ name, stack }) => [name, stack].includes(subject)),
  );
  for (const { name, stack } of report.portals) {
    const findings = report.findings.filter(({ portal }) => portal === name);
    const reasons = report.notCompared.filter(({ subject }) => subject === name || subject === stack);
    addCase(stack, name, findings, reasons);
  }
  if (others.length > 0 || gaps.length > 0) addCase("stripe-portal", "app", others, gaps);
  return junit.build();

  function addCase(
    className: string,
    name: string,
    findings: Report["findings"],
    reasons: Report["notCompared"],
  ): void {
    const testCase = suite.testCase().className(printable(className)).name(printable(name));
    const lines = findings.map((finding) => `${finding.property ?? ""}: ${detailOf(finding)}; fix: ${finding.fix}`);
    if (findings.length > 0) testCase.failure(printable(lines.join("\n")), "different");
    if (reasons.length > 0)
      testCase.error("not compared", "not compared", printable(reasons.map(({ reason }) => reason).join("\n")));
  }
}

/** XML has no way to write most control characters. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}
