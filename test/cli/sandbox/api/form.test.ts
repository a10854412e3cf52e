import { decodeForm, formPairs, fromPlain, toPlain } from "../../../../cli/src/sandbox/api/form";

const decoded = (text: string): unknown => toPlain(decodeForm(text));

test.each([
  ["a=1", { a: "1" }],
  ["a[b]=1&a[c]=2", { a: { b: "1", c: "2" } }],
  ["a[]=1&a[]=2", { a: ["1", "2"] }],
  ["a[0]=1&a[1]=2", { a: ["1", "2"] }],
  ["a[0][b][0]=1&a[0][b][1]=2&a[1][b][0]=3", { a: [{ b: ["1", "2"] }, { b: ["3"] }] }],
  ["a[][b]=1&a[][c]=2&a[][b]=3", { a: [{ b: "1", c: "2" }, { b: "3" }] }],
  ["a[][b][]=1&a[][b][]=2", { a: [{ b: ["1"] }, { b: ["2"] }] }],
  ["a%5Bb%5D=x%20y+z", { a: { b: "x y z" } }],
  ["a=", { a: "" }],
  ["a[b]=1&a=", { a: "" }],
  ["", {}],
])("%s is decoded as a nested object", (text, expected) => {
  expect(decoded(text)).toEqual(expected);
});

test("a metadata key that is a number keeps its name", () => {
  expect(formPairs(decodeForm("metadata[5]=five"))).toEqual([["metadata[5]", "five"]]);
});

test("brackets inside a key stay part of the key", () => {
  expect(decoded("metadata[a[b]]=1")).toEqual({ metadata: { "a[b]": "1" } });
});

test("__proto__ is an ordinary key", () => {
  expect(Object.entries(decoded("metadata[__proto__]=1") as object)).toEqual([["metadata", expect.anything()]]);
  expect(JSON.stringify(decoded("metadata[__proto__]=1"))).toBe('{"metadata":{"__proto__":"1"}}');
});

test("JavaScript values are encoded as by Stripe's libraries", () => {
  const params = { a: { b: true, c: 1 }, list: ["x", { y: "z" }], none: [], off: null, left: undefined };
  expect(formPairs(fromPlain(params))).toEqual([
    ["a[b]", "true"],
    ["a[c]", "1"],
    ["list[0]", "x"],
    ["list[1][y]", "z"],
    ["none", ""],
    ["off", ""],
  ]);
});
