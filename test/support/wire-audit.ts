import { readFileSync } from "node:fs";
import { Exchange } from "./exchanges";
import { strangeFields, strangeParameters } from "./openapi";
import { askStripeMock, OpenApi } from "./stripe-mock";
import { TypedFields } from "./stripe-types";

/** The types of npm `stripe`, which may be newer than the OpenAPI. */
interface NewerTypes {
  readonly parameters: TypedFields;
  /** The fields of responses, by the name of the object. */
  readonly answers: Readonly<Record<string, TypedFields>>;
}

/** Compares exchanges with stripe-mock, its OpenAPI and the types of npm `stripe`. */
export class WireAudit {
  private readonly api = OpenApi.read();
  private readonly newer: NewerTypes;

  /**
   * @param stripeMock the URL of stripe-mock
   * @param types the file with `NewerTypes`, which the global setup writes
   */
  constructor(
    private readonly stripeMock: string,
    types: string,
  ) {
    const { parameters, answers } = JSON.parse(readFileSync(types, "utf8"));
    this.newer = {
      parameters: new Map(parameters),
      answers: Object.fromEntries(Object.entries<any>(answers).map(([name, fields]) => [name, new Map(fields)])),
    };
  }

  /** The differences from Stripe in all requests that the sandbox accepted, and in its responses. */
  async findings(exchanges: readonly Exchange[]): Promise<string[]> {
    const found = exchanges
      .filter(({ status }) => status === 200)
      .map(async (exchange) => {
        const { method, path } = exchange.request;
        return (await this.findingsIn(exchange)).map((finding) => `${method} ${path}: ${finding}`);
      });
    return (await Promise.all(found)).flat();
  }

  private async findingsIn({ request: { method, path, raw }, body }: Exchange): Promise<string[]> {
    const [status, { error }] = await askStripeMock(this.stripeMock, method, path, raw);
    const { schema } = this.api.operation(method, path).responses["200"].content["application/json"];
    return [
      ...(status === 200 ? [] : [`stripe-mock: ${error.message}`]),
      ...strangeParameters(new URLSearchParams(raw), this.api.parameters(method, path), this.newer.parameters),
      ...strangeFields(body, schema, this.api, this.newerFields(body)),
    ];
  }

  /** The newer fields of an object, or those of the objects in a list. */
  private newerFields({ object, data = [] }: { object: string; data?: { object: string }[] }): TypedFields {
    if (object !== "list") return this.newer.answers[object];
    const fields = this.newer.answers[data[0]?.object] ?? new Map();
    return new Map([...fields].map(([path, members]) => [`data.${path}`, members]));
  }
}
