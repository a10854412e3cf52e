import { useSandbox } from "../../../support/sandbox";
import { Client } from "../client";

const sandbox = useSandbox({ once: true });
let stripe: Client;
let count = 0;

beforeEach(() => {
  stripe = new Client(sandbox, { "idempotency-key": `key-${count++}` });
});
afterEach(() => {
  sandbox.intercept = undefined;
});

test("a repeated request is processed once and its response replayed", async () => {
  const first = await stripe.post("/v1/products", { name: "x" });
  const second = await stripe.post("/v1/products", { name: "x" });
  expect(second.body).toEqual(first.body);
  expect(first.headers["idempotent-replayed"]).toBeUndefined();
  expect(second.headers).toMatchObject({
    "idempotent-replayed": "true",
    "original-request": first.headers["request-id"],
    "idempotency-key": first.headers["idempotency-key"],
  });
});

test("a replay has a request id of its own", async () => {
  const answers = [await stripe.post("/v1/products", { name: "x" }), await stripe.post("/v1/products", { name: "x" })];
  const [first, second] = answers.map(({ headers }) => headers["request-id"]);
  expect(second).toMatch(/^req_/);
  expect(second).not.toBe(first);
  expect(answers.map(({ headers }) => headers["original-request"])).toEqual([first, first]);
});

test("another request with the same key is rejected", async () => {
  await stripe.post("/v1/products", { name: "x" });
  const { status, body } = await stripe.post("/v1/products", { name: "y" });
  expect([status, body.error.type]).toEqual([400, "idempotency_error"]);
  expect(body.error.message).toMatch(/^Keys for idempotent requests can only be used with the same parameters/);
});

test("a key can be used again in another account or mode", async () => {
  const { body } = await stripe.post("/v1/products", { name: "x" });
  const theirs = await stripe.with({ "stripe-account": "acct_other" }).post("/v1/products", { name: "y" });
  const live = await stripe.with({ authorization: `Bearer ${sandbox.keys.live}` }).post("/v1/products", { name: "z" });
  expect(new Set([body.id, theirs.body.id, live.body.id]).size).toBe(3);
});

test("a key can be used again after a rejected request", async () => {
  expect((await stripe.post("/v1/products", { id: "later" })).status).toBe(400);
  expect((await stripe.post("/v1/products", { id: "later", name: "x" })).status).toBe(200);
});

test.each([
  [500, 500],
  [429, 200],
  [409, 200],
])("the key of an injected %s receives %s when it is repeated", async (injected, then) => {
  sandbox.intercept = () => ({ status: injected });
  expect((await stripe.post("/v1/products", { name: "x" })).status).toBe(injected);
  sandbox.intercept = undefined;
  expect((await stripe.post("/v1/products", { name: "x" })).status).toBe(then);
});

test("a request that was processed before the connection was cut is replayed", async () => {
  sandbox.intercept = () => "reset-after";
  await expect(stripe.post("/v1/products", { id: "cut", name: "x" })).rejects.toThrow();
  sandbox.intercept = undefined;
  const { status, headers } = await stripe.post("/v1/products", { id: "cut", name: "x" });
  expect([status, headers["idempotent-replayed"]]).toEqual([200, "true"]);
});
