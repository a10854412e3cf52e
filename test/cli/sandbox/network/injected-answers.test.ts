import { type Sandbox, startSandbox } from "../../../../cli/src/sandbox";
import { Client } from "../client";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ environment: {} });
});
afterAll(() => sandbox.close());

const get = () => new Client(sandbox).get("/v1/account");

test("the headers of an injected answer replace the usual ones, whatever their case", async () => {
  sandbox.intercept = () => ({
    status: 200,
    body: {},
    headers: { "content-type": "text/html", "REQUEST-ID": "req_1" },
  });

  expect((await get()).headers).toMatchObject({ "content-type": "text/html", "request-id": "req_1" });
});

test("an injected answer breaks off if its Content-Length exceeds its body", async () => {
  const headers = { Connection: "close", "Content-Length": "100" };
  sandbox.intercept = () => ({ status: 200, body: {}, headers });

  await expect(get()).rejects.toThrow("aborted");
});

test("an injected error can have a message that is no string", async () => {
  const body = { error: { message: { a: 1 } } };
  sandbox.intercept = () => ({ status: 400, body });

  expect((await get()).body).toEqual(body);
  expect(JSON.parse(sandbox.requests.at(-1)!.error!)).toEqual(body);
});
