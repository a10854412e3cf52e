import * as http from "node:http";
import * as https from "node:https";
import * as net from "node:net";
import type { Duplex } from "node:stream";
import { makeCertificates } from "../../../../../cli/src/sandbox/network/certificates";
import { passTimeLimit } from "../harness";

/** A proxy on http:// and on https:// that connects every CONNECT to the sandbox, or answers with a status of its own. */
export class Proxy {
  readonly connects: http.IncomingMessage[] = [];
  /** The statuses that the next requests receive instead of a connection, or "no answer". */
  statuses: string[] = [];

  /** @param port the port of the sandbox's HTTPS server */
  static async start(port: number): Promise<Proxy> {
    const { ca, ...identity } = await makeCertificates("127.0.0.1");
    const servers = [http.createServer(), https.createServer(identity)] as const;
    const proxy = new Proxy(ca, servers, port);
    await Promise.all(servers.map((server) => new Promise<void>((up) => server.listen(0, "127.0.0.1", up))));
    return proxy;
  }

  private readonly sockets = new Set<Duplex>();

  private constructor(
    /** The CA of its certificate (PEM). */
    readonly ca: string,
    private readonly servers: readonly [http.Server, https.Server],
    private readonly sandboxPort: number,
  ) {
    for (const server of servers) {
      server.on("connect", this.connect.bind(this));
      server.on("connection", (socket) => this.sockets.add(socket));
      server.on("tlsClientError", () => {});
    }
  }

  /** Its address: `127.0.0.1:<port>`. */
  get address(): string {
    return addressOf(this.servers[0]);
  }

  /** Its address for https://. */
  get secureAddress(): string {
    return addressOf(this.servers[1]);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((down) => server.close(down))));
  }

  private connect(request: http.IncomingMessage, socket: Duplex): void {
    this.connects.push(request);
    socket.on("error", () => {});
    const status = this.statuses.shift();
    if (status === "no answer") return passTimeLimit();
    if (status) return void socket.end(`HTTP/1.1 ${status}\r\n\r\n`);
    const tunnel = net.connect(this.sandboxPort, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      tunnel.pipe(socket).pipe(tunnel);
    });
    tunnel.on("error", () => socket.destroy());
    tunnel.on("close", () => socket.destroy());
    this.sockets.add(tunnel);
  }
}

function addressOf(server: net.Server): string {
  return `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}
