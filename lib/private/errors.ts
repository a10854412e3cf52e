import * as cdktf from "cdktf";
import { Construct, IConstruct } from "constructs";
import { hasEncodedToken, isListMark, literalParts } from "./terraform/tokens";

const TOKEN = "a token";
const KEYS = "(?:sk|rk)_(?:live|test|org)_";

/** A secret or restricted API key at the start of a word. */
export const SECRET_KEY = new RegExp(`\\b${KEYS}\\w+`);

/** API keys and webhook secrets anywhere in a string. */
const SECRETS = new RegExp(`(${KEYS}|whsec_)\\w+`, "g");

/** A broken rule of a portal, and the fix. */
export interface Violation {
  /** The path of the property. */
  readonly property: string;
  /** The rule, as a clause without a period. */
  readonly rule: string;
  /** The value. Left out if it is undefined or contains a secret. */
  readonly got?: unknown;
  /** The fix, as an instruction. */
  readonly fix: string;
  /** True if a later call, such as `addProduct()`, can fix the violation. */
  readonly fixableLater?: boolean;
}

/** One line of an error: the property, the rule, the value, and the fix. */
export function describe({ property, rule, got, fix }: Violation): string {
  const value = got === undefined ? "" : `; got: ${format(got)}`;
  // A key that was put into the wrong property can be part of any of them.
  return withoutSecrets(`\`${property}\`: ${rule}${value}; ${fix}`);
}

/** One error for all violations of a portal. */
export function portalError(className: string, path: string, violations: readonly Violation[]): Error {
  const lines = violations.map((violation) => `\n  - ${describe(violation)}`);
  return new Error(`${className || "A portal"} at ${path} cannot be deployed:${lines.join("")}`);
}

/** One error for a portal that is not created because of its arguments. */
export function errorOfChild(
  { className, scope, id }: { readonly className: string; readonly scope: IConstruct; readonly id: string },
  violations: readonly Violation[],
): Error {
  // As the constructs library builds the path.
  const name = id.replace(/\//g, "--");
  return portalError(className, scope.node.path === "" ? name : `${scope.node.path}/${name}`, violations);
}

/** Removes secrets from a message. */
export function withoutSecrets(message: string): string {
  return message.replace(SECRETS, "$1...");
}

function format(value: unknown): string {
  if (typeof value === "number") return String(value);
  const characters = [...(asJson(value) ?? typeTag(value))];
  return characters.length > 100 ? `${characters.slice(0, 97).join("")}...` : characters.join("");
}

/** A placeholder for values that JSON does not support, such as a bigint or an object that contains itself. */
function typeTag(value: unknown): string {
  return typeof value === "object" ? Object.prototype.toString.call(value) : String(value);
}

/** The value in JSON, with placeholders for tokens and constructs. */
function asJson(value: unknown): string | undefined {
  if (formatToken(value) === TOKEN) return TOKEN;
  try {
    return JSON.stringify(value, (_, inner) => {
      if (Construct.isConstruct(inner)) return `the construct ${inner.node.path}`;
      return formatToken(inner) ?? inner;
    });
  } catch {
    return undefined;
  }
}

/** A placeholder for a token, with the literal parts of the string around it, or undefined for other values. */
function formatToken(value: unknown): string | undefined {
  if (isListMark(value)) return TOKEN;
  if (typeof value !== "string") return cdktf.Token.isUnresolved(value) ? TOKEN : undefined;
  if (!hasEncodedToken(value)) return undefined;
  const literals = literalParts(value);
  return literals.some((literal) => literal !== "") ? literals.join("<token>") : TOKEN;
}
