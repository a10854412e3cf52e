import type { SandboxRequest } from "./sandbox";

const CLIENTS = "https://github.com/cdktf-stripe-portal/cdktf-stripe-portal/blob/main/cli/README.md#clients";

/** The hint for a command that reached Stripe in another way, or not at all. */
export const NO_REQUEST = `the command sent no request to the sandbox; see ${CLIENTS}`;

/** The hint for variables whose Stripe keys were replaced. */
export function replacedKeysHint(names: readonly string[]): string {
  return `replaced the Stripe keys in ${names.join(", ")} with the sandbox's keys`;
}

/**
 * Reads requests in order and returns one hint: for the first object that a sandbox without a state file does not have.
 * The command often has it from an earlier run. Objects that were deleted in this run do not count.
 */
export function lostObjectHints(): (request: SandboxRequest) => string | undefined {
  const deleted = new Set<string>();
  let isGiven = false;
  return ({ method, path, status, error }) => {
    if (method === "DELETE" && status === 200) {
      deleted.add(path);
    }
    if (isGiven || status !== 404 || !error?.startsWith("No such ") || deleted.has(path)) {
      return undefined;
    }
    isGiven = true;
    const id = path.slice(path.lastIndexOf("/") + 1);
    return `${id} does not exist in this sandbox. Objects are lost when a sandbox ends; to keep them, use --state <file>`;
  };
}
