import { invalid } from "../errors";
import type { FormNode } from "../form";
import { knows } from "../versions";
import { nonEmpty, type Parameter } from "./parameter";

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

function scalar(node: FormNode, name: string, kind: string): string {
  if (typeof node !== "string") {
    throw invalid(name, `Invalid ${kind}: ${JSON.stringify(Object.fromEntries(node))}`);
  }
  return nonEmpty(node, name);
}

function alternatives(values: readonly string[]): string {
  return values.length < 3 ? values.join(" or ") : `${values.slice(0, -1).join(", ")}, or ${values.at(-1)}`;
}
