import { endpoints } from "../../../cli/src/sandbox/resources";
import { strangeFields } from "../../support/openapi";
import { useSandbox } from "../../support/sandbox";
import { OpenApi } from "../../support/stripe-mock";
import { describeWithTools, GO } from "../../support/tools";
import { Client, type Params } from "./client";

/** The API version of the OpenAPI. */
export const API_VERSION = "2026-08-26.dahlia";

/** The responses of one endpoint, and the known differences from Stripe's. */
export interface WireExample {
  /** Responses of the sandbox that together contain all fields. */
  answers(stripe: Client): Promise<unknown[]>;
  /** Fields of Stripe's example that no response contains, with the reason. */
  readonly notShown?: Readonly<Record<string, string>>;
  /** Fields that Stripe expands into objects that the sandbox does not support. */
  readonly notExpanded?: readonly string[];
  /** Fields that Stripe still returns, as npm `stripe` and the Terraform provider show, but its OpenAPI omits. */
  readonly undeclared?: Readonly<Record<string, string[] | true>>;
}

/** Compares responses with their schema and their example in Stripe's OpenAPI: `describeWire("price", "GET /v1/prices/:id", ...)`. */
export function describeWire(schema: string, endpoint: string, example: WireExample): void {
  describeWithTools(`a ${schema} in Stripe's OpenAPI`, [GO], () => {
    let api: OpenApi;
    const sandbox = useSandbox({ once: true });
    let answers: unknown[];

    beforeAll(async () => {
      api = OpenApi.read();
      answers = await example.answers(new Client(sandbox, { "stripe-version": API_VERSION }));
    });

    test("has no field that the sandbox lacks", () => {
      const lacking = answers.map((answer) => lackingFields(api.examples[schema], answer, ""));
      const inAll = lacking[0]!.filter((field) => lacking.every((fields) => fields.includes(field)));
      expect(inAll).toEqual(Object.keys(example.notShown ?? {}));
    });

    test("declares each field that the sandbox returns", () => {
      const undeclared = new Map(Object.entries(example.undeclared ?? {}));
      expect(answers.flatMap((answer) => strangeFields(answer, api.schemas[schema], api, undeclared))).toEqual([]);
    });

    test("expands the same fields as the sandbox", () => {
      const { expandable } = endpoints.find(({ method, path }) => `${method} ${path}` === endpoint)!;
      const theirs: string[] = api.schemas[schema]["x-expandableFields"] ?? [];
      const supported = theirs.filter((name) => !example.notExpanded?.includes(name));
      expect(Object.keys(expandable).sort()).toEqual(supported.sort());
    });
  });
}

/** Creates an object and returns it. */
export async function created(stripe: Client, path: string, params: Params): Promise<Record<string, any>> {
  const { status, body } = await stripe.post(path, params);
  expect([status, body.error?.message]).toEqual([200, undefined]);
  return body;
}

/** Creates a product with a monthly price, for the products of a portal configuration. */
export async function createPlan(stripe: Client): Promise<{ product: string; prices: string[] }> {
  const params = { product_data: { name: "x" }, currency: "usd", unit_amount: 1, recurring: { interval: "month" } };
  const { id, product } = await created(stripe, "/v1/prices", params);
  return { product, prices: [id] };
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
