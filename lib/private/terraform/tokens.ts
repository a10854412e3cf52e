import * as cdktf from "cdktf";
import { templateEnd } from "./hcl";

/** A number token as cdktf encodes it. It also works inside a string. */
const NUMBER_TOKEN = /-\d\.\d+e\+\d+/g;

/** The start of an expression, an escaped `${`, or a number that may be a token. Tokens cannot be escaped. */
const MARK = new RegExp(`\\$\\$\\{(?!TfToken\\[)|\\$\\{|${NUMBER_TOKEN.source}`, "g");

/** Returns true if a value is or contains a token, also in the keys of an object. */
export function hasToken(value: unknown): boolean {
  if (isToken(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasToken);
  for (const key in value) {
    if (isToken(key) || hasToken((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}

/** Returns true if a value certainly contains no token and no expression. Cheaper than `hasToken()`. */
export function isLiteral(value: unknown): boolean {
  return isFree(value, mayBeOpen);
}

/** Returns true if a value certainly contains no token. It may contain expressions. */
export function isResolved(value: unknown): boolean {
  return isFree(value, mayBeToken);
}

/** Returns true if a value is plain data without such strings. */
function isFree(value: unknown, isFound: (string: string) => boolean): boolean {
  switch (typeof value) {
    case "string":
      return !isFound(value);
    case "object":
      break;
    case "function":
      return false;
    default:
      return !mayBeToken(value);
  }
  if (value === null) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (!isFree(item, isFound)) return false;
    return true;
  }
  if (!isPlain(value)) return false;
  for (const key in value) {
    if (isFound(key) || !isFree((value as Record<string, unknown>)[key], isFound)) return false;
  }
  return true;
}

/** Returns true for a token, and for a string that contains one or an expression. */
export function isToken(value: unknown): boolean {
  if (typeof value === "string") return mayBeOpen(value) && literalParts(value).length > 1;
  return mayBeToken(value) && cdktf.Token.isUnresolved(value);
}

/**
 * Returns false if a value is certainly no token, which is the case for most values: cdktf encodes tokens as strings, as huge
 * numbers, as the only item of a list, and as a key. Much faster than `Token.isUnresolved()`.
 */
export function mayBeToken(value: unknown): boolean {
  switch (typeof value) {
    case "string":
      return value.includes("TfToken[") || value.includes("e+");
    case "number":
      return value < -1e200;
    case "object":
      if (value === null) return false;
      if (Array.isArray(value)) return value.length === 1 && isScalarToken(value[0]);
      if (!isPlain(value)) return true;
      for (const key in value) if (key.includes("{")) return true;
      return false;
    default:
      return false;
  }
}

/** Returns true for a list that is not a token as a whole. Its items can be tokens. */
export function isKnownList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && !(mayBeToken(value) && cdktf.Token.isUnresolved(value));
}

/** Returns false if a list item is certainly no part of an encoded list, which consists of one string or number. */
export function isScalarToken(value: unknown): boolean {
  return typeof value !== "object" && mayBeToken(value);
}

/** Returns false if a string certainly contains neither a token nor an expression. */
function mayBeOpen(value: string): boolean {
  return value.includes("{") || value.includes("e+");
}

/** The unescaped parts of a string before, between and after its tokens and expressions. */
export function literalParts(value: string): string[] {
  if (!mayBeOpen(value)) return [value];
  const parts: string[] = [];
  const marks = new RegExp(MARK);
  let start = 0;
  for (let found = marks.exec(value); found !== null; found = marks.exec(value)) {
    const [mark] = found;
    if (mark === "$${" || (mark !== "${" && !isNumberToken(mark))) continue;
    if (mark === "${") marks.lastIndex = templateEnd(value, marks.lastIndex);
    parts.push(value.slice(start, found.index));
    start = marks.lastIndex;
  }
  return [...parts, value.slice(start)].map(unescapeTemplate);
}

/** Returns true if a string contains a token of any type. Expressions do not count. */
export function hasEncodedToken(value: string): boolean {
  if (!mayBeOpen(value)) return false;
  return /[#$&]\{TfToken\[/.test(value) || (value.match(NUMBER_TOKEN) ?? []).some(isNumberToken);
}

/** Returns true for the encoded item of a list token, which is valid only as the single item of a list. */
export function isListMark(value: unknown): boolean {
  return mayBeToken(value) && cdktf.Token.isUnresolved([value]) && !cdktf.Token.isUnresolved(value);
}

/** Returns true for a map token. Some of cdktf's functions return maps as strings. */
export function isMapToken(value: unknown): boolean {
  if (typeof value === "string") return isToken(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (cdktf.Tokenization.isResolvable(value)) return true;
  return mayBeToken(value) && cdktf.Tokenization.reverseMap(value as never) !== undefined;
}

/** Returns true for an object that is not a list, a date or a token. */
export function isStruct(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  if (!isPlain(value) && Object.prototype.toString.call(value) !== "[object Object]") return false;
  return !mayBeToken(value) || !cdktf.Token.isUnresolved(value);
}

/** A value that is computed when it is resolved. Unlike `Lazy`, it captures no stack trace. */
export class Deferred implements cdktf.IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly produce: (context: cdktf.IResolveContext) => unknown) {}

  resolve(context: cdktf.IResolveContext): unknown {
    return this.produce(context);
  }

  toString(): string {
    return cdktf.Token.asString(this);
  }

  toJSON(): string {
    return "<deferred>";
  }
}

/** Replaces `$${` and `%%{` with the characters that they stand for. */
function unescapeTemplate(value: string): string {
  return value.replace(/([$%])\1\{/g, "$1{");
}

/** Escapes a string that is not a template, such as the path of a construct. */
export function escapeTemplate(value: string): string {
  return value.includes("{") ? value.replace(/[$%]\{/g, (mark) => mark[0] + mark) : value;
}

/** Sets a property of an object. An assignment to `__proto__`, which can be a metadata key, would change the prototype instead. */
export function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
}

/** A deep copy of plain data. Tokens and constructs are not copied. */
export function copyOf<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (mayBeToken(value) && cdktf.Token.isUnresolved(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (!isPlain(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setOwn(copy, key, copyOf((value as Record<string, unknown>)[key]));
  return copy as T;
}

function isNumberToken(value: string): boolean {
  return cdktf.Token.isUnresolved(Number(value));
}

/** Returns true for plain data. Instances of classes, such as constructs and tokens, are not. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
