import { randomBytes } from "node:crypto";
import type { Server as HttpsServer } from "node:https";
import { RequestError, Server as ProxyServer } from "proxy-chain";
import { API_HOST, isStripeHost, normalizeHost } from "./hosts";
import { bypasses } from "./no-proxy";

/** The connection from the proxy to all hosts except Stripe's. */
export interface Upstream {
  /** The proxy that was already in the environment. */
  readonly url?: string;
  /** The hosts that bypass it, as in `NO_PROXY`. */
  readonly noProxy: string;
}

export interface ProxyOptions {
  /** The server that receives the connections for Stripe's API. */
  readonly server: HttpsServer;
  readonly upstream: Upstream;
  /** Called with each message about a rejected connection. */
  readonly onRejected: (message: string) => void;
}

/** A running proxy on a loopback port. Its URL contains a password, so other users of the machine cannot use it. */
export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a proxy that sends connections for Stripe's API to the sandbox and passes others through. */
export async function startProxy({ server, upstream, onRejected }: ProxyOptions): Promise<Proxy> {
  const [user, secret] = [randomBytes(8), randomBytes(16)].map((bytes) => bytes.toString("hex"));
  const proxy = new ProxyServer({
    host: "127.0.0.1",
    port: 0,
    authRealm: "stripe-portal sandbox",
    prepareRequestFunction: ({ hostname, port, isHttp, username, password }) => {
      if (username !== user || password !== secret) {
        return { requestAuthentication: true };
      }
      const host = normalizeHost(hostname);
      if (host === API_HOST && port === 443 && !isHttp) {
        return { customConnectServer: server };
      }
      if (isStripeHost(host)) {
        const message = `rejected a connection to ${isHttp ? "http" : "https"}://${host}:${port}: the sandbox only serves https://${API_HOST}`;
        onRejected(message);
        throw new RequestError(message, 403);
      }
      return { upstreamProxyUrl: bypasses(upstream.noProxy, host, port) ? null : upstream.url };
    },
  });
  await proxy.listen();
  return { url: `http://${user}:${secret}@127.0.0.1:${proxy.port}`, close: () => proxy.close(true) };
}

/** The proxy and its exceptions in an environment. */
export function upstreamIn(environment: Readonly<Record<string, string | undefined>>): Upstream {
  const proxy = environment["HTTPS_PROXY"] || environment["https_proxy"];
  return {
    url: proxy && (proxy.includes("://") ? proxy : `http://${proxy}`),
    noProxy: environment["NO_PROXY"] ?? environment["no_proxy"] ?? "",
  };
}
