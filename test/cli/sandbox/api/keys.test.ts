import { InvalidKeyError, type Sandbox, startSandbox } from "../../../../cli/src/sandbox";
import { Keyring, redact } from "../../../../cli/src/sandbox/api/keys";
import { Client } from "../client";

let sandbox: Sandbox;
let stripe: Client;

beforeAll(async () => {
  sandbox = await startSandbox({ environment: {} });
  stripe = new Client(sandbox);
});
afterAll(() => sandbox.close());

const bearer = (key: string): { authorization: string } => ({ authorization: `Bearer ${key}` });

test.each(["sk_test_sandbox", "rk_test_sandbox", "sk_live_sandbox", "rk_live_sandbox"])(
  "%s is accepted",
  async (key) => {
    const { body } = await stripe.with(bearer(key)).post("/v1/products", { name: "x" });
    expect(body.livemode).toBe(key.includes("live"));
  },
);

test("a key is accepted as the user name of basic authentication", async () => {
  const authorization = `Basic ${Buffer.from("sk_test_sandbox:").toString("base64")}`;
  expect((await stripe.with({ authorization }).get("/v1/account")).body).toMatchObject({ id: "acct_sandbox" });
});

test("an unknown key is rejected with 401 and its last four characters", async () => {
  const { status, body } = await stripe.with(bearer("sk_test_abcdefgh1234")).get("/v1/account");
  expect([status, body.error.message]).toEqual([401, "Invalid API Key provided: sk_test_********1234"]);
});

test.each(["pk_test_sandbox", "pk_live_sandbox"])("rejects the publishable key %s", async (key) => {
  const { status, body } = await stripe.with(bearer(key)).get("/v1/account");
  expect(status).toBe(403);
  expect(body.error).toMatchObject({
    type: "invalid_request_error",
    code: "secret_key_required",
    message: expect.stringMatching(
      /^This API call cannot be made with a publishable API key\. Please use a secret API key\./,
    ),
  });
});

test("a missing key is rejected with 401 and an example", async () => {
  const { status, body } = await stripe.with({ authorization: "" }).get("/v1/account");
  expect(status).toBe(401);
  expect(body.error.message).toMatch(/^You did not provide an API key\. You need to provide your API key in the Auth/);
});

test.each([
  ["sk_test_a1b2c3d4e5", "sk_test_******d4e5"],
  ["sk_live_abc", "sk_live_****"],
  ["nonsense-key", "********-key"],
  ["abc", "****"],
])("%s is masked as %s", (key, shown) => {
  expect(redact(key)).toBe(shown);
});

test("test and live mode have separate objects", async () => {
  const { body } = await stripe.post("/v1/products", { name: "x" });
  const { status, body: answer } = await stripe.with(bearer(sandbox.keys.live)).get(`/v1/products/${body.id}`);
  expect(status).toBe(404);
  expect(answer.error.message).toContain("a similar object exists in test mode, but a live mode key was used");
});

test.each(["stripe-account", "stripe-context"])("%s selects the objects of an account", async (header) => {
  const theirs = stripe.with({ [header]: "acct_theirs" });
  const { body, headers } = await theirs.post("/v1/products", { name: "x" });
  expect(headers["stripe-account"]).toBe("acct_theirs");
  expect((await stripe.get(`/v1/products/${body.id}`)).status).toBe(404);
  expect(sandbox.dashboard({ account: "acct_theirs" }).get("product", body.id).name).toBe("x");
  expect((await theirs.get("/v1/account")).body.id).toBe("acct_theirs");
});

test("an invalid account is rejected", async () => {
  const { status, body } = await stripe.with({ "stripe-account": "mine" }).get("/v1/account");
  expect([status, body.error.code]).toEqual([403, "account_invalid"]);
});

test("an organization's key requires Stripe-Context", () => {
  const keyring = new Keyring(["sk_org_live_1"]);
  expect(() => keyring.authenticate(bearer("sk_org_live_1"))).toThrow("Stripe-Context");
  const caller = keyring.authenticate({ ...bearer("sk_org_live_1"), "stripe-context": "acct_1" });
  expect(caller).toEqual({ mode: "live", accountId: "acct_1" });
});

test("configured keys replace the default keys of their mode", () => {
  const keyring = new Keyring(["rk_test_one", "sk_test_two"]);
  expect([keyring.test, keyring.live]).toEqual(["rk_test_one", "sk_live_sandbox"]);
  expect(keyring.authenticate(bearer("sk_test_two")).mode).toBe("test");
  expect(() => keyring.authenticate(bearer("sk_test_sandbox"))).toThrow("Invalid API Key");
});

test.each(["", "abc", "pk_test_1", "sk_test_", "sk_test_a b"])("%j is rejected as a configured key", (key) => {
  expect(() => new Keyring([key])).toThrow(InvalidKeyError);
});
