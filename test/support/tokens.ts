import * as cdktf from "cdktf";

type Table<T> = [name: string, token: () => T][];

/** Strings that are tokens as a whole. */
export const WHOLE_TOKENS: Table<string> = [
  ["a token", () => cdktf.Fn.upper("x")],
  ["a lazy value", () => cdktf.Lazy.stringValue({ produce: () => "${var.text}" })],
  ["an expression", () => "${var.text}"],
  ["an iterator's value", () => cdktf.TerraformIterator.fromList(["a"]).value],
  ["a function's untyped result", () => cdktf.Fn.lookup({ a: "b" }, "a", "c")],
];

/** All kinds of string tokens, alone and as part of a string. */
export const STRING_TOKENS: Table<string> = [
  ...WHOLE_TOKENS,
  ["a string with a token in it", () => `before ${cdktf.Fn.upper("x")} after`],
  ["a string with a number token in it", () => `before ${cdktf.Token.asNumber("${var.number}")} after`],
];

/** List tokens, and lists of tokens. */
export const LIST_TOKENS: Table<string[]> = [
  ["a list token", () => cdktf.Token.asList("${var.list}")],
  ["a function's list", () => cdktf.Fn.split(",", "${var.list}")],
  ["a function's untyped result", () => cdktf.Fn.lookup({ a: ["b"] }, "a", ["c"])],
  ["a list of tokens", () => [cdktf.Fn.upper("x"), cdktf.Fn.lower("x")]],
  ["a list of expressions", () => ["${var.one}", "${var.two}"]],
];

/** Number tokens. */
export const NUMBER_TOKENS: Table<number> = [
  ["a number token", () => cdktf.Token.asNumber("${var.number}")],
  ["a lazy number", () => cdktf.Lazy.numberValue({ produce: () => "${var.number}" as never })],
  ["an expression", () => "${var.number}" as unknown as number],
];

/** Boolean tokens. */
export const BOOLEAN_TOKENS: Table<cdktf.IResolvable> = [
  ["a function's result", () => cdktf.Fn.anytrue(["${var.flag}"])],
  ["a lazy value", () => cdktf.Lazy.anyValue({ produce: () => "${var.flag}" })],
  ["an expression", () => "${var.flag}" as unknown as cdktf.IResolvable],
];

/** Map tokens, and maps of tokens. */
export const MAP_TOKENS: Table<{ [key: string]: string }> = [
  ["a map token", () => cdktf.Token.asStringMap("${var.map}")],
  ["a function's result", () => cdktf.Fn.merge([cdktf.Token.asStringMap("${var.map}"), { key: "value" }])],
  ["a map with token values", () => ({ key: cdktf.Fn.upper("x") })],
  ["a map with token keys", () => ({ [cdktf.Fn.upper("x")]: "value" })],
];
