import { SandboxError } from "./errors";

/** Stripe's parameters are at most 6 levels deep. */
const MAX_DEPTH = 32;

/**
 * The parameters of a form-encoded request, decoded without their schema: `a[b][]=1` is a map within a map. Lists look
 * the same as maps here, since only a schema distinguishes `metadata[0]` from `prices[0]`.
 */
export type FormMap = Map<string, FormNode>;
export type FormNode = string | FormMap;

/** Parameters as JavaScript values. */
export type Plain =
  string | number | boolean | null | undefined | readonly Plain[] | { readonly [name: string]: Plain };

type Pair = readonly [name: string, value: string];

/** Decodes a query or a form-encoded body. */
export function decodeForm(text: string): FormMap {
  return decodePairs([...new URLSearchParams(text)]);
}

/** Encodes JavaScript values as Stripe's libraries do: `null` and empty lists become `""`. */
export function fromPlain(parameters: { readonly [name: string]: Plain }): FormMap {
  return decodePairs(Object.entries(parameters).flatMap(([name, value]) => toPairs(name, value)));
}

/** The parameters for people and tests: maps with the keys 0, 1, 2, ... become lists. */
export function toPlain(node: FormNode): unknown {
  if (typeof node === "string") {
    return node;
  }
  const isList = node.size > 0 && [...node.keys()].every((key, index) => key === String(index));
  return isList
    ? [...node.values()].map(toPlain)
    : Object.fromEntries([...node].map(([key, value]) => [key, toPlain(value)]));
}

/** The parameters again as `name=value` pairs, for the log. */
export function formPairs(node: FormNode, name = ""): Pair[] {
  return typeof node === "string"
    ? [[name, node]]
    : [...node].flatMap(([key, value]) => formPairs(value, name === "" ? key : `${name}[${key}]`));
}

function toPairs(name: string, value: Plain): Pair[] {
  if (value === undefined) {
    return [];
  }
  if (value === null || (Array.isArray(value) && value.length === 0)) {
    return [[name, ""]];
  }
  return typeof value === "object"
    ? Object.entries(value).flatMap(([key, inner]) => toPairs(`${name}[${key}]`, inner))
    : [[name, String(value)]];
}

function decodePairs(pairs: readonly Pair[]): FormMap {
  const root: FormMap = new Map();
  for (const [name, value] of pairs) {
    insert(root, segmentsOf(name), value);
  }
  return root;
}

/** `a[b][0]` is a, b, 0. Brackets inside a segment stay part of it, so that Stripe's error names the whole key. */
function segmentsOf(name: string): string[] {
  const open = name.indexOf("[");
  if (open <= 0) {
    return [name];
  }
  const segments = [name.slice(0, open)];
  let depth = 0;
  let start = open;
  for (let index = open; index < name.length; index++) {
    if (name[index] === "[" && depth++ === 0) {
      start = index + 1;
    } else if (name[index] === "]" && --depth === 0) {
      segments.push(name.slice(start, index));
    }
    if (segments.length > MAX_DEPTH) {
      throw new SandboxError(400, `The sandbox accepts parameters at most ${MAX_DEPTH} levels deep.`);
    }
  }
  return segments;
}

function insert(map: FormMap, [segment, ...rest]: readonly string[], value: string): void {
  const key = segment === "" ? nextIndex(map, rest[0]) : segment!;
  if (rest.length === 0) {
    map.set(key, value);
    return;
  }
  const existing = map.get(key);
  const inner: FormMap = existing instanceof Map ? existing : new Map();
  map.set(key, inner);
  insert(inner, rest, value);
}

/** The index of `list[]`: `list[][a]=1&list[][b]=2` fills one element, and a second `list[][a]` starts another. */
function nextIndex(list: FormMap, field: string | undefined): string {
  const last = list.get(String(list.size - 1));
  const continues = field !== undefined && last instanceof Map && (field === "" || !last.has(field));
  return String(continues ? list.size - 1 : list.size);
}
