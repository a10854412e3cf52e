import * as cdktf from "cdktf";
import { isListMark, isStruct } from "../tokens";
import { Violation } from "./violation";
import { FITS, PRODUCT, PROPS, REQUIRED, Scalar, Shape, Struct } from "./shape";

/** Refused with a reason of their own. */
const INSTANCES = ["count", "forEach"];

const NAMES: { readonly [shape in Scalar]: string } = {
  text: "a string",
  number: "a number",
  boolean: "a boolean",
  texts: "a list of strings",
  knownTexts: "a list of strings that is known when the program is synthesized",
  map: "a map of strings",
  provider: "a Stripe provider, such as `StripeProvider`",
  dependencies: "a list of constructs that can be depended on",
  ignored: '"all", or a list of attributes by their names in Terraform',
  triggers: "a list of addresses and of constructs that can be depended on",
  expression: "a condition",
};

const UNSPREAD = "a list of strings or a list token: where tokens are parts of a list, `Fn.concat()` joins them";

/** The package's own constructs; a class of the user's may hand properties of its own on to them. */
const OWN_CLASSES = [
  "StripePortalConfiguration",
  "BasicPortal",
  "SubscriptionPortal",
  "FullPortal",
  "RevenueSafePortal",
];

/** What an untyped caller got wrong before any rule of Stripe can be looked at: unknown properties and wrong types. */
export function typeErrors(className: string, props: unknown): Violation[] {
  if (!isStruct(props)) return [mustBe("props", "a struct such as { features: ... }", props)];
  const isOurs = (name: string) =>
    Object.hasOwn(PROPS.struct, name) || (OWN_CLASSES.includes(className) && !INSTANCES.includes(name));
  const checked = Object.fromEntries(Object.entries(props).filter(([name]) => isOurs(name)));
  return errorsIn("", checked, PROPS);
}

/** The same for a product that comes later. */
export function typeErrorsOfProduct(product: unknown): Violation[] {
  return errorsIn("product", product ?? null, PRODUCT);
}

function errorsIn(property: string, value: unknown, shape: Shape): Violation[] {
  if (value === undefined) return [];
  if (typeof shape === "string") {
    if (!FITS[shape](value)) return [mustBe(property, hasListMark(value) ? UNSPREAD : NAMES[shape], value)];
    return shape === "map" && isStruct(value)
      ? Object.entries(value).flatMap(([key, text]) => errorsIn(`${property}.${key}`, text, "text"))
      : [];
  }
  if ("list" in shape) {
    if (!Array.isArray(value) || cdktf.Token.isUnresolved(value)) {
      return [mustBe(property, "a list that is known when the program is synthesized", value)];
    }
    return Array.from(value, (item) => item ?? null).flatMap((item, index) =>
      errorsIn(`${property}[${index}]`, item, shape.list),
    );
  }
  if (!isStruct(value)) return [mustBe(property, `a struct such as { ${Object.keys(shape.struct)[0]}: ... }`, value)];
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
        rule: `must be ${NAMES[shape.struct[name] as Scalar]}`,
        got: undefined,
        fix: "give it",
      })),
  ];
}

function hasListMark(value: unknown): boolean {
  return Array.isArray(value) && value.length > 1 && value.some(isListMark);
}

function mustBe(property: string, what: string, got: unknown): Violation {
  return { property, rule: `must be ${what}`, got, fix: "change it, or leave it out for the default" };
}

function unknownProperty(property: string, name: string, value: unknown, { struct: known }: Struct): Violation[] {
  if (value === undefined) return [];
  return [
    {
      property: within(property, name),
      rule: "there is no such property",
      got: value,
      fix: `use one of ${Object.keys(known).join(", ")}`,
    },
  ];
}

function within(property: string, name: string): string {
  return property === "" ? name : `${property}.${name}`;
}
