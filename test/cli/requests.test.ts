import { type Sandbox, startSandbox, type SandboxRequest } from "../../cli/src/sandbox";
import { logLine } from "../../cli/src/sandbox/log";
import { Client } from "./client";

let sandbox: Sandbox;
let stripe: Client;

beforeAll(async () => {
  sandbox = await startSandbox({ environment: {} });
  stripe = new Client(sandbox);
});
beforeEach(() => {
  sandbox.intercept = undefined;
  sandbox.clearRequests();
});
afterAll(() => sandbox.close());

test("requests are kept in order, with what was sent and what came of it, and without keys", async () => {
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

test("an answer can be made up, and nothing is carried out", async () => {
  sandbox.intercept = ({ path }) =>
    path === "/v1/products" ? { status: 429, headers: { "Retry-After": "1" } } : undefined;
  const before = sandbox.account().products.length;
  const { status, headers, body } = await stripe.post("/v1/products", { name: "x" });
  expect([status, headers["retry-after"], body.error.type]).toEqual([429, "1", "api_error"]);
  expect(sandbox.account().products).toHaveLength(before);
  expect((await stripe.get("/v1/account")).status).toBe(200);
});

test("a made-up answer has its own body", async () => {
  sandbox.intercept = () => ({ status: 409, body: { error: { code: "lock_timeout", message: "locked" } } });
  expect((await stripe.post("/v1/products", { name: "x" })).body).toEqual({
    error: { code: "lock_timeout", message: "locked" },
  });
});

test.each([
  ["reset", 0],
  ["reset-after", 1],
] as const)("%s cuts the connection and carries out %s requests", async (interception, carriedOut) => {
  const before = sandbox.account().products.length;
  sandbox.intercept = () => interception;
  await expect(stripe.post("/v1/products", { name: "x" })).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(sandbox.account().products).toHaveLength(before + carriedOut);
  expect(sandbox.requests).toMatchObject([{ status: undefined }]);
});

test.each(["before", "after"] as const)("a delay lies %s the request is carried out", async (when) => {
  sandbox.intercept = () => ({ delayMs: 150, when });
  const before = sandbox.account().products.length;
  const started = Date.now();
  const answer = stripe.post("/v1/products", { name: "x" });
  await new Promise((resolve) => setTimeout(resolve, 75));
  expect(sandbox.account().products).toHaveLength(when === "before" ? before : before + 1);
  expect((await answer).status).toBe(200);
  expect(Date.now() - started).toBeGreaterThanOrEqual(145);
});

test("an interceptor may wait for whatever it likes", async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  sandbox.intercept = async () => void (await gate);
  const answer = stripe.get("/v1/account");
  release();
  expect((await answer).status).toBe(200);
});

test("an interceptor that fails says so in the answer", async () => {
  sandbox.intercept = () => {
    throw new Error("oops");
  };
  const { status, body } = await stripe.get("/v1/account");
  expect([status, body.error.message]).toEqual([500, "The interceptor failed: Error: oops"]);
});

test("closing a sandbox ends a request that never gets its answer", async () => {
  const other = await startSandbox({ environment: {}, intercept: () => new Promise(() => undefined) });
  const refused = expect(new Client(other).get("/v1/account")).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 30));
  await other.close();
  await refused;
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
  ])("for %j", (change, line) => {
    expect(logLine({ ...request, ...change })).toBe(line);
  });

  test("is short", () => {
    expect(logLine({ ...request, params: { name: "x".repeat(1000) } }).length).toBeLessThan(250);
  });
});
