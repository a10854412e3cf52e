import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { UsageError } from "../exit-codes";
import type { Finding, Gap, Note } from "./report";

/** An entry of the ignore file. */
export interface IgnoreEntry {
  /** The portal's name; all portals if it is undefined. */
  readonly portal?: string;
  /** A property in the app's words, with everything in it. */
  readonly property: string;
  readonly reason: string;
  /** The last day on which the entry counts: 2027-01-31. */
  readonly expires: string;
  /** The file, for messages. */
  readonly file: string;
}

const REQUIRED = ["property", "reason", "expires"] as const;
const KNOWN: ReadonlySet<string> = new Set(["portal", ...REQUIRED]);

/** Reads an ignore file, a YAML list. */
export function readIgnoreFile(file: string): readonly IgnoreEntry[] {
  let entries: unknown;
  try {
    entries = parse(readFileSync(file, "utf8"), { schema: "failsafe" });
  } catch (error) {
    throw new UsageError(`cannot read the ignore file: ${(error as Error).message}`);
  }
  if (entries === null || entries === "") return [];
  if (!Array.isArray(entries)) throw new UsageError(`${file} must be a list of entries with ${REQUIRED.join(", ")}`);
  return entries.map((entry, index) => checked(entry, `${file}, entry ${index + 1}`, file));
}

function checked(entry: unknown, place: string, file: string): IgnoreEntry {
  const given = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
  const unknown = Object.keys(given).find((name) => !KNOWN.has(name));
  if (unknown !== undefined)
    throw new UsageError(`${place}: unknown property \`${unknown}\`; expected ${[...KNOWN].join(", ")}`);
  const missing = REQUIRED.find((name) => typeof given[name] !== "string" || given[name] === "");
  if (missing !== undefined) throw new UsageError(`${place}: \`${missing}\` is required`);
  const { portal, property, reason, expires } = given as Record<string, string>;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(expires!) || Number.isNaN(Date.parse(expires!))) {
    throw new UsageError(`${place}: \`expires\` must be a date such as 2027-01-31; got: ${expires}`);
  }
  return { portal, property: property!, reason: reason!, expires: expires!, file };
}

interface Kept {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly notes: readonly Note[];
}

/** Turns ignored findings into notes. An expired entry ignores nothing and is a finding itself. */
export function applyIgnores(
  findings: readonly Finding[],
  gaps: readonly Gap[],
  entries: readonly IgnoreEntry[],
  today = new Date().toISOString().slice(0, 10),
): Kept {
  const valid = entries.filter(({ expires }) => expires >= today);
  const used = new Set<IgnoreEntry>();
  const isIgnored = (subject: string | undefined, property: string | undefined): boolean => {
    const entry = valid.find((one) => matches(one, subject, property));
    if (entry) used.add(entry);
    return entry !== undefined;
  };
  const kept = {
    findings: findings.filter(({ portal, property }) => !isIgnored(portal, property)),
    gaps: gaps.filter(({ kind, subject, property }) => kind === "unreadable" || !isIgnored(subject, property)),
  };
  return {
    findings: [...kept.findings, ...entries.filter((entry) => !valid.includes(entry)).map(expired)],
    gaps: kept.gaps,
    notes: valid.map((entry) => noteOf(entry, used.has(entry))),
  };
}

function matches(entry: IgnoreEntry, subject: string | undefined, property: string | undefined): boolean {
  if (property === undefined || (entry.portal !== undefined && entry.portal !== subject)) return false;
  return property === entry.property || [".", "["].some((end) => property.startsWith(`${entry.property}${end}`));
}

function expired({ portal, property, expires, reason, file }: IgnoreEntry): Finding {
  return {
    kind: "ignore-expired",
    portal,
    property,
    message: `its entry in ${file} expired on ${expires} (${reason})`,
    fix: "remove the entry, or set a later date",
  };
}

function noteOf({ portal, property, expires, reason }: IgnoreEntry, isUsed: boolean): Note {
  const message = isUsed
    ? `${property} is ignored until ${expires}: ${reason}`
    : `the entry for ${property} ignores nothing`;
  return { subject: portal, message };
}
