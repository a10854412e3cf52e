import { PROPS } from "../portal/portal";
import { duplicates, failIf, Finding, inEach, Rule, stringWithin, within } from "../portal/rule";
import { Leaf, Row } from "../portal/schema";
import { isToken, literalParts } from "../terraform/tokens";

const SCHEMES = ["http://", "https://"];
const OPEN_HOST = /^https?:\/\/[^\s/?#][^/?#]*$/i;
const NONE: readonly never[] = [];

/** Rules that are derived from the rows: each checks every value of its kind. The findings of a check are relative to the value. */
export const valueRules: readonly Rule[] = [
  {
    name: "allowed-values",
    rule: "a value with a closed set must be one of the allowed values, and a list cannot contain one of them twice",
    answer:
      "Invalid features[customer_update][allowed_updates][0]: must be one of ... (only this library rejects duplicates). Cancellations reject the proration behavior `always_invoice`, although Stripe's types contain it.",
    confidence: "documented or reported by several sources",
    example: 'features: { customerUpdate: { allowedUpdates: ["fax" as CustomerUpdateField] } }',
    check: everyValue((row, value) => {
      if (row.kind === "choice") return row.known || isToken(value) ? NONE : oneOf(row.values, value);
      return row.kind === "choices" ? membersOf(row.values, value as string[]) : NONE;
    }),
  },
  {
    name: "option-values",
    rule: "`applyVia`, `applyWhen` and `expectedMode` must be one of the allowed values, and cannot be tokens",
    example: 'features: { invoiceHistory: {} }, applyVia: "dashboard" as ApplyVia',
    check: everyValue((row, value) => (row.kind === "choice" && row.known ? oneOf(row.values, value) : NONE)),
  },
  {
    name: "string-lengths",
    rule: "a string must be at most as long as Stripe accepts",
    answer: "Invalid string: <value>; must be at most 60 characters",
    confidence: "documented or reported by several sources",
    example: 'features: { invoiceHistory: {} }, businessProfile: { headline: "x".repeat(61) }',
    check: everyValue((row, value) =>
      row.kind === "string" && row.max !== undefined ? stringWithin(row.max, value) : NONE,
    ),
  },
  {
    name: "absolute-links",
    rule: "a link must be an absolute http or https URL of at most 5000 characters",
    answer: "Not a valid URL (url_invalid)",
    confidence: "reported once or inferred",
    example: 'features: { invoiceHistory: {} }, defaultReturnUrl: "example.com/account"',
    check: everyValue((row, value) => {
      if (row.kind !== "url" || typeof value !== "string" || value === "") return NONE;
      if (canBeAbsoluteUrl(value)) return stringWithin(row.max, value);
      const fix = "use the full URL, for example `https://example.com/account`";
      return [{ property: "", got: value, fix }, ...stringWithin(row.max, value)];
    }),
  },
  {
    name: "ids",
    holdsForOverrides: true,
    rule: "an ID must have 1 to 5000 characters",
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: 'features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [{ ...PRO, product: "" }] } }',
    check: everyValue((row, value) => {
      if (row.kind === "id") return validId(row.max, value);
      return row.kind === "ids" ? inEach("", value as string[], (id) => validId(row.max, id)) : NONE;
    }),
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
    check: everyValue((row, value) => {
      if (row.kind !== "number" || typeof value !== "number" || isToken(value)) return NONE;
      const { min, max = Infinity } = row;
      return failIf(!Number.isInteger(value) || value < min || value > max, {
        property: "",
        rule: `must be a whole number ${row.max === undefined ? `of at least ${min}` : `from ${min} to ${max}`}`,
        got: value,
        fix: "use a whole number, or remove it",
      });
    }),
  },
];

/** Checks every value of a portal. */
function everyValue(check: (row: Leaf, value: unknown) => readonly Finding[]): Rule["check"] {
  const findings = (row: Row, value: unknown): readonly Finding[] => {
    if (value === undefined) return NONE;
    if (row.kind === "list") return inEach("", value as object[], (item) => findings(row.item, item));
    if (row.kind !== "struct") return check(row, value);
    let all: Finding[] | undefined;
    for (const { property, row: inner } of row.fields) {
      const found = findings(inner, (value as Record<string, unknown>)[property]);
      if (found.length > 0) (all ??= []).push(...found.map((finding) => within(property, finding)));
    }
    return all ?? NONE;
  };
  return (portal) => findings(PROPS, portal);
}

/** Checks that a value is one of a closed set. */
export function oneOf(allowed: readonly string[], value: unknown): readonly Finding[] {
  if (allowed.includes(value as string)) return NONE;
  const rule = `must be one of ${allowed.join(", ")}`;
  return [{ property: "", rule, got: value, fix: "use one of the listed values" }];
}

function membersOf(allowed: readonly string[], values: readonly string[]): readonly Finding[] {
  const unknown = inEach("", values, (value) => (isToken(value) ? NONE : oneOf(allowed, value)));
  const [duplicate] = duplicates(values);
  if (duplicate === undefined) return unknown;
  return [...unknown, { property: "", rule: "contains a duplicate", got: duplicate, fix: "remove it" }];
}

function validId(max: number, id: unknown): readonly Finding[] {
  if (id === "") return [{ property: "", rule: "cannot be empty", got: id, fix: "set it, or remove it" }];
  return stringWithin(max, id);
}

function canBeAbsoluteUrl(link: string): boolean {
  const [start, ...others] = literalParts(link);
  if (/^https?:\/\/[^\s/]/i.test(start) && URL.canParse(start)) return true;
  // A token after the start can complete the scheme or the host.
  const isOpen = SCHEMES.some((scheme) => scheme.startsWith(start.toLowerCase())) || OPEN_HOST.test(start);
  return others.length > 0 && isOpen;
}
