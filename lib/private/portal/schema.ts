import * as cdktf from "cdktf";
import { Body } from "../terraform/overrides";
import { isKnownList, isListMark, isMapToken, isStruct, isToken } from "../terraform/tokens";

/**
 * A property of a portal. Type checks, allowed values, limits, rendering, provider support and the values of overrides are derived
 * from it. Strings, numbers, booleans, lists of strings and maps can be tokens.
 */
export type Row = Leaf | Struct | List;

/** A property without properties of its own. */
export type Leaf =
  Text | Url | Id | Ids | Choice | Choices | Numeric | Metadata | Simple<"toggle"> | Simple<"names"> | Other;

/** Facts that every kind of property can have. */
interface Common {
  readonly required?: true;
  /** True if the provider does not support the parameter, so that the step sends it. */
  readonly stepOnly?: true;
  /** True if Stripe has no such parameter. */
  readonly isOwn?: true;
  /** The version of Stripe's API that introduced the parameter. */
  readonly since?: string;
}

/** A boolean, or a list of names that is known at synth time. */
interface Simple<Kind extends string> extends Common {
  readonly kind: Kind;
}

/** A string. "" means left out. */
interface Text extends Simple<"string"> {
  readonly max?: number;
}

/** An absolute URL. "" means left out. */
interface Url extends Simple<"url"> {
  readonly max: number;
}

/** The ID of a Stripe object, which cannot be empty. */
interface Id extends Simple<"id"> {
  readonly max: number;
}

/** A list of IDs. */
interface Ids extends Simple<"ids"> {
  readonly max: number;
}

/** A member of an enum. */
export interface Choice extends Simple<"choice"> {
  readonly values: readonly string[];
  readonly default?: string;
  /** True if the value must be known at synth time. */
  readonly known?: true;
}

/** A list of members of an enum, without duplicates. */
export interface Choices extends Simple<"choices"> {
  readonly values: readonly string[];
}

/** A whole number. */
interface Numeric extends Simple<"number"> {
  readonly min: number;
  readonly max?: number;
  readonly default?: number;
}

/** A map of strings. */
interface Metadata extends Simple<"map"> {
  readonly maxKeys: number;
  readonly maxKey: number;
  readonly maxValue: number;
}

/** A value that only Terraform uses. */
interface Other extends Simple<"other"> {
  readonly type: string;
  readonly fits: (value: unknown) => boolean;
}

/** An object. */
export interface Struct extends Simple<"struct"> {
  readonly rows: { readonly [property: string]: Row };
  readonly fields: readonly Field[];
  readonly byAttribute: ReadonlyMap<string, Field>;
  readonly requiredFields: readonly Field[];
  /** Changes the rendered attributes, for dependencies between them. */
  readonly render?: (body: Body) => Body;
  /** Changes the attributes for the provider, for values that the provider cannot send. */
  readonly native?: (body: Body) => Body;
}

/** A property of an object, with its name in Terraform and Stripe. */
export interface Field {
  readonly property: string;
  readonly attribute: string;
  readonly row: Row;
}

/** A list of objects. */
export interface List extends Simple<"list"> {
  readonly item: Struct;
  readonly max?: number;
  readonly default?: readonly object[];
}

/** The rows of an interface: one for each property, and `required()` for those without a question mark. */
type RowsOf<T> = {
  readonly [P in keyof Required<T>]: undefined extends T[P] ? Row : Row & { readonly required: true };
};

/** The maximum length of an ID or URL in Stripe. */
const MAX_LENGTH = 5000;

export const string = (limits: { readonly max?: number } = {}): Text => ({ kind: "string", ...limits });
export const url = (): Url => ({ kind: "url", max: MAX_LENGTH });
export const id = (): Id => ({ kind: "id", max: MAX_LENGTH });
/** An ID that can be left out. */
export const optionalId = (): Text => string({ max: MAX_LENGTH });
export const ids = (max = MAX_LENGTH): Ids => ({ kind: "ids", max });
export const names = (): Simple<"names"> => ({ kind: "names" });
/** A boolean. In an object that turns something on, it is true if it is left out. */
export const toggle = (): Simple<"toggle"> => ({ kind: "toggle" });
export const map = (limits: Omit<Metadata, "kind">): Metadata => ({ kind: "map", ...limits });
export const number = (limits: Omit<Numeric, "kind">): Numeric => ({ kind: "number", ...limits });
export const other = (type: string, fits: (value: unknown) => boolean): Other => ({ kind: "other", type, fits });

