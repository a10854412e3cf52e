import { Api, WireRequest } from "../../../cli/src/sandbox/api";

/** A request to the sandbox and its answer. */
export interface Exchange {
  readonly request: WireRequest;
  readonly status: number;
  readonly body: any;
}

/** Records what goes over the wire from now on, until its mock is restored. */
export function recordExchanges(): Exchange[] {
  const exchanges: Exchange[] = [];
  const { answer } = Api.prototype;
  jest.spyOn(Api.prototype, "answer").mockImplementation(function (this: Api, request) {
    const answered = answer.call(this, request);
    exchanges.push({ request, status: answered.status, body: JSON.parse(answered.body) });
    return answered;
  });
  return exchanges;
}
