import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fail, run, serveStripe, stripe, succeed } from "../harness";
import { Proxy } from "./proxy";

serveStripe();

let proxy: Proxy;
let folder: string;
/** The environment of a step that uses the proxies, and trusts them and the sandbox. */
let viaProxy: { HTTPS_PROXY: string; NODE_EXTRA_CA_CERTS: string };

beforeAll(async () => {
  proxy = await Proxy.start(Number(new URL(stripe.sandbox.url).port));
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "apply-step-"));
  viaProxy = { HTTPS_PROXY: `http://${proxy.address}`, NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem") };
  fs.writeFileSync(viaProxy.NODE_EXTRA_CA_CERTS, `${stripe.sandbox.ca}\n${proxy.ca}`);
});
beforeEach(() => {
  proxy.connects.length = 0;
});
afterAll(async () => {
  await proxy.stop();
  fs.rmSync(folder, { recursive: true });
});

describe("the proxy", () => {
  test.each([
    ["http://user:p%40ss@", () => proxy.address],
    ["user:p%40ss@", () => proxy.address],
    ["https://user:p%40ss@", () => proxy.secureAddress],
  ])("of %s is used with its password", async (start, address) => {
    await succeed({ env: { ...viaProxy, HTTPS_PROXY: `${start}${address()}` } });

    expect(proxy.connects.map(({ url }) => url)).toEqual(["api.stripe.com:443", "api.stripe.com:443"]);
    expect(proxy.connects[0]!.headers).toMatchObject({
      "proxy-authorization": `Basic ${Buffer.from("user:p@ss").toString("base64")}`,
      "user-agent": "cdktf-stripe-portal",
    });
    expect(stripe.exchanges[0]!.request.headers).not.toHaveProperty("proxy-authorization");
  });

  test("in lower-case https_proxy is used", async () => {
    await succeed({ env: { ...viaProxy, HTTPS_PROXY: undefined, https_proxy: viaProxy.HTTPS_PROXY } });

    expect(proxy.connects).toHaveLength(2);
  });

  test("is not used if there is none, and if NO_PROXY lists the host", async () => {
    const lists = ["*", "api.stripe.com", "STRIPE.COM", ".stripe.com", "*.stripe.com", "localhost, stripe.com:443"];
    const cases = [{ HTTPS_PROXY: undefined }, ...lists.map((NO_PROXY) => ({ NO_PROXY })), { no_proxy: "*" }];
    await Promise.all(cases.map((env) => succeed({ env: { ...viaProxy, ...env } })));

    expect(stripe.requests.filter(({ method }) => method === "GET")).toHaveLength(cases.length);
    expect(proxy.connects).toEqual([]);
  });

  test("is used if NO_PROXY lists other hosts", async () => {
    const lists = ["", "example.com", "tripe.com", ".api.stripe.com", "stripe.com:80", "10.0.0.0/8, ::1"];
    await Promise.all(lists.map((NO_PROXY) => succeed({ env: { ...viaProxy, NO_PROXY } })));

    expect(stripe.requests.filter(({ method }) => method === "GET")).toHaveLength(lists.length);
    expect(proxy.connects).toHaveLength(stripe.requests.length);
  });

  test.each([
    ["requires a password", "407 Proxy Authentication Required", "Set user and password in HTTPS_PROXY"],
    ["blocks Stripe", "403 Forbidden", "Allow api.stripe.com in the proxy, or set NO_PROXY=api.stripe.com."],
  ])("is reported if it %s, without its password", async (_, status, fix) => {
    proxy.statuses = [`${status} by s3cret-pass`];
    const err = await fail({ env: { ...viaProxy, HTTPS_PROXY: `http://user:s3cret-pass@${proxy.address}` } });

    expect(err).toContain(
      `the proxy ${proxy.address} rejected the connection to api.stripe.com:443: ${status} by [redacted]. ${fix}`,
    );
    expect(err).not.toContain("s3cret");
    expect(proxy.connects).toHaveLength(1);
  });

  test("is asked again if it is busy or does not answer", async () => {
    proxy.statuses = ["503 Busy", "no answer"];
    await succeed({ env: viaProxy });
    expect(proxy.connects).toHaveLength(4);

    proxy.statuses = Array.from({ length: 6 }, () => "503 Busy");
    expect(await fail({ env: viaProxy })).toContain("503 Busy.\nGave up after attempt 6.");
    expect(proxy.connects).toHaveLength(10);
  });

  test("is reported if it cannot be reached", async () => {
    expect(await fail({ env: { HTTPS_PROXY: "http://127.0.0.1:1" } })).toContain(
      "Stripe could not be reached: the proxy 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1.",
    );
  });

  test.each(["socks5://user:s3cret@127.0.0.1:1080", "http://user:s3cret@:x"])(
    "is rejected, without its address, if the address is not a proxy's (%s)",
    async (HTTPS_PROXY) => {
      const err = await fail({ env: { HTTPS_PROXY } });

      expect(err).toContain("HTTPS_PROXY must be the http:// or https:// address of a proxy");
      expect(err).toContain("Nothing was sent for this portal.");
      expect(err).not.toContain("s3cret");
    },
  );
});

describe("certificates", () => {
  /** Through each proxy, without trust in the sandbox and the proxies. */
  const untrusted = () => [
    { HTTPS_PROXY: viaProxy.HTTPS_PROXY, NODE_EXTRA_CA_CERTS: undefined },
    { HTTPS_PROXY: `https://${proxy.secureAddress}`, NODE_EXTRA_CA_CERTS: undefined },
  ];

  test("that are not trusted are reported with the fix", async () => {
    const subjects = ["", `the proxy ${proxy.secureAddress} cannot be reached: `];
    for (const [index, env] of untrusted().entries()) {
      const err = await fail({ env });
      expect(err).toContain(
        `a certificate on the connection to Stripe is not trusted: ${subjects[index]}unable to verify the first certificate`,
      );
      expect(err).toContain("(UNABLE_TO_VERIFY_LEAF_SIGNATURE). If your company's proxy inspects TLS,");
      expect(err).toContain(
        "set SSL_CERT_FILE, which the provider reads too, or NODE_EXTRA_CA_CERTS to the file with its CA certificate",
      );
    }
    expect(stripe.requests).toEqual([]);
  });

  test("are read from SSL_CERT_FILE, SSL_CERT_DIR and NODE_EXTRA_CA_CERTS together", async () => {
    const [SSL_CERT_FILE, SSL_CERT_DIR] = [viaProxy.NODE_EXTRA_CA_CERTS, ["/nowhere", folder].join(path.delimiter)];
    for (const trust of [{ SSL_CERT_FILE }, { SSL_CERT_DIR }]) {
      for (const env of untrusted()) await succeed({ env: { ...env, ...trust } });
    }
    expect(stripe.writes).toHaveLength(1);

    const env = { ...untrusted()[0], SSL_CERT_FILE: "/nowhere.pem", SSL_CERT_DIR };
    expect(await succeed({ env })).toContain("note: no certificate could be read from /nowhere.pem\n");
  });

  test("are not read if Node trusts Stripe's already", async () => {
    expect(await succeed({ env: { SSL_CERT_FILE: "/nowhere.pem" } })).not.toContain("/nowhere.pem");
  });

  test("are checked whatever NODE_TLS_REJECT_UNAUTHORIZED says", async () => {
    for (const env of untrusted()) {
      const { code, err } = await run({ env: { ...env, NODE_TLS_REJECT_UNAUTHORIZED: "0" } });
      expect(code).toBe(1);
      expect(err).toContain("is not trusted");
    }
    expect(stripe.requests).toEqual([]);
  });
});
