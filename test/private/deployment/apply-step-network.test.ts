import * as path from "node:path";
import { fail, folder, HURRIED, KEY, run, serveStripe, SPEED, stripe, succeed } from "./apply-step-harness";
import { Answer, refusal, Reply } from "./stripe-double";

serveStripe();

describe("a rejection", () => {
  test("prints the message, parameter, code and request id, and does not retry", async () => {
    const error = {
      message: "No such price: 'price_x'",
      param: "features[subscription_update][products][0]",
      code: "resource_missing",
    };
    stripe.answers = ["as usual", refusal(error)];

    expect(await fail()).toBe(
      [
        "Error: app/portal, bpc_1: Stripe rejected the change (400): No such price: 'price_x'",
        "param: features[subscription_update][products][0], code: resource_missing, request: req_double",
        "Nothing was changed in Stripe.",
        "",
      ].join("\n"),
    );
    expect(stripe.received).toHaveLength(2);
  });

  test.each([
    [
      401,
      "Invalid API Key provided: sk_test_*****",
      "Check the API key: `apiKey` of your app's StripeProvider, or STRIPE_API_KEY in the environment that runs Terraform.",
    ],
    [
      403,
      "The provided key does not have the required permissions",
      "A restricted key needs the permission Customer portal: Write.",
    ],
    [
      404,
      "No such configuration: bpc_1",
      "The object does not exist, or it belongs to another account or to the other mode than the API key.",
    ],
  ])("%i comes with a hint", async (status, message, hint) => {
    stripe.answers = [refusal({ message }, status)];
    const err = await fail();

    expect(err).toContain(`Stripe rejected the request to read bpc_1 (${status}): ${message}\n`);
    expect(err).toContain(`${hint}\nNothing was changed in Stripe.\n`);
    expect(stripe.received).toHaveLength(1);
  });

  test("never prints the key, even if the server echoes it", async () => {
    stripe.answers = [refusal({ message: `Invalid API Key provided: ${KEY}`, param: KEY }, 401)];

    expect(await fail()).toContain("Invalid API Key provided: [redacted]");
  });

  test.each([200, 403])("reports %i with a page instead of JSON as an answer of a proxy", async (status) => {
    stripe.answers = [{ status, body: "<html>Blocked by policy</html>" }];

    expect(await fail()).toContain(
      `api.stripe.com answered ${status} with something other than an API response (text/html). A proxy or firewall has probably answered instead.`,
    );
    expect(stripe.received).toHaveLength(1);
  });

  test("reports that Stripe may have made the change if its answer is a page", async () => {
    stripe.answers = ["as usual", { body: "<html>Welcome</html>" }];

    expect(await fail()).toContain("Stripe may have made the change. Run `apply` again");
  });
});

