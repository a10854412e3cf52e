import * as cdktf from "cdktf";
import { isOwnClass } from "../terraform/engine";
import { isListMark, isStruct } from "../terraform/tokens";
import { Violation } from "../errors";
import { FITS, PRODUCT, PROPS, REQUIRED, Scalar, Shape, Struct } from "./shape";

/** Properties that have a rule of their own. */
const INSTANCES = ["count", "forEach"];

const NAMES: { readonly [shape in Scalar]: string } = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  strings: "a list of strings",
  knownStrings: "a list of strings that is known at synth time",
  map: "a map of strings",
  provider: "a Stripe provider, such as `StripeProvider`",
  dependencies: "a list of constructs with a Terraform address",
  ignored: '"all" or a list of Terraform attributes',
  triggers: "a list of Terraform addresses and constructs with one",
  expression: "a condition",
};

const UNSPREAD = "a list of strings or a single list token; `Fn.concat()` joins list tokens with other lists";

/**
 * Unknown properties and wrong types in the properties of a portal. A type checker prevents them, but not every language has
 * one. A subclass in an app may pass on properties of its own.
 */
export function typeErrors(portal: object, props: unknown): Violation[] {
  if (!isStruct(props)) return [typeError("props", "an object such as { features: ... }", props)];
  const isOwn = isOwnClass(portal.constructor);
  const checked = Object.entries(props).filter(
    ([name]) => Object.hasOwn(PROPS.struct, name) || (isOwn && !INSTANCES.includes(name)),
  );
  return errorsIn("", Object.fromEntries(checked), PROPS);
}

/** Unknown properties and wrong types in an argument of `addProduct()`. */
export function typeErrorsOfProduct(product: unknown): Violation[] {
  return errorsIn("product", product ?? null, PRODUCT);
}

function errorsIn(property: string, value: unknown, shape: Shape): Violation[] {
  if (value === undefined) return [];
  if (typeof shape === "string") {
    if (!FITS[shape](value)) return [typeError(property, hasListMark(value) ? UNSPREAD : NAMES[shape], value)];
    return shape === "map" && isStruct(value)
      ? Object.entries(value).flatMap(([key, item]) => errorsIn(`${property}.${key}`, item, "string"))
      : [];
  }
  if ("list" in shape) {
    if (!Array.isArray(value) || cdktf.Token.isUnresolved(value)) {
      return [typeError(property, "a list that is known at synth time", value)];
    }
    return Array.from(value, (item) => item ?? null).flatMap((item, index) =>
      errorsIn(`${property}[${index}]`, item, shape.list),
    );
  }
  if (!isStruct(value)) {
    return [typeError(property, `an object such as { ${Object.keys(shape.struct)[0]}: ... }`, value)];
  }
  return [
    ...Object.entries(value).flatMap(([name, inner]) => {
      const known = Object.hasOwn(shape.struct, name) ? shape.struct[name] : undefined;
      return known === undefined
        ? unknownProperty(property, name, inner, shape)
        : errorsIn(within(property, name), inner, known);
    }),
    ...(REQUIRED.get(shape) ?? [])
      .filter((name) => value[name] === undefined)
      .map((name) => ({
        property: within(property, name),
        rule: `is required: ${NAMES[shape.struct[name] as Scalar]}`,
        fix: "add it",
      })),
  ];
}

function hasListMark(value: unknown): boolean {
  return Array.isArray(value) && value.length > 1 && value.some(isListMark);
}

function typeError(property: string, type: string, got: unknown): Violation {
  return got === undefined
    ? { property, rule: `is required: ${type}`, fix: "add it" }
    : { property, rule: `must be ${type}`, got, fix: "change it, or leave it out for the default" };
}

function unknownProperty(property: string, name: string, value: unknown, { struct: known }: Struct): Violation[] {
  if (value === undefined) return [];
  return [
    {
      property: within(property, name),
      rule: "unknown property",
      fix: `expected one of ${Object.keys(known).join(", ")}`,
    },
  ];
}

function within(property: string, name: string): string {
  return property === "" ? name : `${property}.${name}`;
}
