import { Violation } from "../errors";
import { PROPS } from "../portal/portal";
import { inEach, within } from "../portal/rule";
import { hasType, List, Row, string, Struct } from "../portal/schema";
import { isOwnClass } from "../terraform/engine";
import { isKnownList, isListMark, isMapToken, isStruct } from "../terraform/tokens";

/** Properties that have a rule of their own. */
const INSTANCES = ["count", "forEach"];

const UNSPREAD = "a list of strings or a single list token; `Fn.concat()` joins list tokens with other lists";
const NONE: readonly never[] = [];
const STRING = string();
/** A token of any type. */
const UNKNOWN = "${unknown}";

/**
 * Unknown properties and wrong types in the properties of a portal. A type checker prevents them, but not every language has
 * one. A subclass in an app may pass on properties of its own.
 */
export function typeErrors(portal: object, props: unknown): readonly Violation[] {
  if (!isStruct(props)) return [typeError("an object such as { features: ... }", props, "props")];
  const isOwn = isOwnClass(portal.constructor);
  return structErrors(props, PROPS, (name) => isOwn && !INSTANCES.includes(name));
}

/** The type errors in a value. Their properties are relative to it. */
export function errorsIn(value: unknown, row: Row): readonly Violation[] {
  if (value === undefined) return NONE;
  switch (row.kind) {
    case "struct":
      return isStruct(value) ? structErrors(value, row) : [typeError(typeOf(row), value)];
    case "list":
      return isKnownList(value) ? itemErrors(value, row) : [typeError(typeOf(row), value)];
    case "map":
      if (isStruct(value)) return mapErrors(value);
  }
  if (hasType(row, value)) return NONE;
  return [typeError(hasListMark(value) ? UNSPREAD : typeOf(row), value)];
}

function structErrors(
  value: Record<string, unknown>,
  { rows, requiredFields }: Struct,
  isChecked: (unknown: string) => boolean = () => true,
): readonly Violation[] {
  let all: Violation[] | undefined;
  for (const name of Object.keys(value)) {
    const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
    if (row === undefined && !isChecked(name)) continue;
    const errors = row === undefined ? unknownProperty(value[name], rows) : errorsIn(value[name], row);
    if (errors.length > 0) (all ??= []).push(...errors.map((error) => within(name, error)));
  }
  for (const { property, row } of requiredFields) {
    if (value[property] === undefined) (all ??= []).push(missing(property, typeOf(row)));
  }
  return all ?? NONE;
}

function itemErrors(items: readonly unknown[], { item }: List): readonly Violation[] {
  // A hole in an array is not an item.
  return inEach("", items, (value) => errorsIn(value ?? null, item));
}

function mapErrors(values: Record<string, unknown>): readonly Violation[] {
  let all: Violation[] | undefined;
  for (const key of Object.keys(values)) {
    const errors = errorsIn(values[key], STRING);
    if (errors.length > 0) (all ??= []).push(...errors.map((error) => within(key, error)));
  }
  return all ?? NONE;
}

/** A value with tokens instead of its mistyped and missing parts, so that the rules check the other parts. */
export function wellTyped(value: unknown, row: Row): unknown {
  if (row.kind === "struct") return isStruct(value) || row.required ? wellTypedStruct(value, row) : undefined;
  if (value === undefined) return row.required ? UNKNOWN : undefined;
  if (row.kind === "list") {
    // A hole in an array is not an item.
    return isKnownList(value) ? Array.from(value, (item) => wellTypedStruct(item, row.item)) : UNKNOWN;
  }
  if (row.kind !== "map" || !isStruct(value) || isMapToken(value)) return hasType(row, value) ? value : UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wellTyped(item, STRING)]));
}

function wellTypedStruct(value: unknown, { fields }: Struct): object {
  const given = isStruct(value) ? value : {};
  return Object.fromEntries(fields.map(({ property, row }) => [property, wellTyped(given[property], row)]));
}

/** The type of a property, as an error names it. */
function typeOf(row: Row): string {
  switch (row.kind) {
    case "string":
    case "url":
    case "id":
    case "choice":
      return "a string";
    case "ids":
    case "choices":
      return "a list of strings";
    case "names":
      return "a list of strings that is known at synth time";
    case "number":
      return "a number";
    case "toggle":
      return "a boolean";
    case "map":
      return "a map of strings";
    case "list":
      return "a list that is known at synth time";
    case "struct":
      return `an object such as { ${row.fields[0].property}: ... }`;
    case "other":
      return row.type;
  }
}

function hasListMark(value: unknown): boolean {
  return Array.isArray(value) && value.length > 1 && value.some(isListMark);
}

function typeError(type: string, got: unknown, property = ""): Violation {
  if (got === undefined) return missing(property, type);
  return { property, rule: `must be ${type}`, got, fix: "change it, or leave it out for the default" };
}

function missing(property: string, type: string): Violation {
  return { property, rule: `is required: ${type}`, fix: "add it" };
}

function unknownProperty(value: unknown, rows: Struct["rows"]): readonly Violation[] {
  if (value === undefined) return NONE;
  return [{ property: "", rule: "unknown property", fix: `expected one of ${Object.keys(rows).join(", ")}` }];
}
