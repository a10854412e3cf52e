import * as fc from "fast-check";
import { filled, mostly, string } from "./values";

type Metadata = { [key: string]: string };

const many = (count: number, value = "x"): Metadata =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key ${index}`, value]));

const names = fc.constantFrom("team", "0", "1", "enabled", "constructor", "a.b", "a=b&c", "%{x}", " ", filled(40, "é"));

/** Metadata around Stripe's limits. A value of `""` is omitted. */
export const metadata: fc.Arbitrary<Metadata> = mostly(
  fc.oneof(
    {
      arbitrary: fc.dictionary(
        fc.oneof(
          names,
          string(20, 1).filter((key) => !/[[\]]/.test(key)),
        ),
        string(500),
      ),
      weight: 9,
    },
    { arbitrary: fc.constantFrom(many(50), { ...many(50), nothing: "" }, many(60, "")), weight: 1 },
  ),
  fc.constantFrom<Metadata[]>(
    many(51),
    { [filled(41)]: "x" },
    { [filled(41)]: "" },
    { "a[b]": "x" },
    { "]": "x" },
    { "": "x" },
    { "": "" },
    { key: filled(501) },
  ),
);
