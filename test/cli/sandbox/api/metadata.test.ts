import { type FormMap, fromPlain } from "../../../../cli/src/sandbox/api/form";
import { mergeMetadata, metadata } from "../../../../cli/src/sandbox/api/parameters";

const place = { name: "metadata", version: "2026-10-28.endive" };
const read = (value: { [key: string]: string } | string): unknown =>
  metadata().read((fromPlain({ metadata: value }) as FormMap).get("metadata")!, place);

test("an update merges, an empty value unsets a key, an empty metadata unsets all", () => {
  expect(mergeMetadata({ a: "1", b: "2" }, { b: "", c: "3" })).toEqual({ a: "1", c: "3" });
  expect(mergeMetadata({ a: "1" }, null)).toEqual({});
  expect(mergeMetadata({ a: "1" }, undefined)).toEqual({ a: "1" });
});

test.each([
  [{ ["k".repeat(40)]: "v" }, true],
  [{ ["k".repeat(41)]: "v" }, false],
  [{ k: "v".repeat(500) }, true],
  [{ k: "v".repeat(501) }, false],
  [{ "a[b]": "v" }, false],
  [{ "odd key.with:signs": "v" }, true],
])("a key has at most 40 characters and no square brackets, a value at most 500 (case %#)", (value, accepted) => {
  if (accepted) {
    expect(read(value)).toEqual(value);
  } else {
    expect(() => read(value)).toThrow(/^Metadata (keys|values)/);
  }
});

test("an object has at most 50 keys, counted after the merge", () => {
  const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, "v"]));
  expect(Object.keys(mergeMetadata({}, fifty))).toHaveLength(50);
  expect(() => mergeMetadata(fifty, { more: "v" })).toThrow("up to 50 metadata keys");
  expect(Object.keys(mergeMetadata(fifty, { k0: "", more: "v" }))).toHaveLength(50);
});

test("metadata must be a map, and cannot be empty if it cannot be unset", () => {
  expect(() => read("")).toThrow("You passed an empty string for 'metadata'");
  expect(() => read("text")).toThrow("Invalid object");
});
