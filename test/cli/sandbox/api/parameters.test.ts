import { StripeError } from "../../../../cli/src/sandbox/api/errors";
import { fromPlain, type Plain } from "../../../../cli/src/sandbox/api/form";
import {
  boolean,
  decimal,
  emptyable,
  emptyableList,
  type Fields,
  integer,
  list,
  map,
  number,
  object,
  oneOf,
  oneOfSince,
  readFields,
  required,
  since,
  string,
  unsupported,
  url,
} from "../../../../cli/src/sandbox/api/parameters";

const fields = {
  text: string({ maxLength: 3 }),
  unset: emptyable(string()),
  link: url(),
  flag: boolean(),
  count: integer({ minimum: 0, maximum: 10 }),
  size: number(),
  amount: decimal(),
  two: oneOf("a", "b"),
  three: oneOf("a", "b", "c"),
  plain: list(string()),
  names: emptyableList(oneOf("x", "y")),
  inner: object({ must: required(string()), deep: object({ leaf: boolean() }) }),
  options: map(object({ on: boolean() })),
  newer: since("2026-10-28", string()),
  few: list(string(), { maxItems: 2 }),
  growing: oneOfSince({ c: "2026-10-28" }, "a", "b"),
  lacking: unsupported(),
} satisfies Fields;

const read = (params: { [name: string]: Plain }, version = "2026-10-28.endive"): unknown =>
  readFields(fields, fromPlain(params), { name: "", version });

function rejection(
  params: { [name: string]: Plain },
  version?: string,
): { message: string; param: string; code: string } {
  try {
    read(params, version);
  } catch (error) {
    expect(error).toBeInstanceOf(StripeError);
    return error as unknown as { message: string; param: string; code: string };
  }
  throw new Error("accepted");
}

test("values are converted to the type of their parameter", () => {
  const sent = {
    text: "abc",
    unset: "",
    link: "https://example.com/x",
    flag: "false",
    count: "10",
    size: "1.5",
    amount: "12.50",
    two: "b",
    plain: ["1", "2"],
    names: "",
    inner: { must: "m", deep: { leaf: true } },
    options: { eur: { on: "true" } },
  };
  expect(read(sent)).toEqual({
    text: "abc",
    unset: null,
    link: "https://example.com/x",
    flag: false,
    count: 10,
    size: 1.5,
    amount: "12.5",
    two: "b",
    plain: ["1", "2"],
    names: [],
    inner: { must: "m", deep: { leaf: true } },
    options: { eur: { on: true } },
  });
});

test.each<[{ [name: string]: Plain }, string, string]>([
  [{ nope: "1" }, "nope", "Received unknown parameter: nope"],
  [{ nope: "1", neither: "2" }, "nope", "Received unknown parameters: nope, neither"],
  [{ inner: { must: "m", deep: { nope: "1" } } }, "inner[deep][nope]", "Received unknown parameter: inner[deep][nope]"],
  [{ options: { eur: { nope: "1" } } }, "options[eur][nope]", "Received unknown parameter: options[eur][nope]"],
  [{ inner: { deep: { leaf: "true" } } }, "inner[must]", "Missing required param: inner[must]."],
  [{ text: "abcd" }, "text", "Invalid string: abcd; must be at most 3 characters"],
  [{ flag: "maybe" }, "flag", "Invalid boolean: maybe"],
  [{ count: "ten" }, "count", "Invalid integer: ten"],
  [{ count: "1.5" }, "count", "Invalid integer: 1.5"],
  [{ count: "-1" }, "count", "This value must be greater than or equal to 0."],
  [{ count: "11" }, "count", "This value must be less than or equal to 10."],
  [{ size: "big" }, "size", "Invalid number: big"],
  [{ amount: "1,5" }, "amount", "Invalid decimal: 1,5"],
  [{ two: "c" }, "two", "Invalid two: must be one of a or b"],
  [{ three: "d" }, "three", "Invalid three: must be one of a, b, or c"],
  [{ names: ["x", "z"] }, "names[1]", "Invalid names[1]: must be one of x or y"],
  [{ plain: "x" }, "plain", "Invalid array"],
  [{ few: ["1", "2", "3"] }, "few", "Array few exceeded maximum 2 allowed elements."],
  [{ growing: "d" }, "growing", "Invalid growing: must be one of a, b, or c"],
  [{ lacking: "x" }, "lacking", "The sandbox does not support the parameter lacking."],
  [{ plain: { a: "x" } }, "plain", "Invalid array"],
  [{ inner: "x" }, "inner", "Invalid object"],
  [{ text: { a: "b" } }, "text", 'Invalid string: {"a":"b"}'],
])("%j is rejected with the parameter's full name", (params, param, message) => {
  expect(rejection(params)).toMatchObject({ param, message });
});

test.each(["text", "link", "flag", "count", "two", "plain", "inner"])("%s cannot be unset", (name) => {
  const { message, param, code } = rejection({ [name]: "" });
  expect(message).toContain(`You passed an empty string for '${name}'. We assume empty values are an attempt to unset`);
  expect({ param, code }).toEqual({ param: name, code: "parameter_invalid_empty" });
});

test.each(["example.com", "/portal", "ftp://example.com", "https://", "mailto:a@b.c"])("%s is not a URL", (link) => {
  expect(rejection({ link })).toMatchObject({ param: "link", message: "Not a valid URL", code: "url_invalid" });
});

test("length is counted in characters, not in UTF-16 units", () => {
  expect(read({ text: "🎉🎉🎉" })).toEqual({ text: "🎉🎉🎉" });
  expect(rejection({ text: "🎉🎉🎉🎉" }).param).toBe("text");
});

test.each([
  ["2026-10-28.endive", true],
  ["2026-11-30.endive", true],
  ["2026-10-27.preview", false],
  ["2026-05-27.dahlia", false],
])("version %s supports a newer parameter: %s", (version, known) => {
  if (known) {
    expect(read({ newer: "x" }, version)).toEqual({ newer: "x" });
  } else {
    expect(rejection({ newer: "x" }, version).message).toBe("Received unknown parameter: newer");
  }
});

test("a value that is newer than the version is rejected", () => {
  expect(read({ growing: "c" })).toEqual({ growing: "c" });
  expect(rejection({ growing: "c" }, "2026-09-30.dahlia").message).toBe("Invalid growing: must be one of a or b");
});

test("lists are ordered by their indices, not by their position in the request", () => {
  expect(read({ plain: { 10: "k", 2: "c", 0: "a" } })).toEqual({ plain: ["a", "c", "k"] });
});
