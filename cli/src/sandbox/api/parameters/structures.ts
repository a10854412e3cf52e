import { invalid, missing } from "../errors";
import type { FormMap, FormNode } from "../form";
import { knows } from "../versions";
import { type Fields, nonEmpty, type Parameter, type Place, type Values } from "./parameter";

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

function mapOf(node: FormNode, name: string, kind: string): FormMap {
  if (typeof node === "string") {
    nonEmpty(node, name);
    throw invalid(name, `Invalid ${kind}`);
  }
  return node;
}
