import { formPairs, fromPlain, type Plain } from "../api/form";
import { maskKeys } from "../api/keys/key";
import type { SandboxRequest } from "./requests";

const MAX_LENGTH = 200;

/** A request and its answer in one line. Long parameters are cut. */
export function logLine(request: SandboxRequest): string {
  const parameters = parametersOf(request).join(" ");
  return line([...headOf(request), shorten(parameters), errorOf(request)]);
}

/** A request and its answer in full: one line each for its parameters and the headers that matter. */
export function logFull(request: SandboxRequest): string {
  const { version, idempotencyKey, id } = request;
  const details = [
    version && `Stripe-Version: ${version}`,
    idempotencyKey && `Idempotency-Key: ${idempotencyKey}`,
    `Request-Id: ${id}`,
    ...parametersOf(request),
    errorOf(request),
  ];
  return [headOf(request), ...details.filter(Boolean).map((detail) => [`  ${detail}`])].map(line).join("\n");
}

function headOf({ method, path, account, mode, status }: SandboxRequest): string[] {
  const target = [mode === "live" ? "live" : "", account ?? ""].filter((part) => part !== "").join(" ");
  return [method, path, String(status ?? "cut"), target && `(${target})`];
}

function parametersOf({ params }: SandboxRequest): string[] {
  return formPairs(fromPlain(params as { readonly [name: string]: Plain })).map(([name, value]) => `${name}=${value}`);
}

function errorOf({ error }: SandboxRequest): string {
  return error === undefined ? "" : `-> ${error}`;
}

/** The parts that are not empty, on one line that contains no key and cannot control a terminal. */
function line(parts: readonly string[]): string {
  return maskKeys(parts.filter((part) => part !== "").join(" ")).replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    (character) => (character === "\n" ? "\\n" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}

function shorten(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 3)}...`;
}
