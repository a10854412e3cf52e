import { type Sandbox, startSandbox } from "../../../cli/src/sandbox";
import { routes } from "../../../cli/src/sandbox/api/api";
import { expandablePrice, expandableProduct } from "../../../cli/src/sandbox/resources/catalog";
import { expandableConfiguration } from "../../../cli/src/sandbox/resources/configurations/resource";
import { expandableCustomer } from "../../../cli/src/sandbox/resources/customers";
import type { Expandable } from "../../../cli/src/sandbox/api/expansion";
import { formPairs, fromPlain, type Plain } from "../../../cli/src/sandbox/api/form";
import { type Fields, type Parameter } from "../../../cli/src/sandbox/api/parameters/parameters";
import type { Route } from "../../../cli/src/sandbox/api/routing";
import { expandableSession } from "../../../cli/src/sandbox/resources/sessions/resource";
import { isStripeEndpoint } from "../../../cli/src/sandbox/api/stripe-endpoints";
import { knows } from "../../../cli/src/sandbox/api/versions";
import { strangeFields } from "../../support/openapi";
import { OpenApi, StripeMock } from "../../support/stripe-mock";
import type { TypedFields } from "../../support/stripe-types";
import { describeWithTools, GO } from "../../support/tools";
import { Client } from "./client";
import { WIRE_EXAMPLES } from "./wire-examples";

/** The API version of this stripe-mock. */
const API_VERSION = "2026-08-26.dahlia";
/** Parameters that Stripe still accepts, as npm `stripe` and the Terraform provider show, but its OpenAPI omits. */
const UNDOCUMENTED = ["type", "recurring[trial_period_days]"];

/** Every parameter of some fields with its full name and a valid value. */
function samples(fields: Fields): { [name: string]: Plain } {
  const known = Object.entries(fields).filter(
    ([, { kind, since }]) => kind !== "unsupported" && knows(API_VERSION, since),
  );
  return Object.fromEntries(known.map(([name, parameter]) => [name, sample(parameter)]));
}

function sample(parameter: Parameter): Plain {
  switch (parameter.kind) {
    case "string":
      return parameter.example ?? "text";
    case "boolean":
      return true;
    case "integer":
    case "number":
      return 1;
    case "enum":
      return valuesOf(parameter)[0]!;
    case "list":
      return [sample(parameter.of!)];
    case "map":
      return { usd: sample(parameter.of!) };
    case "object":
      return samples(parameter.fields!);
    case "unsupported":
      return undefined;
  }
}

const listed = routes.map((route): [string, Route] => [`${route.method} ${route.path}`, route]);

describeWithTools("the sandbox beside stripe-mock", [GO], () => {
  let mock: StripeMock;
  let api: OpenApi;
  let sandbox: Sandbox;
  let stripe: Client;

  beforeAll(async () => {
    api = OpenApi.read();
    [sandbox, mock] = await Promise.all([startSandbox({ environment: {} }), StripeMock.start()]);
    stripe = new Client(sandbox, { "stripe-version": API_VERSION });
  }, 300_000);
  afterAll(async () => {
    mock?.stop();
    await sandbox?.close();
  });

  const parametersOf = ({ method, path }: Route) => api.parameters(method, path.replace(":id", "some_id"));
  const ask = (method: string, path: string, pairs: readonly (readonly [string, string])[]) =>
    mock.ask(method, path.replace(":id", "some_id"), new URLSearchParams(pairs.map(([...pair]) => pair)).toString());

  test.each(listed)("accepts every parameter that the sandbox accepts at %s", async (_, { method, path, fields }) => {
    const pairs = formPairs(fromPlain(samples(fields))).filter(([name]) => !UNDOCUMENTED.includes(name));
    const [status, body] = await ask(method, path, pairs);
    expect([status, body.error?.message]).toEqual([200, undefined]);
  });

  test.each(listed)("has the same parameters, types and requirements as the sandbox at %s", (_, route) => {
    const differences = compareFields(route.fields, parametersOf(route), "", isOfPortal(route));
    expect(differences.filter((difference) => !UNDOCUMENTED.includes(difference))).toEqual([]);
  });

  test.each(listed)("has no parameter of %s that the sandbox lacks", (_, route) => {
    const known = Object.keys(route.fields);
    const open = Object.keys(parametersOf(route)).filter((name) => name !== "expand" && !known.includes(name));
    expect(open).toEqual(LEFT_OUT[`${route.method} ${route.path}`] ?? []);
  });

  test("has no endpoint that the sandbox reports as unknown", () => {
    const unknown = api.endpoints().filter(([method, path]) => !isStripeEndpoint(method, path));
    expect(unknown).toEqual([]);
  });

  test("rejects an unknown parameter as the sandbox does", async () => {
    const [status] = await ask("POST", "/v1/billing_portal/configurations", [
      ["features[invoice_history][enabled]", "true"],
      ["is_default", "true"],
    ]);
    expect(status).toBe(400);
  });

  test.each(Object.entries(WIRE_EXAMPLES))("returns no field of a %s that the sandbox lacks", async (name, example) => {
    const [method, path, params = {}] = example.fixture;
    const [, fixture] = await ask(method, path, formPairs(fromPlain(params)));
    const lacking = (await example.answers(stripe)).map((answer) => lackingFields(fixture, answer, ""));
    const inAll = lacking[0]!.filter((field) => lacking.every((fields) => fields.includes(field)));
    expect(inAll).toEqual(Object.keys(NOT_SHOWN[name] ?? {}));
  });

  test.each(Object.entries(WIRE_EXAMPLES))(
    "declares each field of a %s that the sandbox returns",
    async (name, example) => {
      const answers = await example.answers(stripe);
      const strange = answers.flatMap((answer) => strangeFields(answer, api.schemas[name], api, UNDECLARED));
      expect(strange).toEqual([]);
    },
  );

  test.each<[string, Expandable]>([
    ["billing_portal.configuration", expandableConfiguration],
    ["billing_portal.session", expandableSession],
    ["customer", expandableCustomer],
    ["price", expandablePrice],
    ["product", expandableProduct],
  ])("expands every field of a %s that Stripe expands", (schema, expandable) => {
    const theirs: string[] = api.schemas[schema]["x-expandableFields"];
    const leftOut = NOT_EXPANDED[schema] ?? [];
    expect(Object.keys(expandable).sort()).toEqual(theirs.filter((name) => !leftOut.includes(name)).sort());
  });
});

