import * as cdktf from "cdktf";

/** The arguments of a Terraform block by name. */
export type Body = Record<string, unknown>;

/** A body without arguments that are undefined. */
export function withoutUndefined(body: Body): Body {
  const result: Body = {};
  for (const name of Object.keys(body)) if (body[name] !== undefined) result[name] = body[name];
  return result;
}

/** Thrown if an override changes a part of a token, whose value is known at apply time only. */
export class OverriddenToken extends Error {
  constructor(readonly path: string) {
    super(`the override "${path}" changes a part of a token`);
  }
}

/**
 * A body with overrides, in new objects. Like cdktf's own merge: a list is appended to a list, and `undefined` removes a key.
 * Unlike it, the body is not changed.
 */
export function overridden(body: unknown, overrides: Body, path: readonly string[] = []): Body {
  requireNoToken(body, path);
  const result = copyOfOneLevel(body);
  for (const [name, value] of Object.entries(overrides)) {
    const before = result[name];
    if (value === undefined) delete result[name];
    else if (Array.isArray(value)) result[name] = joined(before, value, [...path, name]);
    else if (isObject(value)) result[name] = overridden(before, value, [...path, name]);
    else result[name] = value;
  }
  return result;
}

function joined(before: unknown, list: unknown[], path: readonly string[]): unknown[] {
  if (!Array.isArray(before)) return list;
  requireNoToken(before, path);
  return [...(before as unknown[]), ...list];
}

function requireNoToken(value: unknown, path: readonly string[]): void {
  if (typeof value === "object" && cdktf.Token.isUnresolved(value)) throw new OverriddenToken(path.join("."));
}

function copyOfOneLevel(body: unknown): Body {
  if (Array.isArray(body)) return [...(body as unknown[])] as never;
  return typeof body === "object" ? { ...body } : {};
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !cdktf.Tokenization.isResolvable(value);
}
