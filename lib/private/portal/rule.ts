import { StripePortalConfigurationProps } from "../../portal-props";
import { Violation } from "../errors";
import { hasToken, isKnownList, literalParts } from "../terraform/tokens";

/** The properties of a portal, with the products that are sent, added ones included. */
export type Portal = StripePortalConfigurationProps;

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
  /**
   * True if a later call, such as `addProduct()`, can fix some violations.
   *
   * @default false
   */
  readonly isFixableLater?: boolean;
  readonly check: (portal: Portal) => readonly Finding[];
}

/** A configuration that Stripe accepts but that is probably a mistake. */
export interface Warning {
  /** The name in `acknowledgeWarnings`. */
  readonly name: string;
  /** The consequence, for docs/rules.md. */
  readonly consequence: string;
  /** Properties of a portal with this warning. */
  readonly example: string;
  /** The message, or undefined if the warning does not apply. */
  readonly check: (portal: Portal) => string | undefined;
}

const NONE: readonly never[] = [];

/** The findings as violations of the rule. */
export function violationsOf({ rule }: RuleText, findings: readonly Finding[]): readonly Violation[] {
  return findings.length === 0 ? NONE : findings.map((finding) => ({ rule, ...finding }));
}

/** The violation, if the rule is broken. */
export function failIf<T extends Finding>(broken: boolean, violation: T): readonly T[] {
  return broken ? [violation] : NONE;
}

/** The message, if the warning applies. */
export function warnIf(applies: boolean, message: string): string | undefined {
  return applies ? message : undefined;
}

/** The findings in the elements of a list. A check returns the property within its element. */
export function inEach<T, F extends Finding>(
  property: string,
  elements: readonly T[] | undefined,
  check: (element: T) => readonly F[],
): readonly F[] {
  let all: F[] | undefined;
  const items = resolvedItems(elements);
  for (let index = 0; index < items.length; index++) {
    const findings = check(items[index]);
    if (findings.length > 0) (all ??= []).push(...findings.map((each) => within(`${property}[${index}]`, each)));
  }
  return all ?? NONE;
}

/** A finding in a part of an object. An empty property is the part itself. */
export function within<T extends Finding>(outer: string, finding: T): T {
  const separator = finding.property === "" || finding.property.startsWith("[") ? "" : ".";
  return { ...finding, property: `${outer}${separator}${finding.property}` };
}

/** Checks the length of a string. If it contains tokens, only the literal part counts, since tokens can be empty. */
export function stringWithin(limit: number, value: unknown): readonly Finding[] {
  if (typeof value !== "string" || value.length <= limit) return NONE;
  const literals = literalParts(value);
  const excess = [...literals.join("")].length - limit;
  return failIf(excess > 0, {
    property: "",
    rule: `must be at most ${limit} characters`,
    got: value,
    fix: literals.length > 1 ? `shorten the literal part by at least ${excess}` : `shorten it by ${excess}`,
  });
}

/** The values that a list contains more than once, without repetition. */
export function duplicates<T>(values: readonly T[] | undefined): readonly T[] {
  const items = resolvedItems(values);
  const repeated = items.filter((value, index) => items.indexOf(value) !== index);
  return repeated.length > 1 ? [...new Set(repeated)] : repeated;
}

/** The items of a list, or none if the whole list is a token. */
export function resolvedItems<T>(values: readonly T[] | undefined): readonly T[] {
  return isKnownList(values) ? (values as readonly T[]) : NONE;
}

/** Returns true if a list is left out or empty. */
export function isEmpty(values: readonly unknown[] | undefined): boolean {
  return values === undefined || values.length === 0;
}

/** An object that turns a feature on if it is present, unless `enabled` is false. */
interface Switch {
  readonly enabled?: unknown;
}

/** Returns true if a feature may be on: it is present, and `enabled` is not literally false. */
export function isUsed(feature: Switch | undefined): boolean {
  return feature !== undefined && feature.enabled !== false;
}

/** Returns true if a feature is on. One that depends on a value that is known at apply time only may be off. */
export function isOn(feature: Switch | undefined): boolean {
  return isUsed(feature) && !hasToken(feature?.enabled);
}
