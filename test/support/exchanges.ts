import { Api, WireRequest } from "../../cli/src/sandbox/api/api";

/** A request to the sandbox's Stripe API, and its response. */
export interface Exchange {
  readonly request: Pick<WireRequest, "method" | "path" | "headers" | "raw">;
  readonly status: number;
  readonly body: any;
}

/** Records all exchanges from now on in a list. */
export function recordExchanges(exchanges: Exchange[]): void {
  const { answer } = Api.prototype;
  // Not a spy of Jest, because tests restore those.
  Api.prototype.answer = function (this: Api, request) {
    const answered = answer.call(this, request);
    exchanges.push({ request, status: answered.status, body: JSON.parse(answered.body) });
    return answered;
  };
}
