import { type Sandbox, startSandbox } from "../../cli/src/sandbox";
import { routes } from "../../cli/src/sandbox/api";
import { formPairs, fromPlain, type Plain } from "../../cli/src/sandbox/form";
import { type Fields, type Parameter } from "../../cli/src/sandbox/parameters";
import type { Route } from "../../cli/src/sandbox/routing";
import { knows } from "../../cli/src/sandbox/versions";
import { OpenApi, StripeMock } from "../support/stripe-mock";
import { describeWithTools, GO } from "../support/tools";

/** The API version that this stripe-mock knows. */
const API_VERSION = "2026-08-26.dahlia";
/** Parameters that Stripe still takes, as npm `stripe` and the Terraform provider tell, but its OpenAPI leaves out. */
const UNDOCUMENTED = ["type", "recurring[trial_period_days]"];

/** Every parameter of some fields with its full name and one value that it takes. */
function samples(fields: Fields): { [name: string]: Plain } {
  const known = Object.entries(fields).filter(([, { since }]) => knows(API_VERSION, since));
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
      return parameter.values![0]!;
    case "list":
      return [sample(parameter.of!)];
    case "map":
      return { usd: sample(parameter.of!) };
    case "object":
      return samples(parameter.fields!);
  }
}

const listed = routes.map((route): [string, Route] => [`${route.method} ${route.path}`, route]);

describeWithTools("the sandbox beside stripe-mock", [GO], () => {
  let mock: StripeMock;
  let api: OpenApi;
  let sandbox: Sandbox;

  beforeAll(async () => {
    api = OpenApi.read();
    [sandbox, mock] = await Promise.all([startSandbox({ environment: {} }), StripeMock.start()]);
  }, 300_000);
  afterAll(async () => {
    mock?.stop();
    await sandbox?.close();
  });

  const parametersOf = ({ method, path }: Route) => api.parameters(method, path.replace(":id", "some_id"));
  const ask = (method: string, path: string, pairs: readonly (readonly [string, string])[]) =>
    mock.ask(method, path.replace(":id", "some_id"), new URLSearchParams(pairs.map(([...pair]) => pair)).toString());

  test.each(listed)("accepts everything that the sandbox knows at %s", async (_, { method, path, fields }) => {
    const pairs = formPairs(fromPlain(samples(fields))).filter(([name]) => !UNDOCUMENTED.includes(name));
    const [status, body] = await ask(method, path, pairs);
    expect([status, body.error?.message]).toEqual([200, undefined]);
  });

  test.each(listed)(
    "has the same parameters as the sandbox at %s: at every depth, kind and whether required",
    (_, route) => {
      const differences = compareFields(route.fields, parametersOf(route), "");
      expect(differences.filter((difference) => !UNDOCUMENTED.includes(difference))).toEqual([]);
    },
  );

  test.each(listed.filter(([, { path }]) => /configurations|portal|prices|products/.test(path)))(
    "knows no parameter of %s that the sandbox lacks",
    (_, route) => {
      const known = Object.keys(route.fields);
      const open = Object.keys(parametersOf(route)).filter((name) => name !== "expand" && !known.includes(name));
      expect(open).toEqual(LEFT_OUT[`${route.method} ${route.path}`] ?? []);
    },
  );

  test("refuses what the sandbox refuses: a parameter that Stripe does not have", async () => {
    const [status] = await ask("POST", "/v1/billing_portal/configurations", [
      ["features[invoice_history][enabled]", "true"],
      ["is_default", "true"],
    ]);
    expect(status).toBe(400);
  });

  test.each(["configuration", "product", "price", "payment_method_configuration"] as const)(
    "shows no field of a %s that the sandbox lacks",
    async (kind) => {
      const [path, mine] = exampleOf(kind, sandbox);
      const [, fixture] = await ask("GET", `${path}/some_id`, []);
      expect(lackingFields(fixture, mine, "")).toEqual([]);
    },
  );
});

