import * as http from "node:http";
import * as https from "node:https";
import * as net from "node:net";
import type { Duplex } from "node:stream";
import { generate } from "selfsigned";

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly form: Record<string, string>;
  /** In milliseconds since the epoch. */
  readonly at: number;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Answers in place of the portal; "reset" cuts the connection, "silence" never answers, "late reset" cuts it once the change is made. */
export type Answer = Reply | "reset" | "late reset" | "silence" | "as usual";

interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** A price, with the fields that the step reads. */
export interface HeldPrice {
  readonly id: string;
  readonly lookup_key: string | null;
  readonly [name: string]: unknown;
}

/**
 * One portal configuration, and prices, behind HTTPS and a proxy that connects every CONNECT to it. It behaves like Stripe as far as the step
 * needs it: updates merge, lists are replaced as a whole, an empty string is null.
 */
export class StripeDouble {
  portal: Record<string, any> = {};
  prices: HeldPrice[] = [];
  /** Answers in place of the usual ones, one for each request. */
  answers: Answer[] = [];
  /** Changes the portal after an update, as a second person in the Dashboard would. */
  afterUpdate: (portal: Record<string, any>) => void = () => {};
  /** Answers of the proxy in place of a connection, or "silence". */
  proxyAnswers: string[] = [];
  readonly received: Received[] = [];
  readonly connects: http.IncomingMessage[] = [];

  private readonly sockets = new Set<Duplex>();

  static async start(): Promise<StripeDouble> {
    const authority = await generate([{ name: "commonName", value: "Test CA" }], {
      algorithm: "sha256",
      keyType: "ec",
      extensions: [{ name: "basicConstraints", cA: true, critical: true }],
    });
    const identify = async (altName: { type: 2; value: string } | { type: 7; ip: string }) => {
      const leaf = await generate([{ name: "commonName", value: "Test" }], {
        algorithm: "sha256",
        keyType: "ec",
        ca: { key: authority.private, cert: authority.cert },
        extensions: [
          { name: "basicConstraints", cA: false },
          { name: "subjectAltName", altNames: [altName] },
        ],
      });
      return { key: leaf.private, cert: leaf.cert };
    };
    const [stripe, proxy] = [identify({ type: 2, value: "api.stripe.com" }), identify({ type: 7, ip: "127.0.0.1" })];
    const double = new StripeDouble(authority.cert, await stripe, await proxy);
    await Promise.all(double.servers.map((server) => new Promise<void>((up) => server.listen(0, "127.0.0.1", up))));
    return double;
  }

  private readonly stripe: https.Server;
  private readonly proxy: http.Server;
  private readonly secureProxy: https.Server;

  private constructor(
    readonly authority: string,
    stripe: Identity,
    proxy: Identity,
  ) {
    this.stripe = https.createServer(stripe, (request, response) => void this.serve(request, response));
    this.proxy = http.createServer();
    this.secureProxy = https.createServer(proxy);
    for (const proxy of [this.proxy, this.secureProxy]) proxy.on("connect", this.tunnel.bind(this));
    for (const server of this.servers) {
      server.on("connection", (socket) => this.sockets.add(socket));
      server.on("tlsClientError", () => {});
    }
  }

  private get servers(): net.Server[] {
    return [this.stripe, this.proxy, this.secureProxy];
  }

  get port(): number {
    return portOf(this.stripe);
  }

  get proxyPort(): number {
    return portOf(this.proxy);
  }

  get secureProxyPort(): number {
    return portOf(this.secureProxy);
  }

  get writes(): Received[] {
    return this.received.filter(({ method }) => method === "POST");
  }

  reset(portal: Record<string, any>): void {
    this.portal = portal;
    this.prices = [];
    this.answers = [];
    this.afterUpdate = () => {};
    this.proxyAnswers = [];
    this.received.length = 0;
    this.connects.length = 0;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((down) => server.close(down))));
  }

  private listPrices({ searchParams }: URL): Reply {
    const keys = searchParams.getAll("lookup_keys[]");
    if (keys.length > 10) return refusal({ message: "Array lookup_keys exceeded maximum 10 allowed elements." });
    const data = this.prices.filter(({ lookup_key }) => lookup_key !== null && keys.includes(lookup_key));
    return { body: { object: "list", data, has_more: false, url: "/v1/prices" } };
  }

  private tunnel(request: http.IncomingMessage, socket: Duplex): void {
    this.connects.push(request);
    socket.on("error", () => {});
    const answer = this.proxyAnswers.shift();
    if (answer === "silence") return;
    if (answer) return void socket.end(`HTTP/1.1 ${answer}\r\n\r\n`);
    const way = net.connect(this.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      way.pipe(socket).pipe(way);
    });
    way.on("error", () => socket.destroy());
    way.on("close", () => socket.destroy());
    this.sockets.add(way);
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk;
    const form = Object.fromEntries(new URLSearchParams(text));
    this.received.push({ method, path: decodeURIComponent(url), headers, form, at: Date.now() });

    const answer = this.answers.shift() ?? "as usual";
    if (answer === "silence") return;
    if (answer === "reset") return void request.socket.destroy();
    if (typeof answer === "object") return send(response, answer);
    if (url.startsWith("/v1/prices?")) return send(response, this.listPrices(new URL(url, "https://api.stripe.com")));
    if (method === "POST") {
      merge(this.portal, withoutExpand(form));
      this.afterUpdate(this.portal);
    }
    if (answer === "late reset") return void request.socket.destroy();
    send(response, { body: this.portal });
  }
}

export function refusal(error: Record<string, string>, status = 400): Reply {
  return {
    status,
    headers: { "request-id": "req_double" },
    body: { error: { type: "invalid_request_error", ...error } },
  };
}

function portOf(server: net.Server): number {
  return (server.address() as net.AddressInfo).port;
}

function send(response: http.ServerResponse, { status = 200, headers, body }: Reply): void {
  const [type, text] = typeof body === "string" ? ["text/html", body] : ["application/json", JSON.stringify(body)];
  response.writeHead(status, { "content-type": type, ...headers }).end(text);
}

function withoutExpand(form: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(form).filter(([name]) => name !== "expand[]"));
}

/** Updates `held` with a form of bracketed names, as Stripe does. */
function merge(held: Record<string, any>, form: Record<string, string>): void {
  const update: Record<string, any> = {};
  for (const [name, value] of Object.entries(form)) {
    const keys = name.split(/[[\]]+/).filter((key) => key !== "");
    keys.reduce((place, key, index) => {
      if (!Object.hasOwn(place, key)) place[key] = index < keys.length - 1 ? {} : value;
      return place[key];
    }, update);
  }
  apply(held, update);
}

function apply(held: Record<string, any>, update: Record<string, any>, isMetadata = false): void {
  for (const [name, value] of Object.entries(update)) {
    const isList = Array.isArray(held[name]) || (typeof value === "object" && "0" in value);
    if (isList) held[name] = value === "" ? [] : Object.values(value).map(typed);
    else if (typeof value === "object") apply((held[name] ??= {}), value, name === "metadata");
    else if (isMetadata && value === "") delete held[name];
    else held[name] = isMetadata ? value : value === "" ? null : typed(value);
  }
}

function typed(value: any): any {
  if (value === "true" || value === "false") return value === "true";
  if (typeof value === "object") {
    const entries = Object.entries(value).map(([name, item]) => [name, typed(item)]);
    return "0" in value ? entries.map(([, item]) => item) : Object.fromEntries(entries);
  }
  return /^\d+$/.test(value) ? Number(value) : value;
}
