import * as http from "node:http";
import * as https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { type Api, answerOf, type WireRequest } from "../api/api";
import { SandboxError } from "../api/errors";
import type { Answer } from "../api/idempotency";
import type { Certificates } from "./certificates";
import { isServedHost } from "./hosts";
import { injectedError } from "./injected-error";
import { readRequest } from "./read-request";
import { errorIn, type Interception, type Interceptor, type Recorded, recordOf, type SandboxRequest } from "./requests";

/** The callbacks of a server. */
export interface ServerHooks {
  interceptor(): Interceptor | undefined;
  received(request: SandboxRequest): void;
  /** Called when a request has its answer, or its connection was cut. */
  finished(request: SandboxRequest): void;
}

/** The API on loopback, once with TLS and once without. */
export interface Servers {
  readonly https: https.Server;
  readonly http: http.Server;
}

/** Creates the servers. They do not listen yet. */
export function createServers(api: Api, { key, cert }: Certificates, hooks: ServerHooks): Servers {
  const listener: http.RequestListener = (message, response) => void handle(api, hooks, message, response);
  const secure = https.createServer({ key, cert }, listener);
  secure.on("tlsClientError", (_, socket) => socket.destroy());
  return { https: secure, http: http.createServer(listener) };
}

/** A server that listens on loopback. */
export interface Listening {
  readonly port: number;
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

/** Starts a server on loopback, on a free port if `port` is 0. */
export async function listen(server: http.Server | https.Server, port: number): Promise<Listening> {
  // Not closeAllConnections(), which leaves connections in the middle of their TLS handshake open.
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`port ${port} is already in use`) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

async function handle(
  api: Api,
  hooks: ServerHooks,
  message: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  try {
    const request = await readRequest(message);
    const recorded: Recorded = recordOf(request);
    hooks.received(recorded);
    const answer = isServedHost(message.headers.host)
      ? await answerTo(request, await ask(hooks.interceptor(), recorded), api)
      : misdirected(request);
    if (answer) {
      recorded.status = answer.status;
      recorded.error = errorIn(answer);
      const length = String(Buffer.byteLength(answer.body));
      response.statusCode = answer.status;
      response.setHeaders(new Map([["Content-Length", length], ...Object.entries(answer.headers)]));
      response.end(answer.body);
    } else {
      message.socket.destroy();
    }
    hooks.finished(recorded);
  } catch {
    // The client closed the connection during its request.
    message.socket.destroy();
  }
}

/** The interception of a request. If the interceptor throws, the client receives its error. */
async function ask(interceptor: Interceptor | undefined, request: SandboxRequest): Promise<Interception | undefined> {
  try {
    return (await interceptor?.(request)) ?? undefined;
  } catch (error) {
    return { status: 500, body: { error: { type: "api_error", message: `The interceptor failed: ${String(error)}` } } };
  }
}

/** The answer to a request; undefined if its connection must be cut. */
async function answerTo(
  request: WireRequest,
  interception: Interception | undefined,
  api: Api,
): Promise<Answer | undefined> {
  if (interception === undefined) {
    return api.answer(request);
  }
  if (interception === "reset") {
    return undefined;
  }
  if (interception === "reset-after") {
    api.answer(request);
    return undefined;
  }
  if ("status" in interception) {
    const { status, body, headers } = interception;
    return api.inject(request, answerOf(request, status, body ?? { error: injectedError(status) }, headers));
  }
  if (interception.when !== "after") {
    await setTimeout(interception.delayMs);
    return api.answer(request);
  }
  const answer = api.answer(request);
  await setTimeout(interception.delayMs);
  return answer;
}

function misdirected(request: WireRequest): Answer {
  const error = new SandboxError(
    421,
    `The sandbox rejects requests for the host ${JSON.stringify(request.headers["host"] ?? "")}.`,
  );
  return answerOf(request, error.status, error.toWire());
}
