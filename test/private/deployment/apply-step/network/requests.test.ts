import type { Interception } from "../../../../../cli/src/sandbox";
import { fail, HELD, KEY, NO_ANSWER, run, serveStripe, stripe, stripeError, succeed } from "../harness";

serveStripe();

const page = (status: number, body: string, headers = {}): Interception => ({
  status,
  body,
  headers: { "content-type": "text/html", ...headers },
});

describe("a rejection", () => {
  test("prints the message, parameter, code and request ID, and does not retry", async () => {
    const desired = { features: { subscription_update: { products: [{ product: "prod_pro", prices: ["price_x"] }] } } };

    expect(await fail({ desired })).toMatch(
      new RegExp(
        "^Error: app/portal, bpc_1: Stripe rejected the change \\(400\\): No such price: 'price_x'\n" +
          "param: features\\[subscription_update\\]\\[products\\]\\[0\\]\\[prices\\]\\[0\\], code: resource_missing, " +
          "request: req_\\w+\nNothing was changed in Stripe\\.\n$",
      ),
    );
    expect(stripe.requests).toHaveLength(2);
  });

  test.each([
    [
      401,
      { STRIPE_API_KEY: "sk_test_unknown" },
      "Invalid API Key provided: sk_test_***",
      "Check the API key: `apiKey` of your app's StripeProvider, or STRIPE_API_KEY in the environment that runs Terraform.",
    ],
    [
      403,
      { STRIPE_API_KEY: "rk_test_prices" },
      "Permission denied.",
      "A restricted key needs the permission Customer portal: Write.",
    ],
    [
      404,
      { STRIPE_ACCOUNT: "acct_2" },
      "No such configuration: 'bpc_1'",
      "The object does not exist, or it belongs to another account or to the other mode than the API key.",
    ],
  ])("with %i comes with a hint", async (status, env, message, hint) => {
    const err = await fail({ env });

    expect(err).toContain(`Stripe rejected the request to read bpc_1 (${status}): ${message}`);
    expect(err).toContain(`\n${hint}\nNothing was changed in Stripe.\n`);
    expect(stripe.requests).toHaveLength(1);
  });

  test("never prints the key, even if the server echoes it", async () => {
    stripe.answerNext(stripeError(401, { message: `Invalid API Key provided: ${KEY}`, param: KEY }));

    expect(await fail()).toContain("Invalid API Key provided: [redacted]\nparam: [redacted]");
  });
});

