import { once } from "node:events";
import { connect } from "node:net";
import { startSandbox, type SandboxRequest } from "../../../../cli/src/sandbox";
import { logLine } from "../../../../cli/src/sandbox/network/log";
import { keepRequest } from "../../../../cli/src/sandbox/network/requests";
import { useSandbox } from "../../../support/sandbox";
import { Client } from "../client";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);

beforeEach(() => {
  sandbox.intercept = undefined;
  sandbox.clearRequests();
});

test("requests are recorded in order, with parameters and responses", async () => {
  const theirs = stripe.with({ "stripe-context": "acct_1", "stripe-version": "2026-05-27.dahlia" });
  await theirs.post("/v1/products", { name: "Pro", marketing_features: [{ name: "Fast" }], metadata: { a: "b" } });
  await stripe.get("/v1/prices", { limit: 1, expand: ["data.product"] });
  await stripe.with({ authorization: "" }).get("/v1/prices");
  expect(sandbox.requests).toEqual([
    {
      id: expect.stringMatching(/^req_/),
      method: "POST",
      path: "/v1/products",
      params: { name: "Pro", marketing_features: [{ name: "Fast" }], metadata: { a: "b" } },
      account: "acct_1",
      mode: "test",
      version: "2026-05-27.dahlia",
      idempotencyKey: undefined,
      at: expect.any(Number),
      status: 200,
      error: undefined,
    },
    expect.objectContaining({
      path: "/v1/prices",
      params: { limit: "1", expand: ["data.product"] },
      account: undefined,
    }),
    expect.objectContaining({ mode: undefined, status: 401, error: expect.stringMatching(/^You did not provide/) }),
  ]);
  expect(JSON.stringify(sandbox.requests)).not.toContain(sandbox.keys.test);
  sandbox.clearRequests();
  expect(sandbox.requests).toEqual([]);
});

test("an injected response replaces the execution of the request", async () => {
  sandbox.intercept = ({ path }) =>
    path === "/v1/products" ? { status: 429, headers: { "Retry-After": "1" } } : undefined;
  const before = sandbox.dashboard().list("product").length;
  const { status, headers, body } = await stripe.post("/v1/products", { name: "x" });
  expect([status, headers["retry-after"], body.error.type]).toEqual([429, "1", "invalid_request_error"]);
  expect(sandbox.dashboard().list("product")).toHaveLength(before);
  expect((await stripe.get("/v1/account")).status).toBe(200);
});

test.each([
  [400, { type: "invalid_request_error" }],
  [402, { type: "card_error", code: "card_declined", decline_code: "generic_decline" }],
  [404, { type: "invalid_request_error", code: "resource_missing" }],
  [409, { type: "idempotency_error", code: "idempotency_key_in_use" }],
  [429, { type: "invalid_request_error", code: "rate_limit" }],
  [503, { type: "api_error" }],
])("an injected %s has the type and code of Stripe's error", async (status, error) => {
  sandbox.intercept = () => ({ status });
  const { body } = await stripe.get("/v1/products");
  expect(body.error).toEqual({ message: `The sandbox injected this ${status} response.`, ...error });
});

test("an injected response can have a body", async () => {
  sandbox.intercept = () => ({ status: 409, body: { error: { code: "lock_timeout", message: "locked" } } });
  expect((await stripe.post("/v1/products", { name: "x" })).body).toEqual({
    error: { code: "lock_timeout", message: "locked" },
  });
});

test.each([
  ["reset", 0],
  ["reset-after", 1],
] as const)("%s cuts the connection after executing %s requests", async (interception, executed) => {
  const before = sandbox.dashboard().list("product").length;
  sandbox.intercept = () => interception;
  await expect(stripe.post("/v1/products", { name: "x" })).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(sandbox.dashboard().list("product")).toHaveLength(before + executed);
  expect(sandbox.requests).toMatchObject([{ status: undefined }]);
});

test.each(["before", "after"] as const)("a delay can take place %s the request is executed", async (when) => {
  sandbox.intercept = () => ({ delayMs: 150, when });
  const before = sandbox.dashboard().list("product").length;
  const started = Date.now();
  const answer = stripe.post("/v1/products", { name: "x" });
  await new Promise((resolve) => setTimeout(resolve, 75));
  expect(sandbox.dashboard().list("product")).toHaveLength(when === "before" ? before : before + 1);
  expect((await answer).status).toBe(200);
  expect(Date.now() - started).toBeGreaterThanOrEqual(145);
});

test("an interceptor can be asynchronous", async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  sandbox.intercept = async () => void (await gate);
  const answer = stripe.get("/v1/account");
  release();
  expect((await answer).status).toBe(200);
});

