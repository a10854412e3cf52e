import * as cdktf from "cdktf";
import { templateEnd } from "./hcl";

/** A number token as cdktf encodes it, which also works inside a string. */
const NUMBER_TOKEN = /-\d\.\d+e\+\d+/g;

/** The start of an expression, an escaped `${`, or a number that may be a token. A token cannot be escaped. */
const MARK = new RegExp(`\\$\\$\\{(?!TfToken\\[)|\\$\\{|${NUMBER_TOKEN.source}`, "g");

/**
 * Whether a value, or anything inside it, is known to Terraform only. Looks into elements, keys and values, since
 * `Token.isUnresolved([token])` is false.
 */
export function hasToken(value: unknown): boolean {
  if (isToken(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => hasToken(key) || hasToken(inner));
}

/** Whether a value itself is known to Terraform only, or a text in part. */
export function isToken(value: unknown): boolean {
  return typeof value === "string" ? literalParts(value).length > 1 : cdktf.Token.isUnresolved(value);
}

/** The literal parts of a string as Terraform reads them: those before, between and after its tokens and expressions. */
export function literalParts(text: string): string[] {
  const parts: string[] = [];
  const marks = new RegExp(MARK);
  let start = 0;
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const [mark] = found;
    if (mark === "$${" || (mark !== "${" && !isNumberToken(mark))) continue;
    if (mark === "${") marks.lastIndex = templateEnd(text, marks.lastIndex);
    parts.push(text.slice(start, found.index));
    start = marks.lastIndex;
  }
  return [...parts, text.slice(start)].map(asRead);
}

/** Whether a string contains a token of any kind: of a string, a number, a list or a map. Expressions do not count. */
export function hasEncodedToken(text: string): boolean {
  return /[#$&]\{TfToken\[/.test(text) || (text.match(NUMBER_TOKEN) ?? []).some(isNumberToken);
}

/** Whether a text stands for a whole list: it means something only as the one element of that list. */
export function isListMark(value: unknown): boolean {
  return cdktf.Token.isUnresolved([value]) && !cdktf.Token.isUnresolved(value);
}

/** Whether a whole map is known to Terraform only; some of cdktf's functions give maps as texts. */
export function isMapToken(value: unknown): boolean {
  if (typeof value === "string") return isToken(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return cdktf.Tokenization.isResolvable(value) || cdktf.Tokenization.reverseMap(value as never) !== undefined;
}

/** Whether a value is a struct that the program knows: no list, no date or the like, and no token. */
export function isStruct(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === "[object Object]" && !cdktf.Token.isUnresolved(value);
}

/** A value computed when Terraform's configuration is written; unlike `Lazy` it captures no stack trace. */
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

/** A text as Terraform reads it, where doubled marks are the marks themselves. */
function asRead(text: string): string {
  return text.replace(/([$%])\1\{/g, "$1{");
}

/** A text that Terraform takes word for word, such as a construct's path, whatever its id looks like. */
export function escapeTemplate(text: string): string {
  return text.replace(/[$%]\{/g, (mark) => mark[0] + mark);
}

/** A deep copy of plain data; tokens and constructs are kept as they are. */
export function copyOf<T>(value: T): T {
  if (cdktf.Token.isUnresolved(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (typeof value !== "object" || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)])) as T;
}

/** The value as Terraform's configuration will have it. */
export function resolved(scope: cdktf.TerraformElement, value: unknown): unknown {
  return cdktf.Tokenization.resolve(value, {
    scope,
    resolver: new cdktf.DefaultTokenResolver(new cdktf.StringConcat()),
    preparing: false,
  });
}

function isNumberToken(text: string): boolean {
  return cdktf.Token.isUnresolved(Number(text));
}

/** Whether an object is plain data: no instance of a class, such as a construct or a token. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