/** What the sandbox leaves out on purpose: applications, and what only sessions need. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  "GET /v1/payment_method_configurations": ["application"],
  "POST /v1/payment_method_configurations": ["apple_pay_later", "fr_meal_voucher_conecs"],
  "POST /v1/payment_method_configurations/:id": ["apple_pay_later", "fr_meal_voucher_conecs"],
};

/** Names that Stripe does not have, or has as another kind. */
function compareFields(fields: Fields, theirs: Record<string, any>, prefix: string): string[] {
  return Object.entries(fields).flatMap(([name, parameter]) => {
    const full = prefix === "" ? name : `${prefix}[${name}]`;
    return knows(API_VERSION, parameter.since) ? compare(parameter, theirs[name], full) : [];
  });
}

function compare(parameter: Parameter, schema: any, name: string): string[] {
  const variants: any[] = schema?.anyOf ?? [schema];
  const kinds: Record<Parameter["kind"], (variant: any) => boolean> = {
    string: ({ type }) => type === "string",
    boolean: ({ type }) => type === "boolean",
    integer: ({ type }) => type === "integer",
    number: ({ type }) => type === "number",
    enum: (variant) =>
      JSON.stringify([...(variant.enum ?? [])].sort()) === JSON.stringify([...parameter.values!].sort()),
    list: ({ type }) => type === "array",
    object: ({ type, properties }) => type === "object" && properties !== undefined,
    map: ({ type, additionalProperties }) => type === "object" && additionalProperties !== undefined,
  };
  const variant = variants.find((candidate) => candidate && kinds[parameter.kind](candidate));
  if (!variant) {
    return [name];
  }
  // Products and prices can be emptied more than Stripe says, and what is in a map always.
  const isOfPortal = /^(business_profile|features|default_return_url|login_page|name)\b/.test(name);
  if (isOfPortal && canBeEmpty(parameter) !== variants.some(({ enum: members = [] }) => members.includes(""))) {
    return [`${name} (unset by "")`];
  }
  switch (parameter.kind) {
    case "object":
      return [
        ...compareFields(parameter.fields!, variant.properties, name),
        ...Object.keys(variant.properties)
          .filter((field) => !(field in parameter.fields!))
          .map((field) => `${name}[${field}] (lacking)`),
        ...Object.entries(parameter.fields!)
          .filter(([field, { required }]) => Boolean(required) !== (variant.required ?? []).includes(field))
          .map(([field]) => `${name}[${field}] (required)`),
      ];
    case "list":
      return compare(parameter.of!, variant.items, `${name}[]`);
    case "map":
      return compare(parameter.of!, variant.additionalProperties, `${name}[*]`);
    default:
      return [];
  }
}

function canBeEmpty(parameter: Parameter): boolean {
  try {
    parameter.read("", { name: "", version: API_VERSION });
    return true;
  } catch {
    return false;
  }
}

function exampleOf(kind: string, sandbox: Sandbox): [path: string, shown: unknown] {
  const account = sandbox.account();
  const product = account.createProduct({
    name: "x",
    package_dimensions: { height: 1, length: 1, weight: 1, width: 1 },
  });
  const price = account.createPrice({
    product: product.id,
    currency: "usd",
    custom_unit_amount: { enabled: true },
    recurring: { interval: "month" },
    transform_quantity: { divide_by: 2, round: "up" },
  });
  const configuration = account.createConfiguration({
    features: {
      subscription_update: {
        enabled: false,
        schedule_at_period_end: { conditions: [{ type: "shortening_interval" }] },
      },
    },
  });
  const examples: Record<string, [string, unknown]> = {
    configuration: ["/v1/billing_portal/configurations", configuration],
    product: ["/v1/products", product],
    price: ["/v1/prices", price],
    payment_method_configuration: ["/v1/payment_method_configurations", account.paymentMethodConfigurations[0]],
  };
  return examples[kind]!;
}

function lackingFields(theirs: unknown, mine: unknown, path: string): string[] {
  if (Array.isArray(theirs)) {
    return theirs.length > 0 && Array.isArray(mine) ? lackingFields(theirs[0], mine[0], `${path}[]`) : [];
  }
  if (typeof theirs !== "object" || theirs === null) {
    return [];
  }
  return Object.entries(theirs).flatMap(([name, value]) => {
    const full = path === "" ? name : `${path}.${name}`;
    const has = typeof mine === "object" && mine !== null && name in mine;
    return has ? lackingFields(value, (mine as Record<string, unknown>)[name], full) : [full];
  });
}
