import { base64gzip, fail, HELD, KEY, serveStripe, stripe, succeed } from "./harness";

serveStripe();

describe("the expected mode", () => {
  test.each([
    ["live", "sk_test_1"],
    ["live", "rk_test_1"],
    ["test", "sk_live_1"],
    ["test", "rk_live_1"],
  ])("%s rejects %s and sends nothing", async (mode, key) => {
    const env = { STRIPE_API_KEY: key, STRIPE_PORTAL_EXPECTED_MODE: mode };
    for (const err of await Promise.all(["apply", "check-mode"].map((verb) => fail({ verb, env })))) {
      expect(err).toContain(
        `this portal expects Stripe's ${mode} mode, but the key is a ${mode === "live" ? "test" : "live"} mode key. ` +
          `Use a ${mode} mode key, or change \`expectedMode\`.\nNothing was sent for this portal.\n`,
      );
    }
    expect(stripe.requests).toEqual([]);
  });

  test.each(["sk_org_test_1", "sk_live_1"])(
    "does not write a configuration of the other mode, whatever the key (%s)",
    async (key) => {
      stripe.answerNext({ status: 200, body: HELD });
      const err = await fail({ env: { STRIPE_API_KEY: key, STRIPE_PORTAL_EXPECTED_MODE: "live" } });

      expect(err).toContain("expects Stripe's live mode, but the configuration is in test mode");
      expect(err).toContain("Nothing was changed in Stripe.");
      expect(stripe.requests.map(({ method }) => method)).toEqual(["GET"]);
    },
  );

  test.each([
    ["live", "sk_live_1"],
    ["test", "rk_test_1"],
    ["test", "sk_org_test_1"],
  ] as const)("%s accepts %s", async (mode, key) => {
    stripe.addPortal({ mode, account: "acct_1" });
    const env = { STRIPE_API_KEY: key, STRIPE_ACCOUNT: "acct_1", STRIPE_PORTAL_EXPECTED_MODE: mode };
    await succeed({ env });

    expect(await succeed({ verb: "check-mode", env })).toBe("");
    expect(stripe.writes).toMatchObject([{ mode, account: "acct_1", status: 200 }]);
  });

  test("rejects an unknown mode", async () => {
    expect(await fail({ env: { STRIPE_PORTAL_EXPECTED_MODE: "prod" } })).toContain("must be live or test; got: prod.");
    expect(await fail({ verb: "check-mode" })).toContain("STRIPE_PORTAL_EXPECTED_MODE is required.");
    expect(stripe.requests).toEqual([]);
  });
});

describe("the key", () => {
  test.each([undefined, "", " \n"])("is required (%j)", async (STRIPE_API_KEY) => {
    const env = { STRIPE_API_KEY, STRIPE_PORTAL_EXPECTED_MODE: "test" };
    for (const err of await Promise.all(["apply", "check-mode"].map((verb) => fail({ verb, env })))) {
      expect(err).toContain(
        "an API key is required: the provider's `apiKey` is unset or empty, and so is STRIPE_API_KEY. Set `apiKey` of your app's " +
          "StripeProvider, preferably from an ephemeral variable, or set STRIPE_API_KEY in the environment that runs Terraform.",
      );
      expect(err).toContain("Nothing was sent for this portal.");
    }
  });

  test("is trimmed", async () => {
    await succeed({ env: { STRIPE_API_KEY: ` ${KEY}\n` } });

    expect(stripe.exchanges.at(-1)!.request.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  test.each([`"${KEY}"`, `${KEY}\nother`, `${KEY}é`])(
    "is rejected, and not shown, if it contains a character that no key contains (%j)",
    async (key) => {
      const err = await fail({ env: { STRIPE_API_KEY: key } });

      expect(err).toContain("the API key contains a space, a quote or another character that no key contains");
      expect(err).not.toContain(KEY);
      expect(stripe.requests).toEqual([]);
    },
  );
});

test("the account is sent as Stripe-Context, like the provider does", async () => {
  stripe.addPortal({ account: "acct_1" });
  await succeed({ env: { STRIPE_ACCOUNT: "acct_1" } });

  for (const { request } of stripe.exchanges.slice(-2)) {
    expect(request.headers).toMatchObject({ "stripe-context": "acct_1" });
    expect(request.headers).not.toHaveProperty("stripe-account");
  }
});

const STATE =
  "STRIPE_PORTAL_DESIRED_STATE must be a JSON object, compressed with gzip and encoded in base64, as the library sets it;";
test.each([
  ["STRIPE_PORTAL_CONFIGURATION", "", "STRIPE_PORTAL_CONFIGURATION is required"],
  ["STRIPE_PORTAL_DESIRED_STATE", "", `${STATE} got: nothing. Synthesize your app again.`],
  ["STRIPE_PORTAL_DESIRED_STATE", "{}", `${STATE} got: something that gzip cannot read.`],
  ["STRIPE_PORTAL_DESIRED_STATE", base64gzip("[1]"), `${STATE} got: something other than a JSON object.`],
  ["STRIPE_PORTAL_DESIRED_STATE", base64gzip("{"), `${STATE} got: something other than a JSON object.`],
  ["STRIPE_ACCOUNT", "acct 1", "the account must be the id of a Stripe account; got: acct 1."],
])("fails if %s is %j", async (name, value, message) => {
  const err = await fail({ env: { [name]: value } });

  expect(err).toContain(message);
  expect(err).toContain("Nothing was sent for this portal.");
  expect(stripe.requests).toEqual([]);
});
