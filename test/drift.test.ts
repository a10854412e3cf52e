import * as fs from "node:fs";
import * as path from "node:path";
import { DEFAULT_VERSION } from "../cli/src/sandbox/api/versions";
import * as portal from "../lib";
import { renderPortal } from "../lib/private/portal/render";
import { MAXIMAL } from "./support/portals";
import { STEP_VERSION } from "./support/step-version";
import { Json } from "./support/synth";
import { fieldsOf, stripePackage, TypedFields } from "./support/stripe-types";

const create = fieldsOf("ConfigurationCreateParams");
const update = fieldsOf("ConfigurationUpdateParams");
const all: TypedFields = new Map([...create, ...update]);

/** The changes that an enum needs to match Stripe's types. */
function changesOf(members: object, rejected: readonly string[], typed: readonly string[]): string[] {
  const values: string[] = [...Object.values(members), ...rejected];
  return [
    ...typed.filter((value) => !values.includes(value)).map((value) => `add ${value.toUpperCase()} = "${value}",`),
    ...values.filter((value) => !typed.includes(value)).map((value) => `remove "${value}"`),
  ];
}

const parameters: Json[] = JSON.parse(fs.readFileSync(path.join(__dirname, "../schema/portal-parameters.json"), "utf8"))
  .filter(({ own }: Json) => own !== true)
  .map((parameter: Json) => ({ ...parameter, name: parameter.name.replaceAll("[]", "") }));

test.each(parameters.filter(({ values }) => values !== undefined).map(({ name, values }) => [name, values]))(
  "%s has the values of Stripe's types",
  (name, values) => {
    // Stripe rejects this value, although its types contain it.
    const rejected = name === "features.subscription_cancel.proration_behavior" ? ["always_invoice"] : [];
    for (const types of [create, update]) {
      expect(changesOf(values, rejected, types.get(name) as string[])).toEqual([]);
    }
  },
);

test("the file of parameters contains exactly those of Stripe's create and update calls", () => {
  const leaves = parameters.filter(({ type }) => !/objects?$/.test(type)).map(({ name }) => name);
  // `expand` affects the response only.
  expect(leaves.sort()).toEqual([...all.keys()].filter((at) => at !== "expand").sort());
});

test("reports the line to add for a new value, and the member to remove for an old one", () => {
  const typed = ["indefinite", "until_date"];
  expect(changesOf(portal.PauseDurationType, [], typed)).toEqual([
    'add UNTIL_DATE = "until_date",',
    'remove "interval_options"',
  ]);
});

test("every enum of Stripe's parameters is tested above", () => {
  const enums = [...all].filter(([, members]) => members !== true).map(([name]) => name);
  const tested = parameters.filter(({ values }) => values !== undefined).map(({ name }) => name);
  expect(tested.sort()).toEqual(enums.sort());
});

test("the maximal portal contains exactly the parameters of Stripe's create and update calls", () => {
  const leaves = (value: unknown, at: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => leaves(item, at));
    if (typeof value !== "object" || value === null || at === "metadata") return [at];
    return Object.entries(value).flatMap(([name, inner]) => leaves(inner, at === "" ? name : `${at}.${name}`));
  };
  const rendered = renderPortal(MAXIMAL);
  // `expand` affects the response only.
  expect([...new Set(leaves(rendered, ""))].sort()).toEqual([...all.keys()].filter((at) => at !== "expand").sort());
});

test("the step and the sandbox use the API version of these types", () => {
  const { ApiVersion } = jest.requireActual(path.join(stripePackage, "apiVersion.js"));
  expect([STEP_VERSION, DEFAULT_VERSION]).toEqual([ApiVersion, ApiVersion]);
});
