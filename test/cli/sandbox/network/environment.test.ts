import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, environmentFor } from "../../../../cli/src/sandbox/network/environment";
import { Keyring } from "../../../../cli/src/sandbox/api/keys/keyring";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "environment-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const environment = (base: Environment): Record<string, string> =>
  environmentFor({
    proxyUrl: "http://user:password@127.0.0.1:1",
    port: 2,
    ca: "SANDBOX CA\n",
    key: "sk_test_1",
    keyring: new Keyring(["sk_test_1"]),
    folder,
    base,
  });

const bundleOf = (base: Environment): string => readFileSync(environment(base)["SSL_CERT_FILE"]!, "utf8");

test("contains the proxy, the certificates, the preload and the key", () => {
  const env = environment({});
  expect(env).toMatchObject({
    HTTPS_PROXY: "http://user:password@127.0.0.1:1",
    https_proxy: "http://user:password@127.0.0.1:1",
    NODE_OPTIONS: expect.stringMatching(/^--require ".*node-preload\.cjs"$/),
    STRIPE_API_KEY: "sk_test_1",
  });
  expect(env).not.toHaveProperty("NO_PROXY");
  expect(readFileSync(env["SSL_CERT_FILE"]!, "utf8")).toMatch(/BEGIN CERTIFICATE[^]*\nSANDBOX CA\n$/);
  expect(readFileSync(env["NODE_EXTRA_CA_CERTS"]!, "utf8")).toBe("SANDBOX CA\n");
});

test("keeps every CA that the environment trusts", () => {
  const named = (name: string): string => {
    const file = join(folder, `${name}.pem`);
    writeFileSync(file, name);
    return file;
  };
  const env = environment({
    SSL_CERT_FILE: named("SYSTEM"),
    CURL_CA_BUNDLE: named("CURL"),
    REQUESTS_CA_BUNDLE: named("REQUESTS"),
    NODE_EXTRA_CA_CERTS: named("EXTRA"),
  });
  const bundles = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"].map((name) => env[name]!);
  expect(new Set(bundles).size).toBe(1);
  expect(readFileSync(bundles[0]!, "utf8")).toBe("SYSTEM\nCURL\nREQUESTS\nSANDBOX CA\n");
  expect(readFileSync(env["NODE_EXTRA_CA_CERTS"]!, "utf8")).toBe("EXTRA\nSANDBOX CA\n");
});

test("keeps the system's CAs if only another variable contains a bundle", () => {
  const file = join(folder, "curl.pem");
  writeFileSync(file, "CURL");
  expect(bundleOf({ CURL_CA_BUNDLE: file })).toMatch(/BEGIN CERTIFICATE[^]*\nCURL\nSANDBOX CA\n$/);
});

test("reads a folder of certificates", () => {
  const certificates = join(folder, "certificates");
  mkdirSync(join(certificates, "empty"), { recursive: true });
  writeFileSync(join(certificates, "a.pem"), "A");
  writeFileSync(join(certificates, "b.pem"), "B");
  expect(bundleOf({ REQUESTS_CA_BUNDLE: certificates })).toMatch(/BEGIN CERTIFICATE[^]*\nA\nB\nSANDBOX CA\n$/);
});

test("ignores files that do not exist", () => {
  const none = join(folder, "none");
  const env = environment({ SSL_CERT_FILE: none, NODE_EXTRA_CA_CERTS: none });
  expect(readFileSync(env["SSL_CERT_FILE"]!, "utf8")).toMatch(/BEGIN CERTIFICATE[^]*SANDBOX CA\n$/);
});

test("removes Stripe from NO_PROXY, in upper and lower case", () => {
  const env = environment({ NO_PROXY: "localhost,stripe.com", no_proxy: "*" });
  expect(env).toMatchObject({ NO_PROXY: "localhost", no_proxy: "" });
});

test("appends to NODE_OPTIONS", () => {
  const { NODE_OPTIONS } = environment({ NODE_OPTIONS: "--no-warnings" });
  expect(NODE_OPTIONS).toMatch(/^--no-warnings --require "/);
});

test.each([
  ["sk_live_own", "sk_live_sandbox"],
  ["rk_test_own", "sk_test_1"],
  ['{"key":"sk_org_live_own","mode":"live"}', '{"key":"sk_live_sandbox","mode":"live"}'],
  ["acme_sk_test_a,sk_live_b", "acme_sk_test_1,sk_live_sandbox"],
])("replaces each Stripe key in %s with the sandbox's key of the same mode", (value, replaced) => {
  expect(environment({ ANY: value })["ANY"]).toBe(replaced);
});

test.each(["sk_test_1", "pk_live_own", "task_test_suite", "sk_test_"])("does not change %s", (value) => {
  expect(environment({ ANY: value })).not.toHaveProperty("ANY");
});
