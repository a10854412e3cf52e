import { Violation } from "../errors";
import { PROPS } from "../portal/portal";
import { duplicates, Finding, inEach, Portal, Rule, stringWithin, violationsOf, within } from "../portal/rule";
import { Leaf, Row } from "../portal/schema";
import { isToken, literalParts } from "../terraform/tokens";

/** A rule for every value of a kind. The findings of a check are relative to the value. */
interface ValueRule<Kind extends Leaf["kind"] = Leaf["kind"]> extends Omit<Rule, "check"> {
  readonly checks: {
    readonly [K in Kind]?: (row: Extract<Leaf, { kind: K }>, value: unknown) => readonly Finding[];
  };
}

const SCHEMES = ["http://", "https://"];
const ABSOLUTE = /^https?:\/\/[^\s/]/i;
const OPEN_HOST = /^https?:\/\/[^\s/?#][^/?#]*$/i;
const NONE: readonly never[] = [];

/** Rules that follow from the rows. */
const VALUE_RULES: readonly ValueRule[] = [
  {
    name: "allowed-values",
    rule: "a value with a closed set must be one of the allowed values, and a list cannot contain one of them twice",
    answer:
      "Invalid features[customer_update][allowed_updates][0]: must be one of ... (only this library rejects duplicates). Cancellations reject the proration behavior `always_invoice`, although Stripe's types contain it.",
    confidence: "documented or reported by several sources",
    example: 'features: { customerUpdate: { allowedUpdates: ["fax" as CustomerUpdateField] } }',
    checks: {
      choice: ({ values, known }, value) => (known ? NONE : oneOf(values, value)),
      choices: ({ values }, given) => membersOf(values, given as string[]),
    },
  },
  {
    name: "option-values",
    rule: "`applyVia`, `applyWhen` and `expectedMode` must be one of the allowed values, and cannot be tokens",
    example: 'features: { invoiceHistory: {} }, applyVia: "dashboard" as ApplyVia',
    checks: { choice: ({ values, known }, value) => (known ? oneOfKnown(values, value) : NONE) },
  },
  {
    name: "string-lengths",
    rule: "a string must be at most as long as Stripe accepts",
    answer: "Invalid string: <value>; must be at most 60 characters",
    confidence: "documented or reported by several sources",
    example: 'features: { invoiceHistory: {} }, businessProfile: { headline: "x".repeat(61) }',
    checks: { string: ({ max = Infinity }, value) => stringWithin(max, value) },
  },
  {
    name: "absolute-links",
    rule: "a link must be an absolute http or https URL of at most 5000 characters",
    answer: "Not a valid URL (url_invalid)",
    confidence: "reported once or inferred",
    example: 'features: { invoiceHistory: {} }, defaultReturnUrl: "example.com/account"',
    checks: {
      url: ({ max }, value) => {
        if (typeof value !== "string" || value === "") return NONE;
        if (canBeAbsoluteUrl(value)) return stringWithin(max, value);
        const fix = "use the full URL, for example `https://example.com/account`";
        return [{ property: "", got: value, fix }, ...stringWithin(max, value)];
      },
    },
  },
  {
    name: "ids",
    holdsForOverrides: true,
    rule: "an ID must have 1 to 5000 characters",
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: 'features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [{ ...PRO, product: "" }] } }',
    checks: {
      id: ({ max }, value) => validId(max, value),
      ids: ({ max }, values) => inEach("", values as string[], (id) => validId(max, id)),
    },
  },
  {
    name: "whole-numbers",
    holdsForOverrides: true,
    rule: "a number must be whole and within its limits",
    answer: "Rejected.",
    confidence: "reported once or inferred",
    example: `features: {
  paymentMethodUpdate: {},
  subscriptionUpdate: { products: [{ ...PRO, adjustableQuantity: { minimum: 0.5 } }] },
}`,
    checks: {
      number: ({ min, max }, value) => {
        const isWithin = Number.isInteger(value) && (value as number) >= min && (value as number) <= (max ?? Infinity);
        if (isWithin || isToken(value)) return NONE;
        const rule = `must be a whole number ${max === undefined ? `of at least ${min}` : `from ${min} to ${max}`}`;
        return [{ property: "", rule, got: value, fix: "use a whole number, or remove it" }];
      },
    },
  },
];

/** The value rules as rules for a portal. */
export const valueRules: readonly Rule[] = VALUE_RULES.map(({ checks, ...rule }) => {
  const find = violationsOfValues([{ checks, ...rule }]);
  return { ...rule, check: find };
});

/** All violations of value rules in a portal, found in one pass over its values. */
export const brokenValueRules = violationsOfValues(VALUE_RULES);

/** As `brokenValueRules`, for the rules that also apply to overrides. */
export const brokenValueRulesOfOverrides = violationsOfValues(VALUE_RULES.filter((rule) => rule.holdsForOverrides));

function violationsOfValues(rules: readonly ValueRule[]): (portal: Portal) => readonly Violation[] {
  type Check = (row: Leaf, value: unknown) => readonly Violation[];
  const checks = new Map<string, Check[]>();
  for (const rule of rules) {
    for (const [kind, check] of Object.entries(rule.checks)) {
      const found: Check = (row, value) => violationsOf(rule, check(row as never, value));
      checks.set(kind, [...(checks.get(kind) ?? []), found]);
    }
  }
  const find = (row: Row, value: unknown): readonly Violation[] => {
    if (value === undefined) return NONE;
    if (row.kind === "list") return inEach("", value as object[], (item) => find(row.item, item));
    let all: Violation[] | undefined;
    if (row.kind === "struct") {
      for (const { property, row: inner } of row.fields) {
        const found = find(inner, (value as Record<string, unknown>)[property]);
        if (found.length > 0) (all ??= []).push(...found.map((violation) => within(property, violation)));
      }
    } else {
      for (const check of checks.get(row.kind) ?? NONE) {
        const found = check(row, value);
        if (found.length > 0) (all ??= []).push(...found);
      }
    }
    return all ?? NONE;
  };
  return (portal) => find(PROPS, portal);
}

/** Checks that a value is one of a closed set. Tokens pass. */
function oneOf(allowed: readonly string[], value: unknown): readonly Finding[] {
  return allowed.includes(value as string) || isToken(value) ? NONE : oneOfKnown(allowed, value);
}

/** Checks that a value is one of a closed set. Tokens fail. */
export function oneOfKnown(allowed: readonly string[], value: unknown): readonly Finding[] {
  if (allowed.includes(value as string)) return NONE;
  const rule = `must be one of ${allowed.join(", ")}`;
  return [{ property: "", rule, got: value, fix: "use one of the listed values" }];
}

function membersOf(allowed: readonly string[], values: readonly string[]): readonly Finding[] {
  const unknown = inEach("", values, (value) => oneOf(allowed, value));
  const [duplicate] = duplicates(values);
  if (duplicate === undefined) return unknown;
  return [...unknown, { property: "", rule: "contains a duplicate", got: duplicate, fix: "remove it" }];
}

function validId(max: number, id: unknown): readonly Finding[] {
  if (id === "") return [{ property: "", rule: "cannot be empty", got: id, fix: "set it, or remove it" }];
  return stringWithin(max, id);
}

function canBeAbsoluteUrl(link: string): boolean {
  if (!link.includes("{") && isAbsoluteUrl(link)) return true;
  const [start, ...others] = literalParts(link);
  if (isAbsoluteUrl(start)) return true;
  // A token after the start can complete the scheme or the host.
  const isOpen = SCHEMES.some((scheme) => scheme.startsWith(start.toLowerCase())) || OPEN_HOST.test(start);
  return others.length > 0 && isOpen;
}

function isAbsoluteUrl(link: string): boolean {
  return ABSOLUTE.test(link) && URL.canParse(link);
}
