import type { Interception, Interceptor, SandboxRequest } from "./requests";

/** A fault with invalid syntax. */
export class InvalidFaultError extends Error {}

interface Fault {
  readonly method: string;
  readonly path: RegExp;
  readonly interception: Interception;
  /** The number of requests that it still affects. */
  remaining: number;
}

const FORM =
  "'<method> <path> <status | reset | reset-after | delay=2s> [x<times>]', with * for any method or path segment";

/**
 * An interceptor that injects faults, such as `POST /v1/billing_portal/configurations 429 x2`. A request gets the first
 * fault that matches it. A fault without `x<times>` affects every request.
 */
export function injectFaults(specifications: readonly string[]): Interceptor {
  const faults = specifications.map(parseFault);
  return (request) => {
    const fault = faults.find((candidate) => affects(candidate, request));
    if (fault) {
      fault.remaining--;
    }
    return fault?.interception;
  };
}

function parseFault(specification: string): Fault {
  const [, method, path, effect = "", times] =
    /^(\*|[A-Z]+)\s+(\/\S*)\s+(\S+)(?:\s+x([1-9]\d*))?$/.exec(specification.trim()) ?? [];
  const interception = parseEffect(effect);
  if (method === undefined || path === undefined || interception === undefined) {
    throw new InvalidFaultError(`a fault must have the form ${FORM}; got: ${specification}`);
  }
  const pattern = path.split("*").map((part) => part.replace(/[^\w/-]/g, "\\$&"));
  return {
    method,
    path: new RegExp(`^${pattern.join("[^/]+")}$`),
    interception,
    remaining: times === undefined ? Infinity : Number(times),
  };
}

function parseEffect(effect: string): Interception | undefined {
  if (effect === "reset" || effect === "reset-after") {
    return effect;
  }
  const delay = /^delay=(\d+(?:\.\d+)?)(ms|s)$/.exec(effect);
  if (delay) {
    return { delayMs: Number(delay[1]) * (delay[2] === "s" ? 1000 : 1) };
  }
  return /^[45]\d\d$/.test(effect) ? { status: Number(effect) } : undefined;
}

function affects({ method, path, remaining }: Fault, request: SandboxRequest): boolean {
  return remaining > 0 && (method === "*" || method === request.method) && path.test(request.path);
}
