import { createServer, Server } from "node:http";
import { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A remote state: a server for Terraform's HTTP backend that stores the state in memory. */
export class HttpState {
  /** Starts a server without a state on a free port of the loopback interface. */
  static async start(): Promise<HttpState> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new HttpState(server);
  }

  private state?: string;

  private constructor(private readonly server: Server) {
    server.on("request", async (request, response) => {
      if (request.method === "POST") this.state = await text(request);
      else if (this.state === undefined) response.statusCode = 404;
      response.end(request.method === "GET" ? this.state : undefined);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
