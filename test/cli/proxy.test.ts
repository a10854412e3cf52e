import * as http from "node:http";
import * as https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";
import * as tls from "node:tls";
import { type Sandbox, startSandbox } from "../../cli/src/sandbox";
import { makeCertificates } from "../../cli/src/sandbox/certificates";
import { startProxy } from "../../cli/src/sandbox/proxy";

/** Asks a host for /v1/account through a sandbox's proxy, as a program with HTTPS_PROXY does. */
async function getThrough(sandbox: Sandbox, host: string, port: number, ca: string): Promise<string> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const { hostname, port: proxyPort } = new URL(sandbox.env["HTTPS_PROXY"]!);
    const request = http.request({ host: hostname, port: proxyPort, method: "CONNECT", path: `${host}:${port}` });
    request.once("connect", (response, connection) =>
      response.statusCode === 200 ? resolve(connection) : reject(new Error(`proxy: ${response.statusCode}`)),
    );
    request.once("error", reject);
    request.end();
  });
  return new Promise((resolve, reject) => {
    const servername = host === "127.0.0.1" ? "localhost" : host;
    const headers = { authorization: `Bearer ${sandbox.keys.test}` };
    const options = { path: "/v1/account", headers, createConnection: () => tls.connect({ socket, servername, ca }) };
    const request = https.request(options, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve(text));
    });
    request.once("error", reject);
    request.end();
  });
}

const portOf = (server: http.Server | https.Server): number => (server.address() as AddressInfo).port;

let elsewhere: https.Server;
let elsewhereCa: string;

beforeAll(async () => {
  const certificates = await makeCertificates("localhost");
  elsewhereCa = certificates.ca;
  elsewhere = https.createServer(certificates, (_, response) => response.end("elsewhere"));
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  elsewhere.closeAllConnections();
  elsewhere.close();
});

describe("without a proxy in the environment", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ environment: {} });
  });
  afterAll(() => sandbox.close());

  test("api.stripe.com is the sandbox", async () => {
    const answer = await getThrough(sandbox, "api.stripe.com", 443, sandbox.ca);
    expect(JSON.parse(answer)).toMatchObject({ id: "acct_sandbox" });
  });

  test("every other host is passed through", async () => {
    expect(await getThrough(sandbox, "127.0.0.1", portOf(elsewhere), elsewhereCa)).toBe("elsewhere");
  });

  test("nothing listens but on loopback", () => {
    const urls = [sandbox.url, sandbox.env["HTTPS_PROXY"]!].map((url) => new URL(url).hostname);
    expect(urls).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  test("its authority is made anew at every start", async () => {
    const other = await startSandbox({ environment: {} });
    await other.close();
    expect(other.ca).not.toBe(sandbox.ca);
  });
});

describe("with a proxy in the environment", () => {
  let upstream: Awaited<ReturnType<typeof startProxy>>;
  beforeAll(async () => {
    upstream = await startProxy("nobody.invalid", elsewhere, { noProxy: "" });
  });
  afterAll(() => upstream.close(true));

  test.each([
    ["", true],
    ["example.com", true],
    ["127.0.0.1", false],
    ["*", false],
  ])("and NO_PROXY=%s other hosts go through it: %s, Stripe never", async (noProxy, through) => {
    const url = `http://127.0.0.1:${upstream.port}`;
    const sandbox = await startSandbox({ environment: { HTTPS_PROXY: url, NO_PROXY: noProxy } });
    try {
      const before = upstream.stats.connectRequestCount;
      expect(await getThrough(sandbox, "127.0.0.1", portOf(elsewhere), elsewhereCa)).toBe("elsewhere");
      await getThrough(sandbox, "api.stripe.com", 443, sandbox.ca);
      expect(upstream.stats.connectRequestCount - before).toBe(through ? 1 : 0);
    } finally {
      await sandbox.close();
    }
  });
});

test("nothing listens any more once a sandbox is closed", async () => {
  const sandbox = await startSandbox({ environment: {} });
  await sandbox.close();
  await sandbox.close();
  const refused = [sandbox.url, sandbox.env["HTTPS_PROXY"]!].map(
    (url) =>
      new Promise((resolve) => {
        const socket = connect(Number(new URL(url).port), "127.0.0.1");
        socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
        socket.once("connect", () => resolve("connected"));
      }),
  );
  expect(await Promise.all(refused)).toEqual(["ECONNREFUSED", "ECONNREFUSED"]);
});
