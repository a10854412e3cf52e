import { InvalidKeyError, startSandbox } from "../../../../cli/src/sandbox";
import { redact } from "../../../../cli/src/sandbox/api/keys/key";
import { Keyring } from "../../../../cli/src/sandbox/api/keys/keyring";
import { useSandbox } from "../../../support/sandbox";
import { Client } from "../client";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);

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

describe("a restricted key with some permissions", () => {
  const key = "rk_test_portal1234";
  const permissions = ["customer_portal_write", "plan_read"];
  const own = useSandbox({ once: true, keys: [{ key, permissions }, "sk_test_full"] });
  const restricted = new Client(own, bearer(key));

  test("is rejected with 403 and the missing permission", async () => {
    const { status, body } = await restricted.post("/v1/prices", { currency: "usd", unit_amount: 1 });
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      type: "invalid_request_error",
      code: "more_permissions_required",
      message:
        "Permission denied. The provided key 'rk_test_******1234' does not have the required permissions for this " +
        "endpoint on account 'acct_sandbox'. Enabling Prices Write ('plan_write') permissions on this key would allow " +
        "this request to continue. You can edit permissions at https://dashboard.stripe.com/apikeys",
    });
    expect(own.dashboard().list("price")).toEqual([]);
  });

  test.each([
    ["GET", "/v1/prices?lookup_keys[]=pro", 200],
    ["GET", "/v1/billing_portal/configurations", 200],
    ["POST", "/v1/billing_portal/configurations?features[invoice_history][enabled]=true", 200],
    ["GET", "/v1/products", 403],
    ["POST", "/v1/products?name=x", 403],
    ["GET", "/v1/customers", 403],
    ["GET", "/v1/payment_method_configurations", 403],
    ["GET", "/v1/account", 403],
  ])("%s %s returns %i", async (method, path, status) => {
    expect((await (method === "GET" ? restricted.get(path) : restricted.post(path))).status).toBe(status);
  });

  test("cannot read prices without plan_read", async () => {
    const keys = [{ key, permissions: ["customer_portal_write"] }];
    const other = await startSandbox({ environment: {}, keys });
    const { status, body } = await new Client(other, bearer(key)).get("/v1/prices", { lookup_keys: ["pro"] });
    expect([status, body.error.message]).toEqual([403, expect.stringContaining("Prices Read ('plan_read')")]);
    await other.close();
  });

  test("does not restrict the other keys", async () => {
    const full = new Client(own, bearer("sk_test_full"));
    expect((await full.post("/v1/products", { name: "x" })).status).toBe(200);
  });

  test.each([
    ["a secret key", { key: "sk_test_1", permissions: ["plan_read"] }],
    ["a permission without read or write", { key, permissions: ["prices"] }],
    ["an empty permission", { key, permissions: [""] }],
  ])("rejects %s", (_, given) => {
    expect(() => new Keyring([given])).toThrow(InvalidKeyError);
  });
});

test.each(["", "abc", "pk_test_1", "sk_test_", "sk_test_a b"])("%j is rejected as a configured key", (key) => {
  expect(() => new Keyring([key])).toThrow(InvalidKeyError);
});
