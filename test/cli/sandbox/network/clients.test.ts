import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Stripe from "stripe";
import { startSandbox } from "../../../../cli/src/sandbox";
import { installNodeVersions, nodeVersions } from "../../../support/node-versions";
import { useSandbox } from "../../../support/sandbox";
import { describeWithTools, toolFor } from "../../../support/tools";

const run = promisify(execFile);
const STRIPE = require.resolve("stripe");

const rejected: string[] = [];
const sandbox = useSandbox({
  once: true,
  environment: { ...process.env, STRIPE_SECRET_KEY: "sk_live_own" },
  onRejected: (message) => rejected.push(message),
});
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "clients-test-"));
  installNodeVersions();
}, 300_000);
beforeEach(() => {
  sandbox.clearRequests();
  rejected.length = 0;
});
afterAll(() => rmSync(folder, { recursive: true }));

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, ...sandbox.env });

/** Uses the key of the app and every HTTP client of Node.js. */
const APP = `
  const https = require("https");
  const tls = require("tls");
  const Stripe = require(${JSON.stringify(STRIPE)});
  const key = process.env.STRIPE_SECRET_KEY;
  const headers = { authorization: "Bearer " + key };
  const account = "https://api.stripe.com/v1/account";
  const get = (url) => new Promise((resolve, reject) => {
    https.get(url, { headers }, (response) => response.resume().on("end", resolve)).on("error", reject);
  });
  const tunnel = () => new Promise((resolve, reject) => {
    const socket = tls.connect(443, "API.stripe.com.", { servername: "api.stripe.com" }, () => {
      socket.write("GET /v1/account HTTP/1.1\\r\\nhost: api.stripe.com\\r\\nauthorization: Bearer " + key + "\\r\\nconnection: close\\r\\n\\r\\n");
    });
    socket.resume().on("close", resolve).on("error", reject);
  });
  const message = (promise) => promise.then(() => "no error", (error) => (error.cause || error).message);
  (async () => {
    await new Stripe(key).products.create({ name: "http" });
    await new Stripe(key, { httpClient: Stripe.createFetchHttpClient() }).products.create({ name: "fetch" });
    await fetch(account, { headers });
    await get(account);
    await tunnel();
    console.log(await message(fetch("https://files.stripe.com/v1/files")));
    console.log(await message(get("https://connect.stripe.com/oauth/token")));
    console.log(await message(fetch("http://api.stripe.com/v1/account")));
  })();`;

describe.each(nodeVersions())("Node.js %s", (_, node) => {
  test("connects unmodified clients to the sandbox and never to Stripe", async () => {
    const { stdout } = await run(node, ["-e", APP], { env: environment() });
    expect(sandbox.requests.map(({ method, path, mode, status }) => `${method} ${path} ${mode} ${status}`)).toEqual([
      "POST /v1/products live 200",
      "POST /v1/products live 200",
      "GET /v1/account live 200",
      "GET /v1/account live 200",
      "GET /v1/account live 200",
    ]);
    const rule = "the sandbox only serves https://api.stripe.com";
    expect(stdout.trim().split("\n")).toEqual([
      `stripe-portal: rejected a connection to files.stripe.com:443: ${rule}`,
      `stripe-portal: rejected a connection to connect.stripe.com:443: ${rule}`,
      `stripe-portal: rejected a connection to api.stripe.com:80: ${rule}`,
    ]);
  });

  test("keeps the options of Node.js and connections to other hosts", async () => {
    const bin = join(folder, "with space");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "own.cjs"), "globalThis.own = true;");
    const base = { NODE_OPTIONS: `--require "${join(bin, "own.cjs")}" --no-deprecation` };
    const nested = await startSandbox({ environment: { ...process.env, ...base } });
    const { port } = new URL(sandbox.httpUrl);
    const code = `require("http").get({ host: "localhost", port: ${port}, path: "/" }, (response) => {
      console.log(own, process.noDeprecation, response.statusCode);
      process.exit();
    });`;
    const { stdout } = await run(node, ["-e", code], { env: { ...process.env, ...nested.env } });
    await nested.close();
    expect(stdout).toBe("true true 401\n");
  });
});

test("npm stripe accepts stripeOptions()", async () => {
  const stripe = new Stripe(sandbox.keys.test, { ...sandbox.stripeOptions(), telemetry: false });
  await expect(stripe.products.create({ name: "Pro" })).resolves.toMatchObject({ name: "Pro", livemode: false });
});

describeWithTools("curl", [toolFor("curl")], () => {
  const curl = (...args: string[]) => run("curl", ["-sS", "-m", "10", ...args], { env: environment() });
  const key = () => `${sandbox.env.STRIPE_SECRET_KEY}:`;

  test("reaches the sandbox with the key of its environment", async () => {
    const { stdout } = await curl("https://API.stripe.com/v1/products", "-u", key(), "-d", "name=Pro");
    expect(JSON.parse(stdout)).toMatchObject({ object: "product", livemode: true });
  });

  test.each([
    ["https://files.stripe.com/v1/files", "https://files.stripe.com:443"],
    ["https://connect.stripe.com/oauth/token", "https://connect.stripe.com:443"],
    ["https://billing.stripe.com/p/login/1", "https://billing.stripe.com:443"],
    ["https://api.stripe.com:8443/v1/account", "https://api.stripe.com:8443"],
  ])("does not reach %s and reports the reason", async (url, shown) => {
    await expect(curl(url, "-u", key())).rejects.toMatchObject({ stderr: expect.stringContaining("403") });
    expect(rejected).toEqual([`rejected a connection to ${shown}: the sandbox only serves https://api.stripe.com`]);
  });

  test("does not reach Stripe over plain HTTP through the proxy", async () => {
    const { stdout } = await curl("-x", sandbox.env.HTTPS_PROXY!, "http://api.stripe.com/v1/account", "-u", key());
    expect(stdout).toContain("rejected a connection to http://api.stripe.com:80");
  });

  test("reaches it over plain HTTP on loopback", async () => {
    const { stdout } = await curl(`${sandbox.httpUrl}/v1/account`, "-u", key());
    expect(JSON.parse(stdout)).toMatchObject({ id: "acct_sandbox" });
  });

  test.each(["evil.example", "evil.example:80", "api.stripe.com.evil.example", ""])(
    "is rejected over plain HTTP for the host %j",
    async (host) => {
      const { stdout } = await curl(`${sandbox.httpUrl}/v1/account`, "-H", `Host: ${host}`, "-w", "%{http_code}");
      expect(stdout).toMatch(/421$|400$/);
    },
  );

  test("reaches the inner one of two sandboxes, and other hosts through the outer one", async () => {
    const inner = await startSandbox({ environment: environment() });
    const env = { ...environment(), ...inner.env };
    const { stdout } = await run("curl", ["-sS", "https://api.stripe.com/v1/account", "-u", key()], { env });
    const { stdout: viaNode } = await run(process.execPath, ["-e", APP], { env });
    await inner.close();
    expect(JSON.parse(stdout)).toMatchObject({ id: "acct_sandbox" });
    expect(viaNode).toContain("files.stripe.com");
    expect([inner.requests.length, sandbox.requests.length]).toEqual([6, 0]);
  });
});
