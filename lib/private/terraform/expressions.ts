import { hclExpression } from "./hcl";
import { Body } from "./overrides";
import { Deferred, hasToken, isResolved, isStruct, isToken, literalParts, setOwn } from "./tokens";

/**
 * Values that are known at apply time only. There, as in the app, null and "" mean "not set". Each function returns literal
 * values unchanged and wraps other values in an expression.
 */

/** A string, or null if it is not set. */
export function nullIfEmpty(value: unknown): unknown {
  return deferred(value, emptyAsNull);
}

function emptyAsNull(resolved: unknown): unknown {
  if (!isGiven(resolved)) return undefined;
  return isOpen(resolved) ? `\${${isSet(resolved)} ? ${operand(resolved)} : null}` : resolved;
}

/** A string, or null if it has a value that means the same as null. */
export function nullIf(value: unknown, same: string): unknown {
  return deferred(value, (resolved) => {
    if (resolved === same) return undefined;
    return isOpen(resolved) ? `\${${operand(resolved)} == "${same}" ? null : ${operand(resolved)}}` : resolved;
  });
}

/** A boolean, or true if a lazy value produces none. */
export function orTrue(value: unknown): unknown {
  return typeof value === "object" ? deferred(value, (resolved) => resolved ?? true) : (value ?? true);
}

/** A string, or a default if it is not set. */
export function orDefault(value: unknown, fallback: string): unknown {
  return deferred(value, (resolved) => {
    if (!isGiven(resolved)) return fallback;
    return isOpen(resolved) ? `\${${isUnset(resolved)} ? "${fallback}" : ${operand(resolved)}}` : resolved;
  });
}

/**
 * A condition that fails if a value is null, or undefined if the value refers to nothing: Terraform rejects a condition without
 * a reference.
 */
export function notNull(resolved: unknown): string | undefined {
  if (typeof resolved !== "string" || !isToken(resolved)) return undefined;
  const withoutStrings = resolved.replace(/"(\\.|[^"\\$])*"/g, "");
  return /[A-Za-z_][\w-]*\.[A-Za-z_]/.test(withoutStrings) ? `\${${operand(resolved)} != null}` : undefined;
}

/** The names of the strings that are not set. */
export function namesOfUnset(strings: readonly [name: string, value: unknown][]): unknown {
  const isKnown = strings.every(([, value]) => isResolved(value));
  return isKnown
    ? unset(strings)
    : new Deferred((context) => unset(strings.map(([name, value]) => [name, context.resolve(value as never)])));
}

function unset(strings: readonly [name: string, resolved: unknown][]): unknown {
  const names: string[] = [];
  for (const [name, resolved] of strings) {
    const possible = nameIfUnset(name, resolved);
    if (possible !== "") names.push(possible);
  }
  return names.some(hasToken) ? `\${compact(${hclExpression(names)})}` : names;
}

/** A list of strings without those that are not set, empty if the whole list is null. */
export function setItems(value: unknown): unknown {
  return deferred(value, givenItems);
}

function givenItems(resolved: unknown): unknown {
  if (!isGiven(resolved)) return [];
  // A copy, because the app may change the list in the result of the stack's toTerraform().
  if (!hasToken(resolved)) return Array.isArray(resolved) ? resolved.filter(isGiven) : resolved;
  const list = Array.isArray(resolved) ? hclExpression(resolved) : orEmpty(resolved, "[]");
  return `\${[for item in ${list} : item if item != null && item != ""]}`;
}

/** A map of strings without the values that are not set, empty if the whole map is null. */
export function setValues(value: unknown): unknown {
  return deferred(value, givenValues);
}

function givenValues(resolved: unknown): unknown {
  if (!isGiven(resolved)) return {};
  if (!hasToken(resolved)) return isStruct(resolved) ? withoutUnset(resolved) : resolved;
  const map = typeof resolved === "string" ? orEmpty(resolved, "{}") : hclExpression(resolved);
  return `\${{for key, item in ${map} : key => item if key != "" && item != null && item != ""}}`;
}

function deferred(value: unknown, produce: (resolved: unknown) => unknown): unknown {
  return isResolved(value) ? produce(value) : new Deferred((context) => produce(context.resolve(value as never)));
}

function nameIfUnset(name: string, resolved: unknown): string {
  if (!isGiven(resolved)) return name;
  return isOpen(resolved) ? `\${${isUnset(resolved)} ? "${name}" : ""}` : "";
}

function orEmpty(resolved: unknown, empty: string): string {
  return `(${operand(resolved)} == null ? ${empty} : ${operand(resolved)})`;
}

function isSet(resolved: unknown): string {
  return `${operand(resolved)} != null && ${operand(resolved)} != ""`;
}

function isUnset(resolved: unknown): string {
  return `${operand(resolved)} == null || ${operand(resolved)} == ""`;
}

/** A resolved template as an operand: a reference without quotes, or else a quoted template. */
function operand(resolved: unknown): string {
  const [, reference] = /^\$\{([\w.-]+)\}$/.exec(String(resolved)) ?? [];
  return reference ?? hclExpression(resolved);
}

/**
 * Returns true if a string may be null or empty at apply time: it consists of expressions only, or contains a directive such
 * as `%{ if ... }`.
 */
function isOpen(resolved: unknown): boolean {
  if (typeof resolved !== "string") return false;
  if (resolved.includes("%{") && /(?<!%)%\{/.test(resolved)) return true;
  return isToken(resolved) && literalParts(resolved).every((part) => part === "");
}

function isGiven(value: unknown): boolean {
  return value !== "" && value !== null && value !== undefined;
}

function withoutUnset(values: Body): Body {
  const given: Body = {};
  for (const key of Object.keys(values)) if (key !== "" && isGiven(values[key])) setOwn(given, key, values[key]);
  return given;
}
