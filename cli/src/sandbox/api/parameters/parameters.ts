import { invalid, missing } from "../errors";
import type { FormMap, FormNode } from "../form";
import { knows } from "../versions";

/** The context of a parameter: its full name in the request, and the request's API version. */
export interface Place {
  readonly name: string;
  readonly version: string;
}

/**
 * One parameter of a request: its description, which tests compare with Stripe's OpenAPI, and its parser, which throws a
 * StripeError if Stripe would reject the value.
 */
export interface Parameter<T = unknown> {
  readonly kind: "string" | "boolean" | "integer" | "number" | "enum" | "list" | "object" | "map" | "unsupported";
  readonly values?: readonly string[];
  /** The API versions that added some of the values. */
  readonly valuesSince?: Readonly<Record<string, string>>;
  readonly fields?: Fields;
  readonly of?: Parameter;
  readonly required?: boolean;
  /** The API version that added the parameter. */
  readonly since?: string;
  readonly example?: string;
  read(node: FormNode, place: Place): T;
}

export type Fields = Readonly<Record<string, Parameter>>;
type Required<T> = Parameter<T> & { readonly required: true };
type Read<P> = P extends Parameter<infer T> ? T : never;
type RequiredNames<F extends Fields> = {
  [N in keyof F]: F[N] extends { readonly required: true } ? N : never;
}[keyof F];

/** The values of some fields. Omitted fields are undefined. */
export type Values<F extends Fields> = { [N in RequiredNames<F>]: Read<F[N]> } & {
  [N in Exclude<keyof F, RequiredNames<F>>]?: Read<F[N]>;
};

export function required<T>(parameter: Parameter<T>): Required<T> {
  return { ...parameter, required: true };
}

export function since<T>(version: string, parameter: Parameter<T>): Parameter<T> {
  return { ...parameter, since: version };
}

/** A parameter that `""` unsets. */
export function emptyable<T>(parameter: Parameter<T>): Parameter<T | null> {
  return { ...parameter, read: (node, place) => (node === "" ? null : parameter.read(node, place)) };
}

export function string(limits: { readonly maxLength?: number; readonly example?: string } = {}): Parameter<string> {
  const maxLength = limits.maxLength ?? 5000;
  return {
    kind: "string",
    example: limits.example,
    read(node, { name }) {
      const value = scalar(node, name, "string");
      if ([...value].length > maxLength) {
        throw invalid(name, `Invalid string: ${value}; must be at most ${maxLength} characters`);
      }
      return value;
    },
  };
}

/** An absolute http or https URL. */
export function url(): Parameter<string> {
  const text = string({ example: "https://example.com/" });
  return {
    ...text,
    read(node, place) {
      const value = text.read(node, place);
      if (!/^https?:\/\/[^\s/]+/i.test(value) || !URL.canParse(value)) {
        throw invalid(place.name, "Not a valid URL", "url_invalid");
      }
      return value;
    },
  };
}

export function boolean(): Parameter<boolean> {
  return {
    kind: "boolean",
    read(node, { name }) {
      const value = scalar(node, name, "boolean");
      if (value !== "true" && value !== "false") {
        throw invalid(name, `Invalid boolean: ${value}`, "parameter_invalid_boolean");
      }
      return value === "true";
    },
  };
}

export function integer(limits: { readonly minimum?: number; readonly maximum?: number } = {}): Parameter<number> {
  return {
    kind: "integer",
    read(node, { name }) {
      const text = scalar(node, name, "integer");
      const value = Number(text);
      if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) {
        throw invalid(name, `Invalid integer: ${text}`, "parameter_invalid_integer");
      }
      if (limits.minimum !== undefined && value < limits.minimum) {
        throw invalid(
          name,
          `This value must be greater than or equal to ${limits.minimum}.`,
          "parameter_invalid_integer",
        );
      }
      if (limits.maximum !== undefined && value > limits.maximum) {
        throw invalid(name, `This value must be less than or equal to ${limits.maximum}.`, "parameter_invalid_integer");
      }
      return value;
    },
  };
}

export function number(): Parameter<number> {
  return {
    kind: "number",
    read(node, { name }) {
      const text = scalar(node, name, "number");
      if (!/^-?\d+(\.\d+)?$/.test(text)) {
        throw invalid(name, `Invalid number: ${text}`);
      }
      return Number(text);
    },
  };
}

/** A number kept as its digits, as in `unit_amount_decimal`. */
export function decimal(): Parameter<string> {
  return {
    kind: "string",
    example: "12.5",
    read(node, { name }) {
      const text = scalar(node, name, "decimal");
      if (!/^-?\d+(\.\d{1,12})?$/.test(text)) {
        throw invalid(name, `Invalid decimal: ${text}`);
      }
      return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
    },
  };
}

