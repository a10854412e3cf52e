import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { withoutSecrets } from "../secret-key";
import { hasEncodedToken, isListMark, literalParts } from "../tokens";

const TOKEN = "a token";

/** What is wrong with a portal, and what to do about it. */
export interface Violation {
  /** The property's path in the program. */
  readonly property: string;
  /** The rule, as a sentence. */
  readonly rule: string;
  /** What was given instead; left out where it would show a secret or say nothing. */
  readonly got?: unknown;
  /** What to change. */
  readonly fix: string;
  /** Whether a later call, such as `addProduct()`, may still mend it. */
  readonly fixableLater?: boolean;
}

/** One line for people: the property, the rule, the value, the fix. */
export function describe(violation: Violation): string {
  const got = "got" in violation ? `; got: ${shown(violation.got)}` : "";
  // A key that was put into the wrong property is not shown either.
  return withoutSecrets(`\`${violation.property}\`: ${violation.rule}${got}; ${violation.fix}`);
}

/** One error for everything that is wrong with a portal. */
export function portalError(className: string, path: string, violations: readonly Violation[]): Error {
  const lines = violations.map((violation) => `\n  - ${describe(violation)}`);
  return new Error(`${className || "A portal"} at ${path} cannot be deployed:${lines.join("")}`);
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  const text = [...(asJson(value) ?? nameOf(value))];
  return text.length > 100 ? `${text.slice(0, 97).join("")}...` : text.join("");
}

/** What a value says of itself where JSON cannot: it has itself inside, or a bigint. */
function nameOf(value: unknown): string {
  return typeof value === "object" ? Object.prototype.toString.call(value) : String(value);
}

/** What JSON can say of a value; tokens and constructs are named instead. */
function asJson(value: unknown): string | undefined {
  if (tokenShown(value) === TOKEN) return TOKEN;
  try {
    return JSON.stringify(value, (_, inner) => {
      if (Construct.isConstruct(inner)) return `the construct ${inner.node.path}`;
      return tokenShown(inner) ?? inner;
    });
  } catch {
    return undefined;
  }
}

/** A token for people, with the literal parts of the string around it; undefined for other values. */
function tokenShown(value: unknown): string | undefined {
  if (isListMark(value)) return TOKEN;
  if (typeof value !== "string") return cdktf.Token.isUnresolved(value) ? TOKEN : undefined;
  if (!hasEncodedToken(value)) return undefined;
  const literals = literalParts(value);
  return literals.some((literal) => literal !== "") ? literals.join("<token>") : TOKEN;
}
