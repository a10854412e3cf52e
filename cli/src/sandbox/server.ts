import { createServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { type Api, answerOf, type WireRequest } from "./api";
import type { Certificates } from "./certificates";
import { StripeError } from "./errors";
import { decodeForm, toPlain } from "./form";
import type { Answer } from "./idempotency";
import { newId } from "./ids";
import { keyOf, modeOf } from "./keys";
import type { Interception, Interceptor, SandboxRequest } from "./requests";

type Recorded = { -readonly [K in keyof SandboxRequest]: SandboxRequest[K] };

/** What the server tells about requests, and whom it asks. */
export interface ServerHooks {
  interceptor(): Interceptor | undefined;
  received(request: SandboxRequest): void;
  /** Called when a request has its answer, or its connection was cut. */
  finished(request: SandboxRequest): void;
}

/** Starts the HTTPS server on a free loopback port. */
export async function startServer(api: Api, { key, cert }: Certificates, hooks: ServerHooks): Promise<Server> {
  const server = createServer({ key, cert }, (message, response) => {
    void handle(api, hooks, message, response);
  });
  server.on("tlsClientError", (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}

/** The address of a server that listens. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function handle(api: Api, hooks: ServerHooks, message: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const request = await receive(message);
    const recorded = record(request);
    hooks.received(recorded);
    const answer = await answerTo(request, await ask(hooks.interceptor(), recorded), api);
    if (answer) {
      recorded.status = answer.status;
      recorded.error = errorIn(answer);
      response.writeHead(answer.status, { ...answer.headers, "Content-Length": Buffer.byteLength(answer.body) });
      response.end(answer.body);
    } else {
      message.socket.destroy();
    }
    hooks.finished(recorded);
  } catch {
    // The client went away in the middle of its request.
    message.socket.destroy();
  }
}

async function receive(message: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(chunk as Buffer);
  }
  const method = message.method ?? "GET";
  const [path = "/", query = ""] = (message.url ?? "/").split("?", 2);
  const body = Buffer.concat(chunks).toString();
  const raw = [query, body].filter((part) => part !== "").join("&");
  const headers = message.headers as Record<string, string | undefined>;
  return { id: newId("req"), method, path, headers, sent: decodeForm(raw), raw };
}

function record({ id, method, path, headers, sent }: WireRequest): Recorded {
  const key = keyOf(headers["authorization"]);
  return {
    id,
    method,
    path,
    params: toPlain(sent) as Record<string, unknown>,
    account: headers["stripe-context"] ?? headers["stripe-account"],
    mode: key === undefined ? undefined : modeOf(key),
    version: headers["stripe-version"],
    idempotencyKey: headers["idempotency-key"],
    at: Date.now(),
    status: undefined,
    error: undefined,
  };
}

/** What an interceptor wants; its own failure is told to whoever sent the request. */
async function ask(interceptor: Interceptor | undefined, request: SandboxRequest): Promise<Interception | undefined> {
  try {
    return (await interceptor?.(request)) ?? undefined;
  } catch (error) {
    return { status: 500, body: { error: { type: "api_error", message: `The interceptor failed: ${String(error)}` } } };
  }
}

/** The answer to a request; undefined when its connection is to be cut. */
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
    return api.inject(request, injected(request, interception));
  }
  if (interception.when !== "after") {
    await setTimeout(interception.delayMs);
    return api.answer(request);
  }
  const answer = api.answer(request);
  await setTimeout(interception.delayMs);
  return answer;
}

function injected(request: WireRequest, { status, body, headers }: Extract<Interception, { status: number }>): Answer {
  const error = new StripeError(status, `The sandbox was told to answer ${status}.`, { type: "api_error" });
  return answerOf(request, status, body ?? error.toWire(request.id, false), headers);
}

function errorIn({ status, body }: Answer): string | undefined {
  if (status < 400) {
    return undefined;
  }
  try {
    return (JSON.parse(body) as { error?: { message?: string } }).error?.message;
  } catch {
    return body;
  }
}
