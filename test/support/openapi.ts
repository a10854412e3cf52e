import { OpenApi } from "./stripe-mock";
import { TypedFields } from "./stripe-types";

/** A schema of the OpenAPI. */
type Schema = any;

/** The parameters of a form that neither the schema nor the newer types contain with these values. */
export function strangeParameters(
  form: URLSearchParams,
  schemas: Record<string, Schema>,
  newer: TypedFields,
): string[] {
  return [...form]
    .filter(([name, value]) => {
      const [first, ...rest] = name.split("[").map((segment) => segment.replace(/\]$/, ""));
      const known = schemasAt(schemas[first], rest);
      return known.length > 0
        ? !known.some((schema) => isValueOf(schema, value))
        : !isTyped(newer, [first, ...rest], value);
    })
    .map(([name, value]) => `${name}=${value}`);
}

const EMPTY = { enum: [""] };

function schemasAt(schema: Schema, segments: readonly string[]): Schema[] {
  const variants: Schema[] = schema?.anyOf ?? (schema ? [schema] : []);
  const [segment, ...rest] = segments;
  if (segment === undefined) return variants;
  return variants.flatMap(({ type, items, properties, additionalProperties: others }) => {
    if (type === "array") return /^\d*$/.test(segment) ? schemasAt(items, rest) : [];
    // The entries of a map can be unset.
    return others ? [EMPTY, ...schemasAt(others, rest)] : schemasAt(properties?.[segment], rest);
  });
}

function isValueOf({ type, enum: members, maxLength = Infinity }: Schema, value: string): boolean {
  if (members) return members.includes(value);
  if (type === "string") return value !== "" && [...value].length <= maxLength;
  return (
    { boolean: /^(true|false)$/, integer: /^-?\d+$/, number: /^-?\d+(\.\d+)?$/ }[type as string]?.test(value) ?? false
  );
}

function isTyped(fields: TypedFields, segments: readonly string[], value: string): boolean {
  const at = segments.filter((segment) => !/^\d*$/.test(segment)).join(".");
  const members = fields.get(at);
  const isEmptyList = value === "" && [...fields.keys()].some((other) => other.startsWith(`${at}.`));
  return isEmptyList || members === true || (members?.includes(value) ?? false);
}

/** The differences of a response from its schema: missing fields, wrong types, and fields that newer types do not contain either. */
export function strangeFields(value: unknown, schema: Schema, { schemas }: OpenApi, newer: TypedFields): string[] {
  const check = (held: any, expected: Schema, at: string): string[] => {
    const wrong = [`${at}: ${JSON.stringify(held)}`];
    if (expected.$ref) return check(held, schemas[expected.$ref.split("/").at(-1)], at);
    if (held === null) return expected.nullable ? [] : wrong;
    if (expected.anyOf) {
      const findings: string[][] = expected.anyOf.map((variant: Schema) => check(held, variant, at));
      return findings.find(({ length }) => length === 0) ?? wrong;
    }
    if (expected.enum && !expected.enum.includes(held)) return wrong;
    switch (expected.type) {
      case "array":
        return Array.isArray(held) ? held.flatMap((item) => check(item, expected.items, at)) : wrong;
      case "object":
        return typeof held === "object" && !Array.isArray(held) ? checkFields(held, expected, at) : wrong;
      case "string":
        return typeof held === "string" && [...held].length <= (expected.maxLength ?? Infinity) ? [] : wrong;
      case "integer":
        return Number.isInteger(held) ? [] : wrong;
      default:
        return typeof held === expected.type ? [] : wrong;
    }
  };
  const checkFields = (held: object, { properties = {}, required = [], additionalProperties }: Schema, at: string) => [
    ...required.filter((name: string) => !(name in held)).map((name: string) => `${at}.${name}: is not there`),
    ...Object.entries(held).flatMap(([name, inner]) => {
      const full = at === "" ? name : `${at}.${name}`;
      const expected = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      if (expected) return check(inner, expected, full);
      return strangeLeaves(inner, full, newer);
    }),
  ];
  return check(value, schema, "");
}

/** The leaves that the types do not contain with these values. */
function strangeLeaves(value: unknown, at: string, fields: TypedFields): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => strangeLeaves(item, at, fields));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => strangeLeaves(inner, `${at}.${name}`, fields));
  }
  const members = fields.get(at);
  return members === true || members?.includes(value as string) ? [] : [`${at}: ${JSON.stringify(value)}`];
}
