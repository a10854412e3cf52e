import { readFileSync } from "node:fs";
import { Exchange } from "./exchanges";
import { strangeFields, strangeParameters } from "./openapi";
import { askStripeMock, OpenApi } from "./stripe-mock";
import { TypedFields } from "./stripe-types";

/** What npm `stripe` says of requests and answers, which may be newer than the OpenAPI. */
interface NewerTypes {
  readonly parameters: TypedFields;
  /** By the name of the object that is answered. */
  readonly answers: Readonly<Record<string, TypedFields>>;
}

/** Holds what went over the wire against stripe-mock, its OpenAPI and the types of npm `stripe`. */
export class WireAudit {
  private readonly api = OpenApi.read();
  private readonly newer: NewerTypes;

  /**
   * @param stripeMock its URL
   * @param types the file in which the set-up of the tests has put `NewerTypes`
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

  /** What is not as Stripe would have it, in all that the sandbox accepted. */
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
      ...(status === 200 ? [] : [`stripe-mock says: ${error.message}`]),
      ...strangeParameters(new URLSearchParams(raw), this.api.parameters(method, path), this.newer.parameters),
      ...strangeFields(body, schema, this.api, this.newer.answers[body.object]),
    ];
  }
}