describe("an unexpected answer", () => {
  const PAGE = "with something other than an API response";
  const answer = (fields: object): Interception => ({ status: 200, body: { ...HELD, ...fields } });

  test.each<[string, Interception, string]>([
    ["an empty object", { status: 200, body: {} }, "`object` must be billing_portal.configuration; got: not set."],
    ["another object", answer({ object: "list" }), '`object` must be billing_portal.configuration; got: "list".'],
    ["another portal", answer({ id: "bpc_2" }), '`id` must be bpc_1; got: "bpc_2".'],
    ["no livemode", answer({ livemode: undefined }), "`livemode` must be true or false; got: not set."],
    ["active as a string", answer({ active: "true" }), '`active` must be true or false; got: "true".'],
    ["features: null", answer({ features: null }), "`features` must be an object; got: not set."],
    ["features as a list", answer({ features: [] }), "`features` must be an object; got: []."],
    [
      "a feature as a string",
      answer({ features: { invoice_history: "x".repeat(99) } }),
      `\`features.invoice_history\` must be an object; got: "${"x".repeat(76)}....`,
    ],
    ["metadata as a list", answer({ metadata: ["a"] }), '`metadata` must be an object; got: ["a"].'],
    ["a list", { status: 200, body: [] }, `answered 200 ${PAGE} (application/json).`],
    ["null", { status: 200, body: "null" }, `answered 200 ${PAGE} (application/json).`],
    ["nothing", { status: 200, body: "" }, `answered 200 ${PAGE} (application/json, empty).`],
    ["204", page(204, ""), `answered 204 ${PAGE} (text/html, empty).`],
    ["201", { status: 201, body: HELD }, `answered 201 ${PAGE} (application/json).`],
    ["a page", page(200, "<html>Blocked by policy</html>"), `answered 200 ${PAGE} (text/html). A proxy or firewall`],
    ["a page with 403", page(403, "<html>"), `answered 403 ${PAGE} (text/html). A proxy or firewall`],
    [
      "a redirect",
      page(302, "<html>", { Location: "https://login.corp/?x" }),
      `answered 302 ${PAGE} (text/html, redirect to https://login.corp/?x). A proxy or firewall`,
    ],
    ["an error as a string", { status: 403, body: { error: "no" } }, `answered 403 ${PAGE} (application/json).`],
    ["an error as a list", { status: 400, body: { error: [] } }, `answered 400 ${PAGE} (application/json).`],
    ["error: null", { status: 400, body: { error: null } }, `answered 400 ${PAGE} (application/json).`],
    [
      "an error with status 200",
      stripeError(200, { message: "Sorry" }),
      "Stripe rejected the request to read bpc_1 (200): Sorry\nrequest: req_1\n",
    ],
    [
      "an error without a message",
      stripeError(400, { code: "oops" }),
      "(400) without a message.\ntype: invalid_request_error, code: oops, request: req_1\n",
    ],
    [
      "an error with a message, a parameter and a code that are no strings",
      stripeError(400, { message: { a: 1 }, param: ["a"], code: 7, type: undefined }),
      "Stripe rejected the request to read bpc_1 (400) without a message.\nrequest: req_1\nNothing",
    ],
    ["5 MiB", page(200, "x".repeat(5 * 1024 ** 2)), "the answer of api.stripe.com is longer than 4 MiB. A proxy"],
  ])("%s ends in one clear error", async (_, interception, message) => {
    stripe.answerNext(interception);
    const err = await fail();

    expect(err).toContain(message);
    expect(err).toMatch(/\nNothing was changed in Stripe\.\n$/);
    expect(err).not.toMatch(/undefined|\[object/);
    expect(stripe.requests).toHaveLength(1);
  });

  test.each([
    ["another portal", answer({ id: "bpc_2" }), '`id` must be bpc_1; got: "bpc_2".'],
    ["a page", page(200, "<html>Welcome</html>"), PAGE],
  ])("%s to the change may mean that Stripe made it", async (_, interception, message) => {
    stripe.answerNext(undefined, interception);
    const err = await fail();

    expect(err).toContain(message);
    expect(err).toMatch(/\nStripe may have made the change\. Run `apply` again: /);
  });

  test.each([null, undefined])("metadata and a feature may be %s", async (nothing) => {
    stripe.answerNext(answer({ metadata: nothing, features: { ...HELD.features, subscription_gift: nothing } }));
    await succeed({ desired: { metadata: { team: "billing" } } });

    expect(stripe.portal.metadata).toEqual({ team: "billing" });
  });
});

describe("a request", () => {
  const keysOfWrites = () => new Set(stripe.writes.map(({ idempotencyKey }) => idempotencyKey));
  const slowDown = (header: string, value: string) => stripeError(429, { message: "Slow down" }, { [header]: value });

  test.each<[string, Interception | Promise<never>]>([
    ["409 lock_timeout", stripeError(409, { message: "Try again", code: "lock_timeout" })],
    ["429", stripeError(429, { message: "Slow down", code: "rate_limit" })],
    ["a connection reset", "reset"],
    ["a connection reset after the change", "reset-after"],
    ["no answer", NO_ANSWER],
  ])("is repeated with the same idempotency key after %s", async (_, answer) => {
    stripe.answerNext(answer, undefined, answer);
    await succeed();

    expect(stripe.requests.map(({ method }) => method)).toEqual(["GET", "GET", "POST", "POST"]);
    expect(keysOfWrites().size).toBe(1);
  });

  test.each([500, 502, 503])(
    "is repeated with a new idempotency key after %i, because Stripe replays its answer to the old one",
    async (status) => {
      stripe.answerNext(page(status, "<html>Bad gateway</html>"), undefined, stripeError(status, { message: "Sorry" }));
      await succeed();

      expect(stripe.requests.map(({ method }) => method)).toEqual(["GET", "GET", "POST", "POST"]);
      expect(keysOfWrites().size).toBe(2);
    },
  );

  test("is repeated if its answer breaks off", async () => {
    stripe.answerNext({ status: 200, body: {}, headers: { "content-length": "10000" } });
    await succeed();

    expect(stripe.requests).toHaveLength(3);
  });

  test("is not repeated if Stripe-Should-Retry is false", async () => {
    stripe.answerNext(stripeError(500, { message: "Sorry" }, { "Stripe-Should-Retry": "false" }));

    expect(await fail()).toContain("Stripe rejected the request to read bpc_1 (500): Sorry");
    expect(stripe.requests).toHaveLength(1);
  });

  test("is repeated after any error if Stripe-Should-Retry is true", async () => {
    stripe.answerNext(stripeError(400, { message: "Sorry" }, { "Stripe-Should-Retry": "true" }));
    await succeed();

    expect(stripe.requests).toHaveLength(3);
  });

  test.each([
    ["in seconds", () => "15"],
    ["as a date", () => new Date(Date.now() + 15_000).toUTCString()],
  ])("waits for Retry-After %s", async (_, value) => {
    stripe.answerNext(slowDown("Retry-After", value()));
    const { code, pauses } = await run();

    expect([code, pauses.length]).toEqual([0, 1]);
    expect(pauses[0]).toBeGreaterThan(8000);
    expect(pauses[0]).toBeLessThanOrEqual(15_000);
  });

  test("fails at once if Retry-After exceeds the time limit", async () => {
    stripe.answerNext(slowDown("Retry-After", "3600"));

    expect(await fail()).toContain(
      "Gave up after attempt 1: waiting 3600 s would exceed the time limit of 120 s.\nNothing was changed",
    );
  });

  test("waits longer after each attempt, and fails with the last answer after six", async () => {
    stripe.answerNext(undefined, ...Array.from({ length: 9 }, () => stripeError(503, { message: "Sorry" })));
    const { err, pauses } = await run();

    expect(err).toContain(
      "Stripe rejected the change (503): Sorry\nrequest: req_1\nGave up after attempt 6.\nStripe may have made the change.",
    );
    expect(stripe.writes).toHaveLength(6);
    expect(pauses).toHaveLength(5);
    pauses.forEach((pause, index) => {
      expect(pause).toBeGreaterThanOrEqual(250 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(500 * 2 ** index);
    });
  });

  test("is given up at the time limit if none is answered", async () => {
    stripe.answerNext(...Array.from({ length: 9 }, () => NO_ANSWER));

    expect(await fail()).toMatch(
      /Stripe could not be reached: no answer within 2\d s\.\nGave up after attempt 4: waiting \d s would exceed the time limit of 120 s\./,
    );
    expect(stripe.requests).toHaveLength(4);
  });
});
