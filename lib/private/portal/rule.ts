import * as cdktf from "cdktf";
import { PortalInput } from "./render-portal";
import { hasToken, literalParts } from "../terraform/tokens";
import { Violation } from "../errors";

/** The maximum length of an ID in Stripe. */
export const MAX_ID = 5000;

/** The confidence that Stripe enforces a rule. */
export type Confidence = "documented or reported by several sources" | "reported once or inferred";

/** A rule as the rules page shows it. */
export interface RuleText {
  readonly name: string;
  /** The rule, as a clause without a period. Both the page and the errors use it. */
  readonly rule: string;
  /** Stripe's response to a violation. Left out if only the construct enforces the rule. */
  readonly answer?: string;
  readonly confidence?: Confidence;
  /** Props that break the rule. */
  readonly example: string;
}

/** A violation as a check returns it. Without a more specific `rule`, it has the rule of the table. */
export type Finding = Omit<Violation, "rule"> & Partial<Pick<Violation, "rule">>;

/** A rule for the props of a portal. Values that are known at apply time only do not break it. */
export interface Rule extends RuleText {
  /**
   * True if the rule also applies to overrides. Limits and allowed values do not: users set values that Stripe has added since
   * through overrides.
   *
   * @default false
   */
  readonly holdsForOverrides?: boolean;
  readonly check: (portal: PortalInput) => Finding[];
}

/** The findings as violations of the rule. */
export function violationsOf({ rule }: RuleText, findings: readonly Finding[]): Violation[] {
  return findings.map((finding) => ({ rule, ...finding }));
}

/** The violation, if the rule is broken. */
export function failIf<T extends Finding>(broken: boolean, violation: T): T[] {
  return broken ? [violation] : [];
}

/** Checks that a value is one of a closed set. Tokens pass. */
export function memberOf(property: string, value: unknown, closed: object): Violation[] {
  return hasToken(value) ? [] : knownMemberOf(property, value, closed);
}

/** Checks that a value is one of a closed set. `closed` is an enum or a list of names. Tokens fail. */
export function knownMemberOf(property: string, value: unknown, closed: object): Violation[] {
  const allowed: unknown[] = Object.values(closed);
  return failIf(value !== undefined && !allowed.includes(value), {
    property,
    rule: `must be one of ${allowed.join(", ")}`,
    got: value,
    fix: "use one of the listed values",
  });
}

/** Checks that a list contains values of a closed set, without duplicates. */
export function membersOf(property: string, values: unknown[] | undefined, closed: object): Violation[] {
  const [duplicate] = duplicates(values);
  return [
    ...indexed(property, values).flatMap(([path, value]) => memberOf(path, value, closed)),
    ...failIf(duplicate !== undefined, { property, rule: "contains a duplicate", got: duplicate, fix: "remove it" }),
  ];
}

/** Checks the length of a string. If it contains tokens, only the literal part counts, since tokens can be empty. */
export function stringWithin(property: string, value: string | undefined, limit: number): Violation[] {
  if (typeof value !== "string") return [];
  const literals = literalParts(value);
  const excess = [...literals.join("")].length - limit;
  return failIf(excess > 0, {
    property,
    rule: `must be at most ${limit} characters`,
    got: value,
    fix: literals.length > 1 ? `shorten the literal part by at least ${excess}` : `shorten it by ${excess}`,
  });
}

/** Checks the length of an ID. */
export function validId(property: string, id: string): Violation[] {
  return [
    ...failIf(id === "", { property, rule: "cannot be empty", got: id, fix: "set the ID" }),
    ...stringWithin(property, id, MAX_ID),
  ];
}

/** The elements of a list with their paths. */
export function indexed<T>(property: string, elements: readonly T[] | undefined): [string, T][] {
  return resolvedItems(elements).map((element, index) => [`${property}[${index}]`, element]);
}

/** The values that a list contains more than once, without repetition. */
export function duplicates<T>(values: readonly T[] | undefined): T[] {
  return [...new Set(resolvedItems(values).filter((value, index, all) => all.indexOf(value) !== index))];
}

/** The items of a list, or none if the whole list is a token. */
export function resolvedItems<T>(values: readonly T[] | undefined): readonly T[] {
  return Array.isArray(values) && !cdktf.Token.isUnresolved(values) ? values : [];
}

/** Returns true for integers within the bounds, and for tokens. */
export function isIntegerWithin(value: number, minimum: number, maximum: number): boolean {
  return hasToken(value) || (Number.isInteger(value) && value >= minimum && value <= maximum);
}
