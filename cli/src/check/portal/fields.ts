import parameters from "./parameters.json";

/** An object with Stripe's names. */
export type Fields = { readonly [name: string]: unknown };

interface FieldOptions {
  /** The provider cannot read it, so only the step manages it. */
  readonly stepOnly?: boolean;
}

/** A string, number or boolean. */
export interface ValueField extends FieldOptions {
  readonly kind: "value";
  /** The closed set of its values. */
  readonly values?: readonly string[];
  /** Stripe's value if it is not set. */
  readonly fallback?: unknown;
}

/** A list of strings from a closed set or of any kind, or of objects. */
export interface ListField extends FieldOptions {
  readonly kind: "list";
  readonly values?: readonly string[];
  readonly item?: StructField;
}

/** An object with a fixed set of fields. If it has `enabled`, the others have no effect while that is false. */
export interface StructField extends FieldOptions {
  readonly kind: "struct";
  readonly fields: { readonly [name: string]: Field };
  /** The name of the field with the ID that distinguishes it from other items of a list. */
  readonly id?: string;
}

/** An object with keys of the app's choice. */
export interface MapField extends FieldOptions {
  readonly kind: "map";
}

export type Field = ValueField | ListField | StructField | MapField;

/** Stripe returns it only if it is expanded, so the provider, which supports it, never reads it. */
export const PRODUCTS = "features.subscription_update.products";

/** A parameter of the library. `schema/portal-parameters.json` has more about it. */
interface Parameter {
  /** The path, with `[]` after a list: `features.subscription_update.products[].prices`. */
  readonly name: string;
  readonly type: string;
  readonly values?: readonly string[];
  readonly default?: unknown;
  readonly provider: boolean;
  /** Stripe has no such parameter: `plans.ts` replaces it. */
  readonly own?: boolean;
}

const PARAMETERS = (parameters as readonly Parameter[]).filter(({ own }) => !own);

/** A whole portal: the fields that this version compares, with Stripe's names. Everything else in an answer is unknown. */
export const PORTAL = structOf("");

function structOf(prefix: string): StructField {
  const inner = PARAMETERS.map((parameter) => ({ parameter, name: parameter.name.slice(prefix.length) })).filter(
    ({ parameter, name }) => parameter.name.startsWith(prefix) && /^\w+$/.test(name),
  );
  return {
    kind: "struct",
    fields: Object.fromEntries(inner.map(({ parameter, name }) => [name, fieldFrom(parameter)])),
    id: inner.find(({ parameter }) => parameter.type === "id")?.name,
  };
}

function fieldFrom({ name, type, values, default: fallback, provider }: Parameter): Field {
  const stepOnly = !provider || name === PRODUCTS;
  switch (type) {
    case "object":
      return { ...structOf(`${name}.`), stepOnly };
    case "list of objects":
      return { kind: "list", item: structOf(`${name}[].`), stepOnly };
    case "map of strings":
      return { kind: "map", stepOnly };
    case "boolean":
      // The library's default is for an object that the app contains.
      return { kind: "value", fallback: false, stepOnly };
    default:
      return type.startsWith("list of ")
        ? { kind: "list", values, stepOnly }
        : { kind: "value", values, fallback, stepOnly };
  }
}

/** Fields that only Stripe writes. */
export const READ_ONLY: ReadonlySet<string> = new Set([
  "application",
  "created",
  "id",
  "is_default",
  "livemode",
  "object",
  "updated",
  "login_page.url",
]);

/** A value that Terraform learns during the apply. */
export const KNOWN_AFTER_APPLY = "(known after apply)";

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object's own field: a metadata key may be named `constructor`. */
export function fieldOf(object: unknown, name: string): unknown {
  return isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Returns true for null, the empty string and the empty list, which are equal in Stripe's form encoding. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/**
 * The part of a list item that distinguishes it from the others: the item itself, its ID or, if it has none, its values, with numbers
 * first: `1 month`.
 */
export function identityOf(item: unknown, { id, fields }: StructField = { kind: "struct", fields: {} }): string {
  if (!isObject(item)) return String(item);
  if (id !== undefined) return String(item[id] ?? "");
  const values = Object.entries(fields).flatMap(([name, field]) => {
    const value = fieldOf(item, name);
    return field.kind === "value" ? [(isUnset(value) ? field.fallback : value) ?? ""] : [];
  });
  const isNumber = (value: unknown): boolean => !Number.isNaN(Number(value));
  return [...values.filter(isNumber), ...values.filter((value) => !isNumber(value))].join(" ");
}
