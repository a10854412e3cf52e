import * as fc from "fast-check";

/** Mostly one thing, now and then another: a program has many values, and most programs shall be valid. */
export function mostly<T, U>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ withCrossShrink: true }, { arbitrary: usual, weight: 60 }, { arbitrary: rare, weight: 1 });
}

/** An object in which everything may be left out. */
export function all<T>(values: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

/** A text of so many characters. */
export function filled(length: number, character = "x"): string {
  return character.repeat(length);
}

/** A text that Terraform would take for a template, or compose anew, is another text there. */
const isLiteral = (value: string): boolean => !/\$\{|%%\{/.test(value) && value === value.normalize("NFC");

const character = fc.constantFrom("x", "é", "😀");

/** Texts of limited length, counted in characters as people do: on both sides of the limit. */
export function text(limit: number, least = 0): fc.Arbitrary<string> {
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

/** Links, and what is none. */
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

/** A member of a closed set, and what is none. */
export function member<T extends string>(closed: Readonly<Record<string, T>>): fc.Arbitrary<T> {
  return mostly(fc.constantFrom(...Object.values(closed)), fc.constantFrom("", "unknown") as fc.Arbitrary<T>);
}

/** Members of a closed set in any order, and what is none. */
export function members<T extends string>(closed: Readonly<Record<string, T>>): fc.Arbitrary<T[]> {
  const values = Object.values(closed);
  const strange = [[values[0], values[0]], ["unknown" as T], ["" as T]];
  return mostly(fc.shuffledSubarray(values), fc.constantFrom(...strange));
}

/** Whole numbers within bounds, often the bounds themselves; and others. */
export function whole(least: number, most: number): fc.Arbitrary<number> {
  const strange = [least - 1, most + 1, least + 0.5, -most, 1e21, NaN, Infinity];
  return mostly(
    fc.oneof(fc.constantFrom(least, most), fc.integer({ min: least, max: most })),
    fc.constantFrom(...strange),
  );
}