describe("an unexpected answer", () => {
  const portal = (changes: Record<string, unknown>) => ({ ...structuredClone(stripe.portal), ...changes });
  const PAGE = "with something other than an API response";

  test.each<[string, () => Reply, string]>([
    ["an empty object", () => ({ body: {} }), "`object` must be billing_portal.configuration; got: not set."],
    [
      "another object",
      () => ({ body: portal({ object: "list" }) }),
      '`object` must be billing_portal.configuration; got: "list".',
    ],
    ["another portal", () => ({ body: portal({ id: "bpc_2" }) }), '`id` must be bpc_1; got: "bpc_2".'],
    [
      "no livemode",
      () => ({ body: portal({ livemode: undefined }) }),
      "`livemode` must be true or false; got: not set.",
    ],
    [
      "active as a string",
      () => ({ body: portal({ active: "true" }) }),
      '`active` must be true or false; got: "true".',
    ],
    ["features: null", () => ({ body: portal({ features: null }) }), "`features` must be an object; got: not set."],
    ["features as a list", () => ({ body: portal({ features: [] }) }), "`features` must be an object; got: []."],
    [
      "a feature as a string",
      () => ({ body: portal({ features: { invoice_history: "x".repeat(99) } }) }),
      `\`features.invoice_history\` must be an object; got: "${"x".repeat(76)}....`,
    ],
    ["metadata as a list", () => ({ body: portal({ metadata: ["a"] }) }), '`metadata` must be an object; got: ["a"].'],
    ["a list", () => ({ body: [] }), `api.stripe.com answered 200 ${PAGE} (application/json).`],
    ["null", () => ({ body: null }), `api.stripe.com answered 200 ${PAGE} (application/json).`],
    ["nothing", () => ({ body: "" }), `api.stripe.com answered 200 ${PAGE} (text/html, empty).`],
    ["204", () => ({ status: 204, body: "" }), `api.stripe.com answered 204 ${PAGE} (text/html, empty).`],
    ["201", () => ({ status: 201, body: portal({}) }), `api.stripe.com answered 201 ${PAGE} (application/json).`],
    [
      "a redirect",
      () => ({ status: 302, headers: { location: "https://login.corp/?x" }, body: "<html>" }),
      `api.stripe.com answered 302 ${PAGE} (text/html, redirect to https://login.corp/?x). A proxy or firewall`,
    ],
    [
      "an error as a string",
      () => ({ status: 403, body: { error: "no" } }),
      `answered 403 ${PAGE} (application/json).`,
    ],
    ["an error as a list", () => ({ status: 400, body: { error: [] } }), `answered 400 ${PAGE} (application/json).`],
    ["error: null", () => ({ status: 400, body: { error: null } }), `answered 400 ${PAGE} (application/json).`],
    [
      "an error with status 200",
      () => refusal({ message: "Sorry" }, 200),
      "Stripe rejected the request to read bpc_1 (200): Sorry\nrequest: req_double\n",
    ],
    [
      "an error without a message",
      () => refusal({ code: "oops" }),
      "(400) without a message.\ntype: invalid_request_error, code: oops, request: req_double\n",
    ],
    [
      "an error with a message, a parameter and a code that are no strings",
      () => ({ status: 400, body: { error: { message: { a: 1 }, param: ["a"], code: 7 } } }),
      "Stripe rejected the request to read bpc_1 (400) without a message.\nNothing",
    ],
    [
      "5 MiB",
      () => ({ body: "x".repeat(5 * 1024 ** 2) }),
      "the answer of api.stripe.com is longer than 4 MiB. A proxy",
    ],
  ])("%s ends in one clear error", async (_, answer, message) => {
    stripe.answers = [answer()];
    const err = await fail();

    expect(err).toContain(message);
    expect(err).toMatch(/\nNothing was changed in Stripe\.\n$/);
    expect(err).not.toMatch(/undefined|\[object/);
    expect(stripe.received).toHaveLength(1);
  });

  test("another portal as the answer to the change may mean that Stripe made it", async () => {
    stripe.answers = ["as usual", { body: portal({ id: "bpc_2" }) }];

    expect(await fail()).toMatch(/`id` must be bpc_1; got: "bpc_2"\..*\nStripe may have made the change\. /);
  });

  test.each([null, undefined])("metadata and a feature may be %s", async (nothing) => {
    Object.assign(stripe.portal, { metadata: nothing });
    stripe.portal.features.subscription_gift = nothing;
    await succeed();

    expect(stripe.portal.metadata).toEqual({ team: "billing" });
  });

  test("a bug in the step is reported as one, without a stack", async () => {
    const { code, err } = await run({ env: { BREAK_STEP: "1" } });

    expect(code).toBe(1);
    expect(err).toMatch(
      /^Error: app\/portal, bpc_1: internal error: TypeError: broken \(line \d+\)\. Report this at https:\S+issues\.\nNothing was/,
    );
    expect(err).not.toMatch(/\n +at /);
  });
});

describe("retries", () => {
  const keysOfWrites = () => stripe.writes.map(({ headers }) => headers["idempotency-key"]);

  test.each<[string, Answer]>([
    ["409 lock_timeout", refusal({ message: "Try again", code: "lock_timeout" }, 409)],
    ["429", refusal({ message: "Slow down", code: "rate_limit" }, 429)],
    ["a connection reset", "reset"],
    ["a connection reset after the change", "late reset"],
    ["a request that is never answered", "silence"],
  ])("repeats %s with the same idempotency key", async (_, answer) => {
    stripe.answers = [
      answer === "late reset" ? "as usual" : answer,
      ...(answer === "late reset" ? [] : (["as usual"] as const)),
      answer,
    ];
    const { out } = await succeed({ env: HURRIED });

    expect(out).toContain("sent to Stripe");
    expect(stripe.received).toHaveLength(answer === "late reset" ? 3 : 4);
    expect(new Set(keysOfWrites()).size).toBe(1);
  });

  test.each([500, 502, 503])(
    "repeats %i with a new idempotency key, because Stripe replays its answer to the old one",
    async (status) => {
      stripe.answers = [
        { status, body: "<html>Bad gateway</html>" },
        "as usual",
        { status, body: { error: { message: "Sorry" } } },
      ];
      await succeed({ env: HURRIED });

      expect(stripe.received).toHaveLength(4);
      expect(new Set(keysOfWrites()).size).toBe(2);
    },
  );

  test("Stripe-Should-Retry: false prevents a retry", async () => {
    stripe.answers = [{ ...refusal({ message: "Sorry" }, 500), headers: { "stripe-should-retry": "false" } }];

    expect(await fail({ env: HURRIED })).toContain("Stripe rejected the request to read bpc_1 (500): Sorry");
    expect(stripe.received).toHaveLength(1);
  });

  test("Stripe-Should-Retry: true causes a retry of any error", async () => {
    stripe.answers = [{ ...refusal({ message: "Sorry" }, 400), headers: { "stripe-should-retry": "true" } }];
    await succeed({ env: HURRIED });

    expect(stripe.received).toHaveLength(3);
  });

  test.each([
    ["seconds", () => "20"],
    ["a date", () => new Date(Date.now() + 60_000).toUTCString()],
  ])("waits for Retry-After in %s", async (_, value) => {
    stripe.answers = [{ ...refusal({ message: "Slow down" }, 429), headers: { "retry-after": value() } }];
    await succeed({ env: HURRIED });

    const [first, second] = stripe.received;
    expect((second!.at - first!.at) * SPEED).toBeGreaterThan(10_000);
  });

  test("fails at once if Retry-After exceeds the time limit", async () => {
    stripe.answers = [{ ...refusal({ message: "Slow down" }, 429), headers: { "retry-after": "3600" } }];

    expect(await fail({ env: HURRIED })).toContain(
      "Gave up after attempt 1: waiting 3600 s would exceed the time limit of 120 s.\nNothing was changed",
    );
  });

  test("waits longer after each attempt, and gives up with the last answer after six", async () => {
    stripe.answers = ["as usual", ...Array.from({ length: 9 }, () => refusal({ message: "Sorry" }, 503))];
    const err = await fail({ env: HURRIED });

    expect(err).toContain(
      "Stripe rejected the change (503): Sorry\nrequest: req_double\nGave up after attempt 6.\nStripe may have made the change.",
    );
    const times = stripe.writes.map(({ at }) => at);
    expect(times).toHaveLength(6);
    expect((times[5]! - times[4]!) * SPEED).toBeGreaterThanOrEqual(4000);
  });

  test("stops at the time limit if requests are never answered", async () => {
    stripe.answers = Array.from({ length: 9 }, () => "silence" as const);

    expect(await fail({ env: HURRIED })).toContain("Stripe could not be reached: no answer within");
    expect((Date.now() - stripe.received[0]!.at) * SPEED).toBeLessThan(150_000);
    expect(stripe.received.length).toBeLessThan(6);
  });

  test("repeats a request if its answer breaks off", async () => {
    stripe.answers = [{ headers: { "content-length": "10000" }, body: {} }];
    await succeed({ env: HURRIED });

    expect(stripe.received).toHaveLength(3);
  });
});

describe("the connection", () => {
  test.each([
    ["http://user:p%40ss@127.0.0.1", "http"],
    ["user:p%40ss@127.0.0.1", "http"],
    ["https://user:p%40ss@127.0.0.1", "https"],
  ])("uses the proxy %s with its password", async (address, scheme) => {
    const port = scheme === "https" ? stripe.secureProxyPort : stripe.proxyPort;
    await succeed({ env: { HTTPS_PROXY: `${address}:${port}` } });

    expect(stripe.connects.map(({ url }) => url)).toEqual(["api.stripe.com:443", "api.stripe.com:443"]);
    expect(stripe.connects[0]!.headers["proxy-authorization"]).toBe(
      `Basic ${Buffer.from("user:p@ss").toString("base64")}`,
    );
    expect(stripe.received[0]!.headers).not.toHaveProperty("proxy-authorization");
  });

  test("uses the proxy in lower-case https_proxy", async () => {
    await succeed({ env: { HTTPS_PROXY: undefined, https_proxy: `http://127.0.0.1:${stripe.proxyPort}` } });

    expect(stripe.connects).toHaveLength(2);
  });

  test("is direct without a proxy, and if NO_PROXY lists the host", async () => {
    const lists = ["*", "api.stripe.com", "STRIPE.COM", ".stripe.com", "*.stripe.com", "localhost, stripe.com:443"];
    const cases = [{ HTTPS_PROXY: undefined }, ...lists.map((NO_PROXY) => ({ NO_PROXY })), { no_proxy: "*" }];
    await Promise.all(cases.map((env) => succeed({ env })));

    expect(stripe.received.filter(({ method }) => method === "GET")).toHaveLength(cases.length);
    expect(stripe.connects).toEqual([]);
  });

  test("uses the proxy if NO_PROXY lists other hosts", async () => {
    const lists = ["", "example.com", "tripe.com", ".api.stripe.com", "stripe.com:80", "10.0.0.0/8, ::1"];
    await Promise.all(lists.map((NO_PROXY) => succeed({ env: { NO_PROXY } })));

    expect(stripe.received.filter(({ method }) => method === "GET")).toHaveLength(lists.length);
    expect(stripe.connects).toHaveLength(stripe.received.length);
  });

  test("reports a proxy that requires a password", async () => {
    stripe.proxyAnswers = ["407 Proxy Authentication Required"];
    const err = await fail({ env: { HTTPS_PROXY: `http://user:s3cret-pass@127.0.0.1:${stripe.proxyPort}` } });

    expect(err).toContain(
      `the proxy 127.0.0.1:${stripe.proxyPort} rejected the connection to api.stripe.com:443: 407 Proxy Authentication Required`,
    );
    expect(err).toContain("Set user and password in HTTPS_PROXY");
    expect(err).not.toMatch(/s3cret/);
    expect(stripe.connects).toHaveLength(1);
  });

  test("reports a proxy that blocks Stripe, without its password", async () => {
    stripe.proxyAnswers = ["403 Forbidden by s3cret-pass"];
    const err = await fail({ env: { HTTPS_PROXY: `http://user:s3cret-pass@127.0.0.1:${stripe.proxyPort}` } });
    expect(err).toContain(
      "403 Forbidden by [redacted]. Allow api.stripe.com in the proxy, or set NO_PROXY=api.stripe.com.",
    );
    expect(stripe.connects).toHaveLength(1);
  });

  test("retries if a proxy is busy or does not answer", async () => {
    stripe.proxyAnswers = ["503 Busy", "silence"];
    await succeed({ env: HURRIED });
    expect(stripe.connects).toHaveLength(4);

    stripe.proxyAnswers = Array.from({ length: 9 }, () => "503 Busy");
    expect(await fail({ env: HURRIED })).toContain("503 Busy.\nGave up after attempt 6.");
    expect(stripe.connects).toHaveLength(10);
  });

  test("reports a proxy that cannot be reached", async () => {
    expect(await fail({ env: { ...HURRIED, HTTPS_PROXY: "http://127.0.0.1:1" } })).toContain(
      "Stripe could not be reached: the proxy 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1.",
    );
  });

  test.each(["socks5://user:s3cret@127.0.0.1:1080", "http://user:s3cret@:x"])(
    "rejects an address that is not a proxy, without showing it",
    async (value) => {
      const err = await fail({ env: { HTTPS_PROXY: value } });

      expect(err).toContain("HTTPS_PROXY must be the http:// or https:// address of a proxy");
      expect(err).toContain("Nothing was sent for this portal.");
      expect(err).not.toContain("s3cret");
    },
  );

  test("reports an untrusted certificate and the fix", async () => {
    for (const HTTPS_PROXY of [`http://127.0.0.1:${stripe.proxyPort}`, `https://127.0.0.1:${stripe.secureProxyPort}`]) {
      const err = await fail({ env: { HTTPS_PROXY, NODE_EXTRA_CA_CERTS: undefined } });
      const culprit = HTTPS_PROXY.startsWith("https:")
        ? `the proxy 127.0.0.1:${stripe.secureProxyPort} cannot be reached: `
        : "";
      expect(err).toContain(
        `a certificate on the connection to Stripe is not trusted: ${culprit}unable to verify the first certificate`,
      );
      expect(err).toContain("(UNABLE_TO_VERIFY_LEAF_SIGNATURE). If your company's proxy inspects TLS,");
      expect(err).toContain(
        "set SSL_CERT_FILE, which the provider reads too, or NODE_EXTRA_CA_CERTS to the file with its CA certificate",
      );
    }
    expect(stripe.received).toEqual([]);
  });

  test("reads certificates from SSL_CERT_FILE, SSL_CERT_DIR and NODE_EXTRA_CA_CERTS together", async () => {
    const [SSL_CERT_FILE, SSL_CERT_DIR] = [path.join(folder, "ca.pem"), ["/nowhere", folder].join(path.delimiter)];
    for (const env of [{ SSL_CERT_FILE }, { SSL_CERT_DIR }]) {
      await succeed({ env: { ...env, NODE_EXTRA_CA_CERTS: undefined } });
      await succeed({
        env: { ...env, NODE_EXTRA_CA_CERTS: undefined, HTTPS_PROXY: `https://127.0.0.1:${stripe.secureProxyPort}` },
      });
    }
    expect(stripe.writes).toHaveLength(1);

    const env = { NODE_EXTRA_CA_CERTS: undefined, SSL_CERT_FILE: "/nowhere.pem", SSL_CERT_DIR };
    const { out } = await succeed({ env });
    expect(out).toContain("note: no certificate could be read from /nowhere.pem\n");
  });

  test("reads no certificates if Node trusts Stripe's already", async () => {
    const { out } = await succeed({ env: { SSL_CERT_FILE: "/nowhere.pem" } });

    expect(out).not.toContain("/nowhere.pem");
    expect(stripe.connects).toHaveLength(2);
  });

  test("ignores NODE_TLS_REJECT_UNAUTHORIZED", async () => {
    const { code, err } = await run({ env: { NODE_EXTRA_CA_CERTS: undefined, NODE_TLS_REJECT_UNAUTHORIZED: "0" } });

    expect(code).toBe(1);
    expect(err).toContain("is not trusted");
    expect(stripe.received).toEqual([]);
  });
});