export function oneOf<const V extends readonly string[]>(...values: V): Parameter<V[number]> {
  return {
    kind: "enum",
    values,
    read(node, { name }) {
      const value = scalar(node, name, "string");
      if (!values.includes(value)) {
        throw invalid(name, `Invalid ${name}: must be one of ${alternatives(values)}`);
      }
      return value;
    },
  };
}

/** A closed set to which later API versions have added values. */
export function oneOfSince<const V extends readonly string[], N extends string>(
  since: Readonly<Record<N, string>>,
  ...values: V
): Parameter<V[number] | N> {
  const all = oneOf<(V[number] | N)[]>(...values, ...(Object.keys(since) as N[]));
  return {
    ...all,
    valuesSince: since,
    read(node, place) {
      const known = all.values!.filter((value) => knows(place.version, since[value as N]));
      return oneOf(...(known as (V[number] | N)[])).read(node, place);
    },
  };
}

export function list<T>(of: Parameter<T>, limits: { readonly maxItems?: number } = {}): Parameter<T[]> {
  const { maxItems = Infinity } = limits;
  return {
    kind: "list",
    of,
    read(node, { name, version }) {
      const elements = mapOf(node, name, "array");
      const keys = [...elements.keys()].sort((a, b) => Number(a) - Number(b));
      if (!keys.every((key) => /^\d+$/.test(key))) {
        throw invalid(name, "Invalid array");
      }
      if (keys.length > maxItems) {
        throw invalid(name, `Array ${name} exceeded maximum ${maxItems} allowed elements.`);
      }
      return keys.map((key, index) => of.read(elements.get(key)!, { name: `${name}[${index}]`, version }));
    },
  };
}

/** A list that `""` empties. */
export function emptyableList<T>(of: Parameter<T>, limits: { readonly maxItems?: number } = {}): Parameter<T[]> {
  const parameter = list(of, limits);
  return { ...parameter, read: (node, place) => (node === "" ? [] : parameter.read(node, place)) };
}

export function object<F extends Fields>(fields: F): Parameter<Values<F>> {
  return {
    kind: "object",
    fields,
    read: (node, place) => readFields(fields, mapOf(node, place.name, "object"), place),
  };
}

/** An object with keys that the caller chooses, such as `currency_options`. */
export function map<T>(of: Parameter<T>): Parameter<Record<string, T>> {
  return {
    kind: "map",
    of,
    read(node, { name, version }) {
      const entries = [...mapOf(node, name, "object")];
      return Object.fromEntries(
        entries.map(([key, value]) => [key, of.read(value, { name: `${name}[${key}]`, version })]),
      );
    },
  };
}

/** A parameter that Stripe has and the sandbox does not. */
export function unsupported(): Parameter<never> {
  return {
    kind: "unsupported",
    read(_, { name }) {
      throw invalid(name, `The sandbox does not support the parameter ${name}.`);
    },
  };
}

/** Reads the parameters of some fields. Rejects unknown names first, then missing ones, then invalid values. */
export function readFields<F extends Fields>(fields: F, sent: FormMap, place: Place): Values<F> {
  const full = (name: string): string => (place.name === "" ? name : `${place.name}[${name}]`);
  const known = Object.entries(fields).filter(([, parameter]) => knows(place.version, parameter.since));
  const unknown = [...sent.keys()].filter((name) => !known.some(([other]) => other === name)).map(full);
  if (unknown.length > 0) {
    const message = `Received unknown parameter${unknown.length > 1 ? "s" : ""}: ${unknown.join(", ")}`;
    throw invalid(unknown[0]!, message, "parameter_unknown");
  }
  const lacking = known.find(([name, parameter]) => parameter.required && !sent.has(name));
  if (lacking) {
    throw missing(full(lacking[0]));
  }
  const read = known
    .filter(([name]) => sent.has(name))
    .map(([name, parameter]) => [name, parameter.read(sent.get(name)!, { ...place, name: full(name) })] as const);
  return Object.fromEntries(read) as Values<F>;
}

function scalar(node: FormNode, name: string, kind: string): string {
  if (typeof node !== "string") {
    throw invalid(name, `Invalid ${kind}: ${JSON.stringify(Object.fromEntries(node))}`);
  }
  return nonEmpty(node, name);
}

function mapOf(node: FormNode, name: string, kind: string): FormMap {
  if (typeof node === "string") {
    nonEmpty(node, name);
    throw invalid(name, `Invalid ${kind}`);
  }
  return node;
}

/** Rejects an empty value if the parameter cannot be unset. */
export function nonEmpty(value: string, name: string): string {
  if (value === "") {
    const message =
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however ` +
      `'${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`;
    throw invalid(name, message, "parameter_invalid_empty");
  }
  return value;
}

function alternatives(values: readonly string[]): string {
  return values.length < 3 ? values.join(" or ") : `${values.slice(0, -1).join(", ")}, or ${values.at(-1)}`;
}
