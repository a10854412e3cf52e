import * as cdktf from "cdktf";
import { Body, LeanResource } from "./lean-resource";
import { SECRET_KEY } from "./secret-key";
import { isPlain, isToken, resolved } from "./tokens";

/** What the provider's block in the program says of the key and the account, as Terraform's own expressions. */
export interface ProviderConfiguration {
  /** The key's expression, unless it comes from the environment. */
  readonly apiKey: unknown;
  /** The account's expression, unless it comes from the environment. */
  readonly account: unknown;
}

const defaultProviders = new WeakMap<cdktf.TerraformStack, cdktf.TerraformProvider>();

/** The configuration of the provider that a resource uses; read whenever it is needed, since it may be declared later. */
export function providerConfiguration(resource: LeanResource): ProviderConfiguration {
  const provider = resource.provider ?? defaultProvider(resource.cdktfStack);
  const block: Body = provider?.toTerraform().provider[provider.terraformResourceType][0] ?? {};
  // The provider takes an empty argument for none, and looks into the environment.
  return { apiKey: block.api_key || undefined, account: block.stripe_account || undefined };
}

/** Whether a secret key is written out in the program, from where it would reach plan and state. */
export function hasLiteralKey(resource: LeanResource): boolean {
  const key = resolved(resource, providerConfiguration(resource).apiKey);
  return typeof key === "string" && (!isToken(key) || SECRET_KEY.test(key));
}

/** The variables and locals that hold a secret key, as they are referred to. */
export function literalKeys(elements: readonly cdktf.TerraformElement[]): string[] {
  return elements.flatMap((element) => {
    const { friendlyUniqueId: name } = element;
    if (element instanceof cdktf.TerraformVariable) {
      return holdsKey(element.toTerraform().variable[name].default) ? [`var.${name}`] : [];
    }
    return element instanceof cdktf.TerraformLocal && holdsKey(element.toTerraform().locals[name])
      ? [`local.${name}`]
      : [];
  });
}

/** Whether the key of a resource is an expression that reads one of these; they are searched for only if it is one. */
export function takesKeyFrom(resource: LeanResource, sources: () => readonly string[]): boolean {
  const key = resolved(resource, providerConfiguration(resource).apiKey);
  if (typeof key !== "string" || !isToken(key)) return false;
  return sources().some((source) => new RegExp(`\\b${source.replace(".", "\\.")}(?![\\w-])`).test(key));
}

/** Whether plain data contains a secret key. Tokens and constructs, which may contain themselves, are left alone. */
function holdsKey(value: unknown, seen = new Set<unknown>()): boolean {
  if (typeof value === "string") return SECRET_KEY.test(value);
  if (typeof value !== "object" || value === null || seen.has(value)) return false;
  if (!Array.isArray(value) && !isPlain(value)) return false;
  seen.add(value);
  return Object.entries(value)
    .flat()
    .some((inner) => holdsKey(inner, seen));
}

function defaultProvider(stack: cdktf.TerraformStack): cdktf.TerraformProvider | undefined {
  const known = defaultProviders.get(stack);
  if (known !== undefined) return known;
  const found = stack.allProviders().find(
    // A stack within the stack has providers of its own.
    ({ cdktfStack, terraformResourceType, alias }) =>
      cdktfStack === stack && terraformResourceType === "stripe" && alias === undefined,
  );
  // Only what was found is remembered: a provider may be declared after the portal, and searching a stack is slow.
  if (found !== undefined) defaultProviders.set(stack, found);
  return found;
}
