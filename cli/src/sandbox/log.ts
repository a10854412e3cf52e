import { type FormNode, formPairs, fromPlain, type Plain } from "./form";
import type { SandboxRequest } from "./requests";

const MAX_LENGTH = 200;

/** One line that tells what a request was and what became of it. */
export function logLine({ method, path, params, account, mode, status, error }: SandboxRequest): string {
  const sent: FormNode = fromPlain(params as { readonly [name: string]: Plain });
  const summary = formPairs(sent)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
  const where = [mode === "live" ? "live" : "", account ?? ""].filter((part) => part !== "").join(" ");
  return [method, path, status ?? "cut", where && `(${where})`, shorten(withoutKeys(summary)), error && `-> ${error}`]
    .filter((part) => part !== "" && part !== undefined)
    .join(" ")
    .replaceAll("\n", "\\n");
}

/** Whatever looks like a key: somebody may have put one into a parameter. */
function withoutKeys(text: string): string {
  return text.replace(/\b((?:sk|rk)(?:_org)?_(?:test|live)_)\w+/g, "$1****");
}

function shorten(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 3)}...`;
}
