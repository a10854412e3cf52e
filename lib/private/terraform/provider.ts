import * as cdktf from "cdktf";
import { SECRET_KEY } from "../errors";
import { Body } from "./overrides";
import { resolved } from "./fast";
import { isPlain, isToken } from "./tokens";

/** The source of Stripe's provider; a mirror may have a host of its own. */
const SOURCE = /^(?:[^/]+\/)?stripe\/stripe$/i;

/** The key and the account in the provider's block, as Terraform expressions. */
export interface ProviderConfiguration {
  /** The key's expression, unless it comes from the environment. */
  readonly apiKey: unknown;
  /** The account's expression, unless it comes from the environment. */
  readonly account: unknown;
}

const defaultProviders = new WeakMap<cdktf.TerraformStack, cdktf.TerraformProvider>();

/** Returns true if a construct is Stripe's provider. Its name in Terraform is up to the app and may belong to another provider. */
export function isStripeProvider(construct: unknown): construct is cdktf.TerraformProvider {
  return (
    cdktf.TerraformProvider.isTerraformProvider(construct) && SOURCE.test(String(construct.terraformProviderSource))
  );
}

/** The provider that a resource uses. Providers can be declared after the resource, so this is evaluated at each call. */
export function providerOf(resource: cdktf.TerraformResource): cdktf.TerraformProvider | undefined {
  return resource.provider ?? defaultProvider(resource.cdktfStack);
}

/** The configuration of the provider that a resource uses. */
export function providerConfiguration(resource: cdktf.TerraformResource): ProviderConfiguration {
  const block = blockOf(providerOf(resource));
  // The provider treats an empty argument as missing and falls back to the environment.
  const given = (value: unknown) => (isToken(value) && !resolved(resource, value) ? undefined : value || undefined);
  return { apiKey: given(block.api_key), account: given(block.stripe_account) };
}

/** The arguments in a provider's block. */
function blockOf(provider: cdktf.TerraformProvider | undefined): Body {
  if (provider === undefined) return {};
  const { rawOverrides, toTerraform } = provider as unknown as { rawOverrides: Body; toTerraform: unknown };
  const attributes = (provider as unknown as { synthesizeAttributes(): Body }).synthesizeAttributes();
  // Rendering the whole block, for each portal, is slow. A provider of another class may name its attributes differently.
  const isPlain = toTerraform === cdktf.TerraformProvider.prototype.toTerraform && "api_key" in attributes;
  if (isPlain && Object.keys(rawOverrides).length === 0) return attributes;
  return provider.toTerraform().provider[provider.terraformResourceType][0];
}

/** Returns true if the app contains the secret key literally, so that plan and state would contain it too. */
export function hasLiteralKey(resource: cdktf.TerraformResource): boolean {
  const key = resolved(resource, providerConfiguration(resource).apiKey);
  return typeof key === "string" && (!isToken(key) || SECRET_KEY.test(key));
}

/** The references to variables and locals that contain a secret key. */
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

/** Returns true if the key of a resource is an expression with one of these references. `sources` is called for expressions only. */
export function takesKeyFrom(resource: cdktf.TerraformResource, sources: () => readonly string[]): boolean {
  const key = resolved(resource, providerConfiguration(resource).apiKey);
  if (typeof key !== "string" || !isToken(key)) return false;
  return sources().some((source) => new RegExp(`\\b${source.replace(".", "\\.")}(?![\\w-])`).test(key));
}

/** Returns true if plain data contains a secret key. Tokens and constructs are skipped, since they may be circular. */
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
    // A nested stack has providers of its own.
    ({ cdktfStack, terraformResourceType, alias }) =>
      cdktfStack === stack && terraformResourceType === "stripe" && alias === undefined,
  );
  // Searching a stack is slow. Only a result is cached, since the provider may be declared after the portal.
  if (found !== undefined) defaultProviders.set(stack, found);
  return found;
}