/** Parameters that the sandbox does not support: two payment methods, and Connect applications. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  "GET /v1/payment_method_configurations": ["application"],
  "POST /v1/payment_method_configurations": ["apple_pay_later", "fr_meal_voucher_conecs"],
  "POST /v1/payment_method_configurations/:id": ["apple_pay_later", "fr_meal_voucher_conecs"],
};

/** Fields of stripe-mock's fixtures that no response of the sandbox contains, with the reason. */
const NOT_SHOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: { "external_accounts.data[]": "the sandbox has no bank accounts" },
  customer: { discount: "the sandbox has no coupons" },
};

/** Fields that Stripe still returns, as npm `stripe` and the Terraform provider show, but its OpenAPI omits. */
const UNDECLARED: TypedFields = new Map<string, string[] | true>([
  ["type", ["service"]],
  ["product.type", ["service"]],
  ["recurring.trial_period_days", true],
]);

/** Fields that Stripe expands into objects that the sandbox does not support. */
const NOT_EXPANDED: Readonly<Record<string, readonly string[]>> = {
  customer: ["cash_balance", "tax"],
  product: ["tax_code"],
};

/** True for portal routes: there, `""` unsets exactly the fields that Stripe's OpenAPI lists. For other objects it unsets more. */
function isOfPortal({ path }: Route): boolean {
  return path.startsWith("/v1/billing_portal/");
}

/** Parameters that are unknown to Stripe or have another type there. */
function compareFields(fields: Fields, theirs: Record<string, any>, prefix: string, exact: boolean): string[] {
  return Object.entries(fields).flatMap(([name, parameter]) => {
    const full = prefix === "" ? name : `${prefix}[${name}]`;
    return knows(API_VERSION, parameter.since) ? compare(parameter, theirs[name], full, exact) : [];
  });
}

function compare(parameter: Parameter, schema: any, name: string, exact: boolean): string[] {
  const variants: any[] = schema?.anyOf ?? [schema];
  const kinds: Record<Parameter["kind"], (variant: any) => boolean> = {
    string: ({ type }) => type === "string",
    boolean: ({ type }) => type === "boolean",
    integer: ({ type }) => type === "integer",
    number: ({ type }) => type === "number",
    enum: (variant) =>
      JSON.stringify((variant.enum ?? []).filter(Boolean).sort()) === JSON.stringify(valuesOf(parameter)),
    list: ({ type }) => type === "array",
    object: ({ type, properties }) => type === "object" && properties !== undefined,
    map: ({ type, additionalProperties }) => type === "object" && additionalProperties !== undefined,
    unsupported: () => true,
  };
  const variant = variants.find((candidate) => candidate && kinds[parameter.kind](candidate));
  if (!variant) {
    return [name];
  }
  // Every value of a map can be unset.
  if (
    exact &&
    !name.includes("[*]") &&
    parameter.kind !== "map" &&
    canBeEmpty(parameter) !== variants.some(({ enum: members = [] }) => members.includes(""))
  ) {
    return [`${name} (unset by "")`];
  }
  switch (parameter.kind) {
    case "object":
      return [
        ...compareFields(parameter.fields!, variant.properties, name, exact),
        ...Object.keys(variant.properties)
          .filter((field) => !(field in parameter.fields!))
          .map((field) => `${name}[${field}] (lacking)`),
        ...Object.entries(parameter.fields!)
          .filter(([field, { required }]) => Boolean(required) !== (variant.required ?? []).includes(field))
          .map(([field]) => `${name}[${field}] (required)`),
      ];
    case "list":
      return compare(parameter.of!, variant.items, `${name}[]`, exact);
    case "map":
      return compare(parameter.of!, variant.additionalProperties, `${name}[*]`, exact);
    default:
      return [];
  }
}

/** The values of a closed set in the API version that is compared. */
function valuesOf({ values = [], valuesSince = {} }: Parameter): string[] {
  return values.filter((value) => knows(API_VERSION, valuesSince[value])).sort();
}

function canBeEmpty(parameter: Parameter): boolean {
  try {
    parameter.read("", { name: "", version: API_VERSION });
    return true;
  } catch {
    return false;
  }
}

function lackingFields(theirs: unknown, mine: unknown, path: string): string[] {
  if (Array.isArray(theirs)) {
    return theirs.length > 0 && Array.isArray(mine) ? lackingFields(theirs[0], mine[0], `${path}[]`) : [];
  }
  if (typeof theirs !== "object" || theirs === null) {
    return [];
  }
  if (typeof mine !== "object" || mine === null) {
    return [path];
  }
  return Object.entries(theirs).flatMap(([name, value]) => {
    const full = path === "" ? name : `${path}.${name}`;
    return name in mine ? lackingFields(value, (mine as Record<string, unknown>)[name], full) : [full];
  });
}
