import * as cdktf from "cdktf";
import { StripePortalConfiguration } from "../../../lib";
import { RULES } from "../../../lib/private/validation/rules";
import { exampleProps } from "../../support/rule-examples";
import { inStack, Json, messageOf } from "../../support/synth";

/** Every kind of token, by the type of the value it replaces. */
function tokensOf(stack: cdktf.TerraformStack): Record<string, Record<string, unknown>> {
  const variable = new cdktf.TerraformVariable(stack, "variable", {});
  const resource = new cdktf.TerraformResource(stack, "resource", { terraformResourceType: "some_resource" });
  const iterator = cdktf.TerraformIterator.fromComplexList(cdktf.Token.asAny("${var.all}"), "id");
  const { Fn, Lazy, Token } = cdktf;
  return {
    string: {
      variable: variable.stringValue,
      attribute: resource.getStringAttribute("string"),
      function: Fn.upper("x"),
      lazy: Lazy.stringValue({ produce: () => "lazy" }),
      iterator: iterator.getString("string"),
      part: `${variable.stringValue}_after`,
    },
    number: {
      variable: variable.numberValue,
      attribute: resource.getNumberAttribute("number"),
      function: Fn.lengthOf(variable.listValue),
      lazy: Lazy.numberValue({ produce: () => 1 }),
      iterator: iterator.getNumber("number"),
    },
    list: {
      variable: variable.listValue,
      attribute: resource.getListAttribute("list"),
      function: Fn.split(",", variable.stringValue),
      lazy: Lazy.listValue({ produce: () => ["lazy"] }),
      iterator: iterator.getList("list"),
      "of tokens": [variable.stringValue, Fn.upper("x")],
    },
    map: {
      variable: Token.asStringMap(variable.value),
      attribute: resource.getStringMapAttribute("map"),
      function: Fn.merge([Token.asStringMap(variable.value)]),
      iterator: iterator.getStringMap("map"),
      "with token keys": { [variable.stringValue]: "value" },
      "with token values": { key: resource.getStringAttribute("string") },
    },
  };
}

/** Properties that must be known at synth time. */
const KNOWN = ["applyVia", "applyWhen", "expectedMode", "acknowledgeWarnings"];

/** The paths of values that a token can replace, each with the type of the value. */
function places(value: unknown, at: string[] = []): [at: string[], kind: string][] {
  if (typeof value === "string") return [[at, "string"]];
  if (typeof value === "number") return [[at, "number"]];
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value)
    .filter(([name]) => !KNOWN.includes(name))
    .flatMap(([name, it]) => places(it, [...at, name]));
  if (at.at(-1) === "metadata") return [[at, "map"]];
  const isListOfStrings = Array.isArray(value) && value.length > 0 && value.every((it) => typeof it === "string");
  return isListOfStrings ? [[at, "list"], ...inner] : inner;
}

/** A copy of the props with another value at one path. */
function withValue(props: Json, [name, ...rest]: string[], value: unknown): Json {
  const copy = Array.isArray(props) ? [...props] : { ...props };
  copy[name] = rest.length === 0 ? value : withValue(props[name], rest, value);
  return copy;
}

/** The properties in the violations of an error. */
function violatedProperties(message: string | undefined): string[] {
  if (message === undefined) return [];
  expect(message).toContain(" cannot be deployed:\n");
  expect(message).not.toMatch(/TfToken|\$\{/);
  return [...message.matchAll(/^ {2}- `(.*?)`:/gm)].map(([, property]) => property);
}

const CASES = RULES.map(({ name, example }) => [name, exampleProps(example)] as const);

test.each(CASES)("%s ignores values that are tokens", (_, props) => {
  inStack((stack) => {
    const tokens = tokensOf(stack);
    for (const [at, kind] of places(props)) {
      const property = at.join(".").replace(/\.(\d+)/g, "[$1]");
      for (const [origin, token] of Object.entries(tokens[kind])) {
        const id = `${property} ${origin}`;
        const message = messageOf(() => new StripePortalConfiguration(stack, id, withValue(props, at, token)));
        const here = violatedProperties(message).filter((path) => path === property || path.startsWith(`${property}[`));
        expect([id, here]).toEqual([id, []]);
      }
    }
  });
});

test("the examples contain every type of value", () => {
  const kinds = new Set(CASES.flatMap(([, props]) => places(props).map(([, kind]) => kind)));
  expect([...kinds].sort()).toEqual(["list", "map", "number", "string"]);
});
