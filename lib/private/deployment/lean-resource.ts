import * as cdktf from "cdktf";
import { hclBody } from "../terraform/hcl";
import { Deferred, isToken, resolved } from "../terraform/tokens";

/** Terraform's meta-arguments in the body of a resource. */
const META_ARGUMENTS = new Set([
  "//",
  "connection",
  "count",
  "depends_on",
  "dynamic",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
]);

/** The body of a resource in Terraform's JSON, by argument. */
export type Body = Record<string, unknown>;

/**
 * A Terraform resource whose attributes are plain data: unlike a generated class it makes no token until one is read,
 * captures no stack trace, and its HCL is derived from its JSON, so that the two cannot differ.
 */
export abstract class LeanResource extends cdktf.TerraformResource {
  /** The attributes in fresh objects, since cdktf merges overrides into them. */
  protected abstract attributes(): Body;

  /** The address without braces, for arguments in which Terraform does not allow expressions. */
  get address(): string {
    return `${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }

  /** An expression that reads one attribute. */
  reference(attribute: string): string {
    return `\${${this.address}.${attribute}}`;
  }

  /** The addresses in Terraform's `depends_on`. */
  protected dependencies(): unknown[] {
    return this.dependsOn ?? [];
  }

  protected override synthesizeAttributes(): Body {
    return this.attributes();
  }

  override get terraformMetaArguments(): { [name: string]: any } {
    const dependencies = this.dependencies();
    return {
      ...super.terraformMetaArguments,
      dependsOn: dependencies.length > 0 ? dependencies : undefined,
    };
  }

  override toTerraform(): any {
    const terraform = super.toTerraform();
    const resources = terraform.resource?.[this.terraformResourceType];
    if (resources !== undefined) {
      resources[this.friendlyUniqueId] = withPlainAddresses(this.finish(resources[this.friendlyUniqueId]));
    }
    return terraform;
  }

  override toHclTerraform(): any {
    const type = this.terraformResourceType;
    const body: Body | undefined = this.toTerraform().resource?.[type]?.[this.friendlyUniqueId];
    const native = new Deferred(() => hclBody(resolved(this, body) as Body));
    return {
      ...super.toHclTerraform(),
      resource: body === undefined ? undefined : { [type]: { [this.friendlyUniqueId]: native } },
    };
  }

  /** The attributes and meta-arguments with overrides, before `finish()`. */
  protected overriddenBody(): Body {
    return super.toTerraform().resource?.[this.terraformResourceType]?.[this.friendlyUniqueId] ?? {};
  }

  /** Changes the body after overrides were applied. */
  protected finish(body: Body): Body {
    return body;
  }
}

/** A body, split into the resource's attributes and Terraform's meta-arguments. */
export function splitBody(body: Body): { attributes: Body; meta: Body } {
  const part = (isMeta: boolean) =>
    Object.fromEntries(Object.entries(body).filter(([name]) => META_ARGUMENTS.has(name) === isMeta));
  return { attributes: part(false), meta: part(true) };
}

/** A body whose `depends_on` and `replace_triggered_by` contain addresses without braces, as Terraform requires. */
function withPlainAddresses(body: Body): Body {
  const { depends_on: dependsOn, lifecycle } = body as { depends_on?: unknown; lifecycle?: Body };
  const triggers = lifecycle?.replace_triggered_by;
  return {
    ...body,
    ...(dependsOn !== undefined && { depends_on: plainAddresses(dependsOn) }),
    ...(triggers !== undefined && { lifecycle: { ...lifecycle, replace_triggered_by: plainAddresses(triggers) } }),
  };
}

function plainAddresses(addresses: unknown): unknown {
  if (!Array.isArray(addresses)) return addresses;
  return addresses.map((address: unknown) =>
    isToken(address)
      ? new Deferred((context) => String(context.resolve(address as never)).replace(/^\$\{(.*)\}$/s, "$1"))
      : address,
  );
}
