import { ExitCode } from "../exit-codes";

export type FindingKind =
  | "different"
  | "planned"
  | "price-archived"
  | "price-missing"
  | "price-one-time"
  | "price-other-mode"
  | "lookup-key-missing"
  | "duplicate-id"
  | "expected-id"
  | "ignore-expired";

/** A fault. Each one fails the check and is printed in one line. */
export interface Finding {
  readonly kind: FindingKind;
  /** The portal in the app, unless the finding is about none. */
  readonly portal?: string;
  /** The property in the app's words. */
  readonly property?: string;
  /** The values of a difference. `applied` is given if the app was changed since the last apply. */
  readonly values?: { readonly code: unknown; readonly applied?: unknown; readonly stripe: unknown };
  readonly message?: string;
  /** The command, or the instruction, that fixes it. */
  readonly fix: string;
}

/** A part that could not be compared. */
export interface Gap {
  readonly kind: "unreadable" | "unknown-value";
  /** The portal, or the stack. */
  readonly subject: string;
  readonly property?: string;
  readonly reason: string;
}

/** Information that does not fail the check. */
export interface Note {
  readonly subject?: string;
  readonly message: string;
}

/** A portal that was checked. */
export interface PortalSummary {
  readonly name: string;
  readonly stack: string;
  readonly address: string;
  readonly id: string | null;
  readonly livemode: boolean | null;
  readonly active: boolean | null;
  readonly isDefault: boolean | null;
  readonly result: "equal" | "different" | "not compared";
}

export interface Report {
  readonly result: "equal" | "different" | "not compared";
  readonly exitCode: number;
  readonly portals: readonly PortalSummary[];
  readonly findings: readonly Finding[];
  readonly notCompared: readonly Gap[];
  readonly notes: readonly Note[];
}

/** The report of everything that was found. A gap counts more than a finding, because it can hide more findings. */
export function reportOf(
  portals: readonly Omit<PortalSummary, "result">[],
  findings: readonly Finding[],
  notCompared: readonly Gap[],
  notes: readonly Note[],
): Report {
  const result = resultOf(findings.length, notCompared.length);
  const exitCode = { equal: ExitCode.EQUAL, different: ExitCode.DIFFERENT, "not compared": ExitCode.NOT_COMPARED };
  const withResult = portals.map((portal) => ({
    ...portal,
    result: resultOf(
      findings.filter((finding) => finding.portal === portal.name).length,
      notCompared.filter(({ subject }) => subject === portal.name || subject === portal.stack).length,
    ),
  }));
  return { result, exitCode: exitCode[result], portals: withResult, findings, notCompared, notes };
}

function resultOf(findings: number, gaps: number): Report["result"] {
  if (gaps > 0) return "not compared";
  return findings > 0 ? "different" : "equal";
}

/** The last line of a report: "compared 7 portals, 1 different". */
export function summaryOf({ portals, findings, notCompared }: Report): string {
  const different = portals.filter(({ name }) => findings.some(({ portal }) => portal === name)).length;
  const compared = portals.filter(({ result }) => result !== "not compared").length;
  const gaps = new Map(notCompared.map(({ subject, reason }) => [subject, reason]));
  const reasons = [...new Set(gaps.values())].join("; ");
  return [
    `compared ${compared} portal${compared === 1 ? "" : "s"}`,
    ...(different > 0 ? [`${different} different`] : []),
    ...(gaps.size > 0 ? [`not compared ${gaps.size} (${reasons})`] : []),
  ].join(", ");
}
