import { PortalInput } from "../render-portal";
import { hasToken } from "../tokens";
import { Failure } from "./failure";

/** Something that Stripe refuses. It passes what only Terraform knows. */
export type Rule = (portal: PortalInput) => Failure[];

/** The failure, unless the rule is kept. */
export function unless(kept: boolean, failure: Failure): Failure[] {
  return kept ? [] : [failure];
}

/** A value of a closed set; `closed` is an enum or a list of names. */
export function memberOf(property: string, value: unknown, closed: object): Failure[] {
  const allowed: unknown[] = Object.values(closed);
  return unless(value === undefined || hasToken(value) || allowed.includes(value), {
    property,
    rule: `must be one of ${allowed.join(", ")}`,
    got: value,
    remedy: "use one of these",
  });
}

/** A list of values of a closed set, each once. */
export function membersOf(property: string, values: unknown[] | undefined, closed: object): Failure[] {
  if (values === undefined || hasToken(values)) return [];
  const [twice] = repeated(values);
  return [
    ...indexed(property, values).flatMap(([path, value]) => memberOf(path, value, closed)),
    ...unless(twice === undefined, { property, rule: "each value counts once", got: twice, remedy: "list it once" }),
  ];
}

/** A text of limited length. */
export function textWithin(property: string, text: string | undefined, limit: number): Failure[] {
  return unless(text === undefined || hasToken(text) || [...text].length <= limit, {
    property,
    rule: `must be at most ${limit} characters`,
    got: text,
    remedy: `shorten it by ${[...(text ?? "")].length - limit}`,
  });
}

/** The elements of a list with their paths. */
export function indexed<T>(property: string, elements: readonly T[] | undefined): [string, T][] {
  return (elements ?? []).map((element, index) => [`${property}[${index}]`, element]);
}

/** The values that a list has more than once, each once. */
export function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** Whether a number is whole and within bounds, or known to Terraform only. */
export function isWholeWithin(value: number, minimum: number, maximum: number): boolean {
  return hasToken(value) || (Number.isInteger(value) && value >= minimum && value <= maximum);
}
