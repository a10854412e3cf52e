import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { Body, dependency, LeanResource, partBody } from "./lean-resource";
import { portalError } from "./rules/failure";
import { copyOf } from "./tokens";

/** What a portal's resource is made of; the functions are asked anew whenever Terraform's configuration is written. */
export interface PortalResourceOptions {
  readonly provider?: cdktf.TerraformProvider;
  readonly dependsOn?: cdktf.ITerraformDependable[];
  readonly lifecycle?: cdktf.TerraformResourceLifecycle;
  readonly importFrom?: string;
  /** The whole portal as the program wants it. */
  readonly wanted: () => Body;
  /** What is created where a step completes it; absent where the provider carries everything. */
  readonly birth?: (leftToDashboard: readonly string[]) => Body;
}

/**
 * The provider's resource. Where a step completes the portal, this only creates, imports, reads and destroys: the wanted
 * portal, overrides included, is for the step to send.
 */
export class PortalResource extends LeanResource {
  /** What the construct adds to the user's conditions. */
  conditions: () => Pick<cdktf.TerraformResourceLifecycle, "precondition" | "postcondition"> = () => ({});

  /** What of the construct must be applied before. */
  prerequisites: () => LeanResource[] = () => [];

  private readonly awaited: cdktf.ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly options: PortalResourceOptions,
  ) {
    super(scope, id, {
      terraformResourceType: "stripe_billing_portal_configuration",
      terraformGeneratorMetadata: {
        providerName: "stripe",
        providerVersion: "0.3.0",
        providerVersionConstraint: "0.3.0",
      },
      provider: options.provider,
      lifecycle: options.lifecycle && { ...options.lifecycle },
    });
    this.awaited = [...(options.dependsOn ?? [])];
    if (options.importFrom !== undefined) {
      // What importFrom() sets; that would also start a Terraform process for each portal to learn its version.
      Object.assign(this, { _imported: { id: options.importFrom, provider: options.provider } });
    }
  }

  /** Whether a step completes the portal. */
  get isStepped(): boolean {
    return this.options.birth !== undefined;
  }

  /** The portal as wanted, overrides included, without the attributes that are left to the Dashboard. */
  wanted(): Body {
    const { attributes, meta } = this.overridden();
    const ignored = this.ignoredChanges(meta);
    return Object.fromEntries(Object.entries(attributes).filter(([name]) => !ignored.includes(name)));
  }

  /** The portal with the user's overrides, the attributes that are left to the Dashboard included, and Terraform's meta-arguments. */
  overridden(): { attributes: Body; meta: Body } {
    return partBody(this.overriddenBody());
  }

  /** Terraform's `ignore_changes` as the user has it. */
  ignoredChanges(body: Body = this.overriddenBody()): readonly string[] {
    const lifecycle = body.lifecycle as { ignore_changes?: string | string[] } | undefined;
    return [lifecycle?.ignore_changes ?? []].flat();
  }

  /** Whether the user asks for several instances, which a portal cannot be. */
  hasInstances(): boolean {
    const { count, for_each: forEach } = this.overriddenBody();
    return count !== undefined || forEach !== undefined;
  }

  override importFrom(): void {
    this.refuse("importFrom()", "the portal must know that it adopts a configuration", "use the property `importFrom`");
  }

  override moveTo(moveTarget: string, index?: string | number): void {
    this.refuseMove("moveTo()");
    super.moveTo(moveTarget, index);
  }

  override moveToId(id: string): void {
    this.refuseMove("moveToId()");
    super.moveToId(id);
  }

  /** What the user wants to be applied before the portal. */
  requestedDependencies(): unknown[] {
    return [...(this.dependsOn ?? []), ...this.awaited.map(dependency)];
  }

  protected attributes(): Body {
    return copyOf(this.options.wanted());
  }

  protected override dependencies(): unknown[] {
    return [...this.requestedDependencies(), ...this.prerequisites().map(({ address }) => address)];
  }

  protected override lifecycleArguments(): cdktf.TerraformResourceLifecycle {
    const { precondition, postcondition } = this.conditions();
    return {
      ...this.lifecycle,
      precondition: joined(this.lifecycle?.precondition, precondition),
      postcondition: joined(this.lifecycle?.postcondition, postcondition),
    };
  }

  private refuseMove(method: string): void {
    if (!this.isStepped) return;
    this.refuse(
      method,
      "a portal with a step stays where it is",
      "call `moveFromId()` of the one that takes its place",
    );
  }

  private refuse(method: string, rule: string, remedy: string): never {
    const portal = this.node.scope ?? this;
    throw portalError(portal.constructor.name, portal.node.path, [{ property: `resource.${method}`, rule, remedy }]);
  }

  protected override finish(body: Body): Body {
    const birth = this.options.birth?.(this.ignoredChanges(body));
    const { attributes, meta } = partBody(body);
    const lifecycle = { ...(meta.lifecycle as Body), create_before_destroy: true };
    return {
      ...(birth ?? attributes),
      ...meta,
      lifecycle: birth === undefined ? lifecycle : { ...lifecycle, ignore_changes: "all" },
    };
  }
}

function joined<T>(theirs: T[] | undefined, ours: T[] | undefined): T[] | undefined {
  const all = [...(theirs ?? []), ...(ours ?? [])];
  return all.length > 0 ? all : undefined;
}