/** A member of an enum. */
export function choice(members: object, options: Pick<Choice, "default" | "known"> = {}): Choice {
  return { kind: "choice", values: Object.values(members), ...options };
}

/** A list of members of an enum. */
export function choices(members: object): Choices {
  return { kind: "choices", values: Object.values(members) };
}

/** An object with one row for each property of its interface. They are rendered in this order. */
export function struct<T>(
  rows: RowsOf<T>,
  exceptions: Pick<Struct, "render" | "native"> = {},
): Struct & { readonly rows: RowsOf<T> } {
  const fields = Object.entries<Row>(rows).map(([property, row]) => ({
    property,
    attribute: attributeOf(property),
    row,
  }));
  return {
    kind: "struct",
    rows,
    fields,
    byAttribute: new Map(fields.map((field) => [field.attribute, field])),
    requiredFields: fields.filter(({ row }) => row.required),
    ...exceptions,
  };
}

/** A list of objects. */
export function list(item: Struct, options: Pick<List, "max" | "default"> = {}): List {
  return { kind: "list", item, ...options };
}

/** A property that cannot be left out. */
export function required<T extends Row>(row: T): T & { readonly required: true } {
  return { ...row, required: true };
}

/** A property that Stripe has no parameter for: the step computes a parameter from it. */
export function ofStep<T extends Row>(row: T): T {
  return { ...row, stepOnly: true, isOwn: true };
}

/** A parameter that Stripe added in a version of its API, and that provider 0.3.0 does not support. */
export function stepOnly<T extends Row>(since: string, row: T): T {
  return { ...row, since, stepOnly: true };
}

/** A row with its place in an object, as a path of attributes and as one of properties. */
export interface Place {
  readonly property: string;
  readonly attribute: string;
  readonly fields: readonly Field[];
  readonly row: Row;
}

/** All rows of an object, objects inside it included, but not those of list items. */
export function placesIn(object: Struct, outer: readonly Field[] = []): Place[] {
  return object.fields.flatMap((field) => {
    const fields = [...outer, field];
    const place = {
      property: fields.map(({ property }) => property).join("."),
      attribute: fields.map(({ attribute }) => attribute).join("."),
      fields,
      row: field.row,
    };
    return [place, ...(field.row.kind === "struct" ? placesIn(field.row, fields) : [])];
  });
}

/** The value at a place in the properties or, by attribute, in the rendered attributes of a portal. */
export function valueAt(value: unknown, { fields }: Place, by: "property" | "attribute"): unknown {
  return fields.reduce((outer, field) => (isStruct(outer) ? outer[field[by]] : undefined), value);
}

/** Returns true if a value has the type of a row. */
export function hasType(row: Leaf, value: unknown): boolean {
  switch (row.kind) {
    case "string":
    case "url":
    case "id":
    case "choice":
      return isString(value);
    case "ids":
    case "choices":
      return isListOf(isSingleString, value) || isToken(value);
    case "names":
      return isKnownList(value) && isListOf(isSingleString, value);
    case "number":
      return typeof value === "number" || isToken(value);
    case "toggle":
      return typeof value === "boolean" || isToken(value);
    case "map":
      return isStruct(value) || isMapToken(value);
    case "other":
      return row.fits(value);
  }
}

export function isString(value: unknown): boolean {
  return typeof value === "string" || cdktf.Token.isUnresolved(value);
}

/** Returns true for a string that is not the encoded item of a list token. */
export function isSingleString(value: unknown): boolean {
  return isString(value) && !isListMark(value);
}

/** Returns true if a value is a list of such elements. A hole in an array is not an element. */
export function isListOf(isElement: (value: unknown) => boolean, value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  for (const element of value) if (!isElement(element)) return false;
  return true;
}

/** Returns true for an attribute that has no effect if it is left out: no value, an empty list, or something that is off. */
export function isUnset(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === "" || (isStruct(value) && value.enabled === false);
}

function attributeOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
