import { invalid } from "../errors";
import { nonEmpty, type Parameter } from "./parameter";

export type Metadata = Record<string, string>;

const MAX_KEYS = 50;
const MAX_KEY_LENGTH = 40;
const MAX_VALUE_LENGTH = 500;

/** `metadata` of a request. An empty value unsets its key. */
export function metadata(): Parameter<Metadata> {
  return {
    kind: "map",
    of: { kind: "string", read: (node) => node },
    read(node, { name }) {
      if (typeof node === "string") {
        nonEmpty(node, name);
        throw invalid(name, "Invalid object");
      }
      return Object.fromEntries([...node].map(([key, value]) => [key, checkEntry(name, key, value)]));
    },
  };
}

/** Merges an update into an object's metadata. Null unsets all keys. */
export function mergeMetadata(current: Metadata, sent: Metadata | null | undefined): Metadata {
  if (sent === undefined) {
    return current;
  }
  const merged = Object.entries({ ...(sent && current), ...sent }).filter(([, value]) => value !== "");
  if (merged.length > MAX_KEYS) {
    throw invalid("metadata", `You can have up to ${MAX_KEYS} metadata keys, but this would make ${merged.length}.`);
  }
  return Object.fromEntries(merged);
}

function checkEntry(name: string, key: string, value: unknown): string {
  const param = `${name}[${key}]`;
  if (/[[\]]/.test(key)) {
    throw invalid(name, `Metadata keys cannot contain square brackets, but you passed in '${key}'.`);
  }
  if (typeof value !== "string") {
    throw invalid(param, "Metadata values must be strings.");
  }
  checkLength(name, "keys", key, MAX_KEY_LENGTH);
  checkLength(param, "values", value, MAX_VALUE_LENGTH);
  return value;
}

function checkLength(param: string, kind: "keys" | "values", text: string, limit: number): void {
  const length = [...text].length;
  if (length > limit) {
    const one = kind.slice(0, -1);
    throw invalid(
      param,
      `Metadata ${kind} can have up to ${limit} characters, but you passed in a ${one} that is ${length} characters. ` +
        `Invalid ${one}: ${text}`,
    );
  }
}
