import { Api, WireRequest } from "../../cli/src/sandbox/api";

/** A request that reached Stripe's side of the sandbox, and the answer from there. */
export interface Exchange {
  readonly request: Pick<WireRequest, "method" | "path" | "raw">;
  readonly status: number;
  readonly body: any;
}

/** Adds to a list what goes over the wire from now on. */
export function recordExchanges(exchanges: Exchange[]): void {
  const { answer } = Api.prototype;
  // No spy of Jest's: tests restore those.
  Api.prototype.answer = function (this: Api, request) {
    const answered = answer.call(this, request);
    exchanges.push({ request, status: answered.status, body: JSON.parse(answered.body) });
    return answered;
  };
}
