import { injectFaults, InvalidFaultError } from "../../../../cli/src/sandbox/network/fault";
import type { Interception, SandboxRequest } from "../../../../cli/src/sandbox";

const send = (fault: string | string[], ...requests: string[]): unknown[] => {
  const interceptor = injectFaults([fault].flat());
  return requests.map((request) => {
    const [method, path] = request.split(" ");
    return interceptor({ method, path } as SandboxRequest);
  });
};

test.each<[string, Interception]>([
  ["429", { status: 429 }],
  ["503", { status: 503 }],
  ["reset", "reset"],
  ["reset-after", "reset-after"],
  ["delay=2s", { delayMs: 2000 }],
  ["delay=1.5s", { delayMs: 1500 }],
  ["delay=250ms", { delayMs: 250 }],
])("%s affects every request", (effect, interception) => {
  const path = "POST /v1/prices";
  expect(send(`${path} ${effect}`, path, path, path)).toEqual([interception, interception, interception]);
});

test("x2 affects the first two requests", () => {
  const path = "POST /v1/prices";
  expect(send(`${path} 429 x2`, path, "GET /v1/prices", path, path)).toEqual([
    { status: 429 },
    undefined,
    { status: 429 },
    undefined,
  ]);
});

test("a request receives the first matching fault that is not used up", () => {
  expect(send(["GET /v1/a 500 x1", "* /v1/* 429"], "GET /v1/a", "GET /v1/a", "POST /v1/b")).toEqual([
    { status: 500 },
    { status: 429 },
    { status: 429 },
  ]);
});

test.each([
  ["POST /v1/prices/*", "POST /v1/prices/price_1", true],
  ["POST /v1/prices/*", "POST /v1/prices", false],
  ["POST /v1/prices/*", "POST /v1/prices/price_1/more", false],
  ["POST /v1/prices", "POST /v1/prices/price_1", false],
  ["* /v1/prices", "DELETE /v1/prices", true],
  ["GET /v1/p.ices", "GET /v1/prices", false],
])("%s matches %s: %s", (pattern, request, matches) => {
  expect(send(`${pattern} 500`, request)).toEqual([matches ? { status: 500 } : undefined]);
});

test.each([
  "",
  "429",
  "POST /v1/prices",
  "POST /v1/prices 200",
  "POST /v1/prices 429 2",
  "POST v1/prices 429",
  "POST /v1/prices 429 x0",
  "POST /v1/prices delay=2",
])("rejects %j", (fault) => {
  expect(() => injectFaults([fault])).toThrow(InvalidFaultError);
  expect(() => injectFaults([fault])).toThrow(`; got: ${fault}`);
});
