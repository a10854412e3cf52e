import * as path from "node:path";
import { fail, folder, HURRIED, KEY, run, serveStripe, SPEED, stripe, succeed } from "./apply-step-harness";
import { Answer, refusal } from "./stripe-double";

serveStripe();

describe("when Stripe refuses", () => {
  test("its message, parameter, code and request id are printed, nothing is repeated", async () => {
    const error = {
      message: "No such price: 'price_x'",
      param: "features[subscription_update][products][0]",
      code: "resource_missing",
    };
    stripe.answers = ["as usual", refusal(error)];

    expect(await fail()).toBe(
      [
        "Error: app/portal, bpc_1: Stripe refused the change (400): No such price: 'price_x'",
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
      "Check the key: `apiKey` of the StripeProvider, or STRIPE_API_KEY where Terraform runs.",
    ],
    [
      403,
      "The provided key does not have the required permissions",
      "A restricted key needs the permission Customer portal: Write.",
    ],
    [
      404,
      "No such configuration: bpc_1",
      "What is missing belongs to another account or to the other mode than the key, or never was.",
    ],
  ])("%i says what to look at", async (status, message, remedy) => {
    stripe.answers = [refusal({ message }, status)];
    const err = await fail();

    expect(err).toContain(`Stripe refused to show bpc_1 (${status}): ${message}\n`);
    expect(err).toContain(`${remedy}\nNothing was changed in Stripe.\n`);
    expect(stripe.received).toHaveLength(1);
  });

  test("the key is never printed, even when the server echoes it", async () => {
    stripe.answers = [refusal({ message: `Invalid API Key provided: ${KEY}`, param: KEY }, 401)];

    expect(await fail()).toContain("Invalid API Key provided: [redacted]");
  });

  test.each([200, 403])("%i with a page instead of JSON is a proxy's, and is said to be", async (status) => {
    stripe.answers = [{ status, body: "<html>Blocked by policy</html>" }];

    expect(await fail()).toContain(
      `api.stripe.com answered ${status} with something that is not Stripe's (text/html). A proxy or firewall on the way`,
    );
    expect(stripe.received).toHaveLength(1);
  });

  test("after a page as the answer to the change, its fate is called unknown", async () => {
    stripe.answers = ["as usual", { body: "<html>Welcome</html>" }];

    expect(await fail()).toContain("Whether Stripe carried it out is unknown");
  });
});

describe("when a request can be repeated", () => {
  const keysOfWrites = () => stripe.writes.map(({ headers }) => headers["idempotency-key"]);

  test.each<[string, Answer]>([
    ["409 lock_timeout", refusal({ message: "Try again", code: "lock_timeout" }, 409)],
    ["429", refusal({ message: "Slow down", code: "rate_limit" }, 429)],
    ["a connection reset", "reset"],
    ["a connection reset after the change", "late reset"],
    ["a request that is never answered", "silence"],
  ])("%s is repeated with the same idempotency key", async (_, answer) => {
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

  test.each([500, 502, 503])("%i is repeated with a new idempotency key, as Stripe would replay it", async (status) => {
    stripe.answers = [
      { status, body: "<html>Bad gateway</html>" },
      "as usual",
      { status, body: { error: { message: "Sorry" } } },
    ];
    await succeed({ env: HURRIED });

    expect(stripe.received).toHaveLength(4);
    expect(new Set(keysOfWrites()).size).toBe(2);
  });

  test("Stripe-Should-Retry: false ends it", async () => {
    stripe.answers = [{ ...refusal({ message: "Sorry" }, 500), headers: { "stripe-should-retry": "false" } }];

    expect(await fail({ env: HURRIED })).toContain("Stripe refused to show bpc_1 (500): Sorry");
    expect(stripe.received).toHaveLength(1);
  });

  test("Stripe-Should-Retry: true repeats what would be final", async () => {
    stripe.answers = [{ ...refusal({ message: "Sorry" }, 400), headers: { "stripe-should-retry": "true" } }];
    await succeed({ env: HURRIED });

    expect(stripe.received).toHaveLength(3);
  });

  test.each([
    ["seconds", () => "20"],
    ["a date", () => new Date(Date.now() + 60_000).toUTCString()],
  ])("Retry-After in %s is waited for", async (_, value) => {
    stripe.answers = [{ ...refusal({ message: "Slow down" }, 429), headers: { "retry-after": value() } }];
    await succeed({ env: HURRIED });

    const [first, second] = stripe.received;
    expect((second!.at - first!.at) * SPEED).toBeGreaterThan(10_000);
  });

  test("a Retry-After beyond the time limit ends it at once", async () => {
    stripe.answers = [{ ...refusal({ message: "Slow down" }, 429), headers: { "retry-after": "3600" } }];

    expect(await fail({ env: HURRIED })).toContain(
      "Gave up after attempt 1: a wait of 3600 s would pass the limit of 120 s.\nNothing was changed",
    );
  });

  test("waits grow, and after six attempts it gives up with the last answer", async () => {
    stripe.answers = ["as usual", ...Array.from({ length: 9 }, () => refusal({ message: "Sorry" }, 503))];
    const err = await fail({ env: HURRIED });

    expect(err).toContain(
      "Stripe refused the change (503): Sorry\nrequest: req_double\nGave up after attempt 6.\nWhether Stripe carried",
    );
    const times = stripe.writes.map(({ at }) => at);
    expect(times).toHaveLength(6);
    expect((times[5]! - times[4]!) * SPEED).toBeGreaterThanOrEqual(4000);
  });

  test("requests that are never answered end with the time limit", async () => {
    stripe.answers = Array.from({ length: 9 }, () => "silence" as const);

    expect(await fail({ env: HURRIED })).toContain("Stripe could not be reached: no answer within");
    expect((Date.now() - stripe.received[0]!.at) * SPEED).toBeLessThan(150_000);
    expect(stripe.received.length).toBeLessThan(6);
  });

  test("an answer that breaks off is repeated", async () => {
    stripe.answers = [{ headers: { "content-length": "10000" }, body: {} }];
    await succeed({ env: HURRIED });

    expect(stripe.received).toHaveLength(3);
  });
});

describe("the way to Stripe", () => {
  test.each([
    ["http://user:p%40ss@127.0.0.1", "http"],
    ["user:p%40ss@127.0.0.1", "http"],
    ["https://user:p%40ss@127.0.0.1", "https"],
  ])("leads through the proxy %s, which gets its password", async (address, scheme) => {
    const port = scheme === "https" ? stripe.secureProxyPort : stripe.proxyPort;
    await succeed({ env: { HTTPS_PROXY: `${address}:${port}` } });

    expect(stripe.connects.map(({ url }) => url)).toEqual(["api.stripe.com:443", "api.stripe.com:443"]);
    expect(stripe.connects[0]!.headers["proxy-authorization"]).toBe(
      `Basic ${Buffer.from("user:p@ss").toString("base64")}`,
    );
    expect(stripe.received[0]!.headers).not.toHaveProperty("proxy-authorization");
  });

  test("leads through https_proxy in small letters too", async () => {
    await succeed({ env: { HTTPS_PROXY: undefined, https_proxy: `http://127.0.0.1:${stripe.proxyPort}` } });

    expect(stripe.connects).toHaveLength(2);
  });

  test("is straight without a proxy, and to whom NO_PROXY names", async () => {
    const lists = ["*", "api.stripe.com", "STRIPE.COM", ".stripe.com", "*.stripe.com", "localhost, stripe.com:443"];
    const cases = [{ HTTPS_PROXY: undefined }, ...lists.map((NO_PROXY) => ({ NO_PROXY })), { no_proxy: "*" }];
    await Promise.all(cases.map((env) => succeed({ env })));

    expect(stripe.received.filter(({ method }) => method === "GET")).toHaveLength(cases.length);
    expect(stripe.connects).toEqual([]);
  });

  test("is the proxy's where NO_PROXY names others", async () => {
    const lists = ["", "example.com", "tripe.com", ".api.stripe.com", "stripe.com:80", "10.0.0.0/8, ::1"];
    await Promise.all(lists.map((NO_PROXY) => succeed({ env: { NO_PROXY } })));

    expect(stripe.received.filter(({ method }) => method === "GET")).toHaveLength(lists.length);
    expect(stripe.connects).toHaveLength(stripe.received.length);
  });

  test("a proxy that wants a password is said to", async () => {
    stripe.proxyAnswers = ["407 Proxy Authentication Required"];
    const err = await fail({ env: { HTTPS_PROXY: `http://user:s3cret-pass@127.0.0.1:${stripe.proxyPort}` } });

    expect(err).toContain(
      `the proxy 127.0.0.1:${stripe.proxyPort} refused the way to api.stripe.com:443: 407 Proxy Authentication Required`,
    );
    expect(err).toContain("Put its user and password into HTTPS_PROXY");
    expect(err).not.toMatch(/s3cret/);
    expect(stripe.connects).toHaveLength(1);
  });

  test("a proxy that forbids Stripe is said to, without its password", async () => {
    stripe.proxyAnswers = ["403 Forbidden by s3cret-pass"];
    const err = await fail({ env: { HTTPS_PROXY: `http://user:s3cret-pass@127.0.0.1:${stripe.proxyPort}` } });
    expect(err).toContain("403 Forbidden by [redacted]. Let it pass api.stripe.com, or set NO_PROXY=api.stripe.com.");
    expect(stripe.connects).toHaveLength(1);
  });

  test("a proxy that is busy or says nothing is asked again", async () => {
    stripe.proxyAnswers = ["503 Busy", "silence"];
    await succeed({ env: HURRIED });
    expect(stripe.connects).toHaveLength(4);

    stripe.proxyAnswers = Array.from({ length: 9 }, () => "503 Busy");
    expect(await fail({ env: HURRIED })).toContain("503 Busy.\nGave up after attempt 6.");
    expect(stripe.connects).toHaveLength(10);
  });

  test("a proxy that is not there is said to be missing", async () => {
    expect(await fail({ env: { ...HURRIED, HTTPS_PROXY: "http://127.0.0.1:1" } })).toContain(
      "Stripe could not be reached: the proxy 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1.",
    );
  });

  test.each(["socks5://user:s3cret@127.0.0.1:1080", "http://user:s3cret@:x"])(
    "fails with a proxy that is none, unseen",
    async (value) => {
      const err = await fail({ env: { HTTPS_PROXY: value } });

      expect(err).toContain("HTTPS_PROXY must be the http:// or https:// address of a proxy");
      expect(err).toContain("Nothing was sent to Stripe.");
      expect(err).not.toContain("s3cret");
    },
  );

  test("a certificate that is not trusted is said to be, with the remedy", async () => {
    for (const HTTPS_PROXY of [`http://127.0.0.1:${stripe.proxyPort}`, `https://127.0.0.1:${stripe.secureProxyPort}`]) {
      const err = await fail({ env: { HTTPS_PROXY, SSL_CERT_FILE: undefined } });
      const culprit = HTTPS_PROXY.startsWith("https:")
        ? `the proxy 127.0.0.1:${stripe.secureProxyPort} cannot be reached: `
        : "";
      expect(err).toContain(
        `a certificate on the way to Stripe is not trusted: ${culprit}unable to verify the first certificate`,
      );
      expect(err).toContain("(UNABLE_TO_VERIFY_LEAF_SIGNATURE). Where a company's proxy opens TLS,");
      expect(err).toContain(
        "name the file with its CA certificate in SSL_CERT_FILE, which the provider reads too, or in NODE_EXTRA_CA_CERTS",
      );
    }
    expect(stripe.received).toEqual([]);
  });

  test("certificates come from NODE_EXTRA_CA_CERTS and SSL_CERT_DIR too, one beside the other", async () => {
    const ca = path.join(folder, "ca.pem");
    await succeed({ env: { SSL_CERT_FILE: undefined, NODE_EXTRA_CA_CERTS: ca } });
    await succeed({ env: { SSL_CERT_FILE: undefined, SSL_CERT_DIR: ["/nowhere", folder].join(path.delimiter) } });
    const { out } = await succeed({ env: { SSL_CERT_FILE: "/nowhere.pem", NODE_EXTRA_CA_CERTS: ca } });

    expect(out).toContain("note: no certificate can be read from /nowhere.pem\n");
  });

  test("NODE_TLS_REJECT_UNAUTHORIZED does not open it", async () => {
    const { code, err } = await run({ env: { SSL_CERT_FILE: undefined, NODE_TLS_REJECT_UNAUTHORIZED: "0" } });

    expect(code).toBe(1);
    expect(err).toContain("is not trusted");
    expect(stripe.received).toEqual([]);
  });
});
