import type { Account } from "../state/account";
import type { Expandable, Expansion } from "./expansion";
import type { FormMap } from "./form";
import { type Fields, readFields, type Values } from "./parameters";

/** The properties of a request that affect the answer. */
export interface View {
  readonly account: Account;
  readonly version: string;
  readonly expand: Expansion;
}

/** The request that a handler answers. */
export interface Call<F extends Fields = Fields> extends View {
  /** The decoded id in the path, or "" if the path has none. */
  readonly id: string;
  readonly params: Values<F>;
}

/** One endpoint. `path` may end in `:id`. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly fields: Fields;
  readonly expandable: Expandable;
  answer(request: View & { readonly id: string; readonly sent: FormMap }): unknown;
}

/** Connects an endpoint's parameters to its handler. */
export function route<F extends Fields>(
  method: Route["method"],
  path: string,
  fields: F,
  expandable: Expandable,
  handle: (call: Call<F>) => unknown,
): Route {
  return {
    method,
    path,
    fields,
    expandable,
    answer: ({ sent, ...request }) =>
      handle({ ...request, params: readFields(fields, sent, { name: "", version: request.version }) }),
  };
}

/** Finds the endpoint of a request and the decoded id in its path. */
export function matchRoute<R extends Route>(
  routes: readonly R[],
  method: string,
  path: string,
): { readonly route: R; readonly id: string } | undefined {
  for (const candidate of routes) {
    const match = new RegExp(`^${candidate.path.replace(":id", "([^/]+)")}$`).exec(path);
    if (match && candidate.method === method) {
      return { route: candidate, id: decoded(match[1] ?? "") };
    }
  }
  return undefined;
}

/** A segment of a path without its percent-encoding, or unchanged if the encoding is invalid. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
