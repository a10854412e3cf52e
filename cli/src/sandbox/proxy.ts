import type { Server as HttpsServer } from "node:https";
import { Server as ProxyServer } from "proxy-chain";
import { bypasses } from "./no-proxy";

/** How the proxy reaches every host but Stripe's. */
export interface Upstream {
  /** The proxy that the environment already names. */
  readonly url?: string;
  /** The hosts that do not go through it, as in `NO_PROXY`. */
  readonly noProxy: string;
}

/** Starts a proxy on a free loopback port that hands connections for `host` to `server` and passes on all others. */
export async function startProxy(host: string, server: HttpsServer, upstream: Upstream): Promise<ProxyServer> {
  const proxy = new ProxyServer({
    host: "127.0.0.1",
    port: 0,
    prepareRequestFunction: ({ hostname, port, isHttp }) => {
      if (hostname === host && !isHttp) {
        return { customConnectServer: server };
      }
      return { upstreamProxyUrl: bypasses(upstream.noProxy, hostname, port) ? null : upstream.url };
    },
  });
  await proxy.listen();
  return proxy;
}
