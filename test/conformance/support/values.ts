import * as fc from "fast-check";

/** Usually the first, rarely the second: a portal has many values, and most portals must be valid. */
export function mostly<T, U>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ withCrossShrink: true }, { arbitrary: usual, weight: 60 }, { arbitrary: rare, weight: 1 });
}

/** An object with optional properties. */
export function all<T>(values: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

/** A string of the given length. */
export function filled(length: number, character = "x"): string {
  return character.repeat(length);
}

/** Terraform evaluates templates and normalizes Unicode, which would change other strings. */
const isLiteral = (value: string): boolean => !/\$\{|%%\{/.test(value) && value === value.normalize("NFC");

const character = fc.constantFrom("x", "é", "😀");

/** Strings on both sides of a limit, which is counted in characters. */
export function string(limit: number, least = 0): fc.Arbitrary<string> {
  const exactly = (length: number) => character.map((one) => filled(length, one));
  return mostly(
    fc.oneof(
      fc.string({ unit: "grapheme-composite", minLength: least, maxLength: Math.floor(limit / 3) }).filter(isLiteral),
      fc.constantFrom(" ", 'say "hi" & 100% \\ %{done}', "null", "0"),
      exactly(limit),
    ),
    fc.oneof(exactly(limit + 1), exactly(2 * limit)),
  );
}

/** URLs and invalid URLs. */
export const link: fc.Arbitrary<string> = mostly(
  fc.oneof(
    fc.constantFrom("", "https://acme.com/account?from=portal&x=%20#top", "http://localhost:3000", "HTTPS://ACME.COM"),
    fc.webUrl({ withQueryParameters: true, withFragments: true }).filter(isLiteral),
  ),
  fc.constantFrom(
    ..."acme.com /account ftp://acme.com mailto:a@acme.com javascript:alert(1) https:acme.com https:// https:///".split(
      " ",
    ),
    ..."https://acme.com:99999 https://?x https://#x https://[::1]/ https://a%b.com https://.. //acme.com".split(" "),
    "https://ac me.com",
    "https:////acme.com",
    "https://\tacme.com",
    "HTTPS:///acme.com",
    " https://acme.com",
    "https://acme.com ",
    "https://acme.com/\nx",
    `https://acme.com/${filled(4983)}`,
    `https://acme.com/${filled(4984)}`,
  ),
);

/** A member of a closed set, or an unknown value. */
export function member<T extends string>(closed: Readonly<Record<string, T>>): fc.Arbitrary<T> {
  return mostly(fc.constantFrom(...Object.values(closed)), fc.constantFrom("", "unknown") as fc.Arbitrary<T>);
}

/** Members of a closed set in any order, or unknown values. */
export function members<T extends string>(closed: Readonly<Record<string, T>>): fc.Arbitrary<T[]> {
  const values = Object.values(closed);
  const strange = [[values[0], values[0]], ["unknown" as T], ["" as T]];
  return mostly(fc.shuffledSubarray(values), fc.constantFrom(...strange));
}

/** Whole numbers within bounds, often the bounds, or invalid numbers. */
export function whole(least: number, most: number): fc.Arbitrary<number> {
  const strange = [least - 1, most + 1, least + 0.5, -most, 1e21, NaN, Infinity];
  return mostly(
    fc.oneof(fc.constantFrom(least, most), fc.integer({ min: least, max: most })),
    fc.constantFrom(...strange),
  );
}