test("the response contains the error of an interceptor", async () => {
  sandbox.intercept = () => {
    throw new Error("oops");
  };
  const { status, body } = await stripe.get("/v1/account");
  expect([status, body.error.message]).toEqual([500, "The interceptor failed: Error: oops"]);
});

test("closing a sandbox ends a connection before its TLS handshake", async () => {
  const other = await startSandbox({ environment: {} });
  const socket = connect(Number(new URL(other.url).port), "127.0.0.1");
  await once(socket, "connect");
  const closed = once(socket, "close");
  socket.on("error", () => undefined).resume();
  await other.close();
  await closed;
});

test("closing a sandbox ends a request without a response", async () => {
  const other = await startSandbox({ environment: {}, intercept: () => new Promise(() => undefined) });
  const rejected = expect(new Client(other).get("/v1/account")).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 30));
  await other.close();
  await rejected;
});

test("keys are masked in every part of a request", async () => {
  const theirs = stripe.with({ "idempotency-key": "sk_live_abc", "stripe-account": "rk_test_abc" });
  await theirs.get("/v1/products/sk_live_abc", { created: { sk_test_abc: "rk_live_abc" } });
  await stripe.get("/v1/prices/sk_live_abc");
  expect(sandbox.requests).toMatchObject([
    {
      path: "/v1/products/sk_live_****",
      params: { created: { "sk_test_****": "rk_live_****" } },
      account: "rk_test_****",
      idempotencyKey: "sk_live_****",
    },
    { error: "No such price: 'sk_live_****'" },
  ]);
  expect(JSON.stringify(sandbox.requests)).not.toContain("abc");
});

test("only the last 10,000 requests are kept", () => {
  const requests: SandboxRequest[] = [];
  const numbers = Array.from({ length: 10_001 }, (_, index) => index);
  numbers.forEach((at) => keepRequest(requests, { at } as SandboxRequest));
  expect(requests.map(({ at }) => at)).toEqual(numbers.slice(1));
});

describe("limits", () => {
  test("a body that is nested 300,000 levels deep is rejected", async () => {
    const before = process.memoryUsage().heapUsed;
    const { status, body } = await stripe.post("/v1/products", `a${"[b]".repeat(300_000)}=1`);
    expect([status, body.error.message]).toEqual([400, "The sandbox accepts parameters at most 32 levels deep."]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1024 * 1024);
  });

  test("a body above 1 MiB is rejected with a readable response", async () => {
    const { status, body } = await stripe.post("/v1/products", `name=${"x".repeat(3 * 1024 * 1024)}`);
    expect([status, body.error.message]).toEqual([
      413,
      "The sandbox accepts at most 1048576 bytes in a request; got: 3145733.",
    ]);
    expect(sandbox.requests).toMatchObject([{ path: "/v1/products", params: {}, status: 413 }]);
  });

  test("a body above 1 MiB without a key is rejected with 401", async () => {
    const { status } = await stripe.with({ authorization: "" }).post("/v1/products", `a${"[b]".repeat(100)}=1`);
    expect(status).toBe(401);
  });

  test("32 levels are parsed and rejected as an unknown parameter", async () => {
    const { body } = await stripe.post("/v1/products", `name=Pro&a${"[b]".repeat(31)}=1`);
    expect(body.error.message).toBe("Received unknown parameter: a");
  });
});

describe("a line of the log", () => {
  const request: SandboxRequest = {
    id: "req_1",
    method: "POST",
    path: "/v1/products",
    params: { name: "Pro", metadata: { team: "billing" } },
    account: undefined,
    mode: "test",
    version: undefined,
    idempotencyKey: undefined,
    at: 0,
    status: 200,
    error: undefined,
  };

  test.each<[Partial<SandboxRequest>, string]>([
    [{}, "POST /v1/products 200 name=Pro metadata[team]=billing"],
    [{ mode: "live", account: "acct_1", params: {} }, "POST /v1/products 200 (live acct_1)"],
    [{ params: {}, status: 400, error: "No such price: 'x'" }, "POST /v1/products 400 -> No such price: 'x'"],
    [{ params: {}, status: undefined }, "POST /v1/products cut"],
    [{ params: { name: "sk_live_abc123" } }, "POST /v1/products 200 name=sk_live_****"],
    [{ params: { name: "a\nb" } }, "POST /v1/products 200 name=a\\nb"],
    [{ path: "/v1/\u001b[2J", params: {} }, "POST /v1/\\u001b[2J 200"],
    [
      { params: {}, status: 404, error: "No such price: 'sk_live_a\u009b'" },
      "POST /v1/products 404 -> No such price: 'sk_live_****\\u009b'",
    ],
  ])("for %j", (change, line) => {
    expect(logLine({ ...request, ...change })).toBe(line);
  });

  test("is short", () => {
    expect(logLine({ ...request, params: { name: "x".repeat(1000) } }).length).toBeLessThan(250);
  });
});
