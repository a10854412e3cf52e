import * as cdktf from "cdktf";
import { resolved } from "../../../lib/private/terraform/fast";
import { copyOf, Deferred, hasToken, isMapToken, literalParts } from "../../../lib/private/terraform/tokens";
import { inStack } from "../../support/synth";
import { BOOLEAN_TOKENS, LIST_TOKENS, MAP_TOKENS, NUMBER_TOKENS, STRING_TOKENS } from "../../support/tokens";

const { Fn, Token } = cdktf;
const all: [string, () => unknown][] = [
  ...STRING_TOKENS,
  ...LIST_TOKENS,
  ...NUMBER_TOKENS,
  ...BOOLEAN_TOKENS,
  ...MAP_TOKENS,
];

test.each(all)("finds %s at any depth", (_, token) => {
  expect(hasToken(token())).toBe(true);
  expect(hasToken({ a: [{ b: token() }] })).toBe(true);
});

test.each([undefined, null, true, 0, -1.5, "", "$x {}", "%{x}", "$${x}", [], {}, { a: ["b", 1, null] }])(
  "finds no token in %j",
  (value) => {
    expect(hasToken(value)).toBe(false);
  },
);

test.each<[string, string[]]>([
  ["", [""]],
  ["text $x {} %{x}", ["text $x {} %{x}"]],
  ["$${x} %%{y}", ["${x} %{y}"]],
  ["$$${x}", ["$${x}"]],
  ["a${x}b", ["a", "b"]],
  ["${x}${y}", ["", "", ""]],
  ['a${f({ b = "}\\"${c["d"]}" })}e$${g}', ["a", "e${g}"]],
  ["a${x", ["a", ""]],
  [`a${Fn.upper("x")}b`, ["a", "b"]],
  [`a$${Fn.upper("x")}`, ["a$", ""]],
  [`\${upper(${Fn.upper("x")})}b`, ["", "b"]],
  [`a${Token.asNumber("${var.number}")}b`, ["a", "b"]],
  ["1e+2 -1.5e+300", ["1e+2 -1.5e+300"]],
])("the literal parts of %j are %j", (text, parts) => {
  expect(literalParts(text)).toEqual(parts);
});

test("a map that contains tokens is not a map token", () => {
  expect(MAP_TOKENS.map(([, token]) => isMapToken(token()))).toEqual([true, true, false, false]);
  for (const value of [undefined, null, {}, [], ["${var.x}"], "text", 1]) expect(isMapToken(value)).toBe(false);
});

test.each(all)("a copy keeps %s", (_, token) => {
  const value = token();
  expect(copyOf({ value }).value).toEqual(value);
  inStack((stack) => {
    const element = new cdktf.TerraformLocal(stack, "local", 1);
    expect(resolved(element, copyOf({ value }))).toEqual(resolved(element, { value }));
  });
});

test("a copy is deep for plain data and keeps constructs", () => {
  inStack((stack) => {
    const original = {
      list: [{ a: 1 }],
      bare: Object.assign(Object.create(null), { a: 1 }),
      stack,
      none: undefined,
      no: null,
    };
    const copy = copyOf(original);
    expect(copy.list).toEqual(original.list);
    expect(copy.list[0]).not.toBe(original.list[0]);
    expect(copy.bare).not.toBe(original.bare);
    expect(copy.stack).toBe(stack);
    expect(copy.no).toBeNull();
    expect("none" in copy).toBe(true);
  });
});

test("a deferred value is computed each time it is resolved, alone and in a string", () => {
  inStack((stack) => {
    const element = new cdktf.TerraformLocal(stack, "local", 1);
    let count = 0;
    const deferred = new Deferred(() => ++count);
    expect(resolved(element, { deferred })).toEqual({ deferred: 1 });
    expect(resolved(element, `no. ${deferred}`)).toBe("no. 2");
    expect(JSON.stringify({ deferred })).toBe('{"deferred":"<deferred>"}');
    expect(deferred.creationStack).toEqual([]);
  });
});
