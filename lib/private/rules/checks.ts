import * as cdktf from "cdktf";
import { PortalInput } from "../render-portal";
import { hasToken, literalParts } from "../tokens";
import { Violation } from "./violation";

/** The longest id that Stripe takes, in characters. */
export const MAX_ID = 5000;

/** How well it is known that Stripe has a rule. */
export type Confidence = "documented or reported by several" | "reported once or inferred";

/** A rule as the rules' page shows it. */
export interface RuleText {
  readonly name: string;
  /** The rule as a sentence, for the rules' page; a violation tells it with the values at hand. */
  readonly rule: string;
  /** What Stripe answers or does; left out where the rule is the construct's own. */
  readonly answer?: string;
  readonly confidence?: Confidence;
  /** Properties that break it. */
  readonly example: string;
}

/** Something that Stripe refuses. It passes what only Terraform knows. */
export interface Rule extends RuleText {
  /**
   * Whether it holds for overrides too. Limits and closed sets do not: overrides are the way to what Stripe has added since.
   *
   * @default false
   */
  readonly holdsForOverrides?: boolean;
  readonly check: (portal: PortalInput) => Violation[];
}

/** The violation, unless the rule is kept. */
export function unless(kept: boolean, violation: Violation): Violation[] {
  return kept ? [] : [violation];
}

/** A value of a closed set, or one that only Terraform knows. */
export function memberOf(property: string, value: unknown, closed: object): Violation[] {
  return hasToken(value) ? [] : knownMemberOf(property, value, closed);
}

/** A value of a closed set that the construct itself must know; `closed` is an enum or a list of names. */
export function knownMemberOf(property: string, value: unknown, closed: object): Violation[] {
  const allowed: unknown[] = Object.values(closed);
  return unless(value === undefined || allowed.includes(value), {
    property,
    rule: `must be one of ${allowed.join(", ")}`,
    got: value,
    fix: "use one of these",
  });
}

/** A list of values of a closed set, each once. */
export function membersOf(property: string, values: unknown[] | undefined, closed: object): Violation[] {
  const [twice] = repeated(values);
  return [
    ...indexed(property, values).flatMap(([path, value]) => memberOf(path, value, closed)),
    ...unless(twice === undefined, { property, rule: "each value counts once", got: twice, fix: "list it once" }),
  ];
}

/** A text of limited length. Of one that contains tokens the literal part counts, since tokens can be empty. */
export function stringWithin(property: string, text: string | undefined, limit: number): Violation[] {
  if (typeof text !== "string") return [];
  const literals = literalParts(text);
  const excess = [...literals.join("")].length - limit;
  return unless(excess <= 0, {
    property,
    rule: `must be at most ${limit} characters`,
    got: text,
    fix: literals.length > 1 ? `shorten the literal part by at least ${excess}` : `shorten it by ${excess}`,
  });
}

/** An id: some text, within Stripe's limit. */
export function validId(property: string, id: string): Violation[] {
  const empty = { property, rule: "must not be empty", got: id, fix: "give the id" };
  return [...unless(id !== "", empty), ...stringWithin(property, id, MAX_ID)];
}

/** The elements of a list with their paths. */
export function indexed<T>(property: string, elements: readonly T[] | undefined): [string, T][] {
  return resolvedItems(elements).map((element, index) => [`${property}[${index}]`, element]);
}

/** The values that a list has more than once, each once. */
export function repeated<T>(values: readonly T[] | undefined): T[] {
  return [...new Set(resolvedItems(values).filter((value, index, all) => all.indexOf(value) !== index))];
}

/** What the program says of a list: nothing where only Terraform knows the whole of it. */
export function resolvedItems<T>(values: readonly T[] | undefined): readonly T[] {
  return Array.isArray(values) && !cdktf.Token.isUnresolved(values) ? values : [];
}

/** Whether a number is whole and within bounds, or known to Terraform only. */
export function isWholeWithin(value: number, minimum: number, maximum: number): boolean {
  return hasToken(value) || (Number.isInteger(value) && value >= minimum && value <= maximum);
}
