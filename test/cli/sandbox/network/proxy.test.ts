import { X509Certificate } from "node:crypto";
import * as http from "node:http";
import * as https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";
import * as tls from "node:tls";
import { type Sandbox, startSandbox } from "../../../../cli/src/sandbox";
import { makeCertificates } from "../../../../cli/src/sandbox/network/certificates";
import { type Proxy, startProxy } from "../../../../cli/src/sandbox/network/proxy";
import { useSandbox } from "../../../support/sandbox";

/** Opens a tunnel through a proxy with the user and password in its URL. */
function openTunnel(proxy: string, host: string, port: number): Promise<Socket> {
  return new Promise<Socket>((resolve, reject) => {
    const { hostname, port: proxyPort, username, password } = new URL(proxy);
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
    const request = http.request({
      host: hostname,
      port: proxyPort,
      method: "CONNECT",
      path: `${host}:${port}`,
      headers: username ? { "proxy-authorization": authorization } : {},
    });
    request.once("connect", (response, connection) =>
      response.statusCode === 200 ? resolve(connection) : reject(new Error(`proxy: ${response.statusCode}`)),
    );
    request.once("error", reject);
    request.end();
  });
}

/** Requests /v1/account from a host through a sandbox's proxy, as a client with HTTPS_PROXY does. */
async function getThrough(sandbox: Sandbox, host: string, port: number, ca: string): Promise<string> {
  const socket = await openTunnel(sandbox.env["HTTPS_PROXY"]!, host, port);
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
  const sandbox = useSandbox({ once: true });

  test.each(["api.stripe.com", "API.Stripe.com", "api.stripe.com."])("sends %s to the sandbox", async (host) => {
    const answer = await getThrough(sandbox, host, 443, sandbox.ca);
    expect(JSON.parse(answer)).toMatchObject({ id: "acct_sandbox" });
  });

  test("passes other hosts through", async () => {
    expect(await getThrough(sandbox, "127.0.0.1", portOf(elsewhere), elsewhereCa)).toBe("elsewhere");
  });

  test.each(["files.stripe.com", "BILLING.stripe.com", "connect.stripe.com.", "meter-events.stripe.com"])(
    "rejects %s",
    async (host) => {
      await expect(openTunnel(sandbox.env["HTTPS_PROXY"]!, host, 443)).rejects.toThrow("proxy: 403");
    },
  );

  test.each(["", "user:password@"])("rejects clients with the credentials %j", async (credentials) => {
    const { port } = new URL(sandbox.env["HTTPS_PROXY"]!);
    const proxy = `http://${credentials}127.0.0.1:${port}`;
    await expect(openTunnel(proxy, "api.stripe.com", 443)).rejects.toThrow("proxy: 407");
    await expect(openTunnel(proxy, "127.0.0.1", portOf(elsewhere))).rejects.toThrow("proxy: 407");
  });

  test("listens on loopback only", () => {
    const urls = [sandbox.url, sandbox.httpUrl, sandbox.env["HTTPS_PROXY"]!].map((url) => new URL(url).hostname);
    expect(new Set(urls)).toEqual(new Set(["127.0.0.1"]));
  });

  test("has a CA with a name of its own", async () => {
    const other = await startSandbox({ environment: {} });
    await other.close();
    const names = [sandbox, other].map(({ ca }) => new X509Certificate(ca).subject);
    expect(names[0]).toMatch(/^CN=stripe-portal sandbox \w+$/);
    expect(names[1]).not.toBe(names[0]);
  });
});

describe("with a proxy in the environment", () => {
  let upstream: Proxy;
  beforeAll(async () => {
    upstream = await startProxy({ server: elsewhere, upstream: { noProxy: "" }, onRejected: () => undefined });
  });
  afterAll(() => upstream.close());

  const askElsewhere = async (environment: Record<string, string>): Promise<string> => {
    const sandbox = await startSandbox({ environment });
    try {
      await getThrough(sandbox, "api.stripe.com", 443, sandbox.ca);
      return await getThrough(sandbox, "127.0.0.1", portOf(elsewhere), elsewhereCa);
    } finally {
      await sandbox.close();
    }
  };

  test.each(["", "example.com"])("and NO_PROXY=%s uses it for other hosts", async (noProxy) => {
    expect(await askElsewhere({ HTTPS_PROXY: upstream.url, NO_PROXY: noProxy })).toBe("elsewhere");
    const unreachable = { HTTPS_PROXY: "127.0.0.1:1", NO_PROXY: noProxy };
    await expect(askElsewhere(unreachable)).rejects.toThrow("proxy: 59");
  });

  test.each(["127.0.0.1", "*"])("and NO_PROXY=%s does not use it", async (noProxy) => {
    expect(await askElsewhere({ HTTPS_PROXY: "127.0.0.1:1", NO_PROXY: noProxy })).toBe("elsewhere");
  });
});

test("stops listening when it is closed", async () => {
  const sandbox = await startSandbox({ environment: {} });
  await sandbox.close();
  await sandbox.close();
  const refused = [sandbox.url, sandbox.httpUrl, sandbox.env["HTTPS_PROXY"]!].map(
    (url) =>
      new Promise((resolve) => {
        const socket = connect(Number(new URL(url).port), "127.0.0.1");
        socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
        socket.once("connect", () => resolve("connected"));
      }),
  );
  expect(await Promise.all(refused)).toEqual(["ECONNREFUSED", "ECONNREFUSED", "ECONNREFUSED"]);
});
