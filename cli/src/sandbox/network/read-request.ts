import type { IncomingMessage } from "node:http";
import type { WireRequest } from "../api/api";
import { SandboxError, StripeError } from "../api/errors";
import { decodeForm, type FormMap } from "../api/form";
import { newShortId } from "../api/ids";

const MAX_BODY_BYTES = 1024 * 1024;

/** Reads a request. If it exceeds a limit, `rejection` is set and its parameters are not decoded. */
export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const url = message.url ?? "/";
  const queryAt = url.includes("?") ? url.indexOf("?") : url.length;
  const request = {
    id: newShortId("req"),
    method: message.method ?? "GET",
    path: url.slice(0, queryAt),
    headers: message.headers as Record<string, string | undefined>,
  };
  try {
    const raw = [url.slice(queryAt + 1), await readBody(message)].filter((part) => part !== "").join("&");
    return { ...request, raw, sent: decodeForm(raw) };
  } catch (error) {
    if (error instanceof StripeError) {
      return { ...request, raw: "", sent: new Map() satisfies FormMap, rejection: error };
    }
    throw error;
  }
}

/** Reads a body to its end, because clients read the answer only after that, but keeps no more than the limit. */
async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size <= MAX_BODY_BYTES) {
      chunks.push(chunk as Buffer);
    }
  }
  if (size > MAX_BODY_BYTES) {
    throw new SandboxError(413, `The sandbox accepts at most ${MAX_BODY_BYTES} bytes in a request; got: ${size}.`);
  }
  return Buffer.concat(chunks).toString();
}
