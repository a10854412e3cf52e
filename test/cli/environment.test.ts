import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, environmentFor } from "../../cli/src/sandbox/environment";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "environment-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const environment = (base: Environment): Record<string, string> =>
  environmentFor({
    proxyUrl: "http://127.0.0.1:1",
    ca: "SANDBOX CA\n",
    key: "sk_test_1",
    host: "api.stripe.com",
    folder,
    base,
  });

test("a program finds the proxy, the certificates and the key", () => {
  const env = environment({});
  expect(env).toMatchObject({
    HTTPS_PROXY: "http://127.0.0.1:1",
    https_proxy: "http://127.0.0.1:1",
    STRIPE_API_KEY: "sk_test_1",
  });
  expect(env).not.toHaveProperty("NO_PROXY");
  expect(readFileSync(env["SSL_CERT_FILE"]!, "utf8")).toMatch(/BEGIN CERTIFICATE[^]*\nSANDBOX CA\n$/);
  expect(readFileSync(env["NODE_EXTRA_CA_CERTS"]!, "utf8")).toBe("SANDBOX CA\n");
});

test("what was trusted stays trusted", () => {
  const roots = join(folder, "company.pem");
  const extra = join(folder, "extra.pem");
  writeFileSync(roots, "COMPANY");
  writeFileSync(extra, "EXTRA");
  const env = environment({ SSL_CERT_FILE: roots, NODE_EXTRA_CA_CERTS: extra });
  expect(readFileSync(env["SSL_CERT_FILE"]!, "utf8")).toBe("COMPANY\nSANDBOX CA\n");
  expect(readFileSync(env["NODE_EXTRA_CA_CERTS"]!, "utf8")).toBe("EXTRA\nSANDBOX CA\n");
});

test("files that are named but not there are no obstacle", () => {
  const env = environment({ SSL_CERT_FILE: join(folder, "none"), NODE_EXTRA_CA_CERTS: join(folder, "none") });
  expect(readFileSync(env["SSL_CERT_FILE"]!, "utf8")).toMatch(/BEGIN CERTIFICATE[^]*SANDBOX CA\n$/);
});

test("NO_PROXY keeps what does not concern Stripe, in either case", () => {
  const env = environment({ NO_PROXY: "localhost,stripe.com", no_proxy: "*" });
  expect(env).toMatchObject({ NO_PROXY: "localhost", no_proxy: "" });
});
