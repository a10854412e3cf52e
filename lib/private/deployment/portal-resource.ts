import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { ApplyVia } from "../../apply-via";
import { withBooleanConditions } from "./boolean-conditions";
import { Body, LeanResource, splitBody } from "./lean-resource";
import {
  attributesOfStep,
  nativePortal,
  PROVIDER_ATTRIBUTES,
  unsetStrings,
  withoutPlanSwitching,
} from "../portal/native-portal";
import { withLockedQuantities } from "../portal/locked-quantities";
import { nodeDependencies } from "../terraform/dependencies";
import { withDefaults } from "../portal/render-portal";
import { portalError } from "../errors";
import { copyOf } from "../terraform/tokens";

/** The options of a portal's resource. */
export interface PortalResourceOptions {
  readonly provider?: cdktf.TerraformProvider;
  readonly dependsOn?: cdktf.ITerraformDependable[];
  readonly lifecycle?: cdktf.TerraformResourceLifecycle;
  readonly importFrom?: string;
  readonly applyVia: ApplyVia;
  /** Renders the whole portal as Stripe's parameters. Called whenever the stack is rendered, since products can be added. */
  readonly render: () => Body;
}

/** The conditions that a portal adds to those of the app. */
export type Conditions = Pick<cdktf.TerraformResourceLifecycle, "precondition" | "postcondition">;

/**
 * The provider's resource. It creates, imports, reads and destroys the portal, and manages the attributes that the provider
 * can; the others are left to the step, which sends the whole portal whenever one of them changes.
 */
export class PortalResource extends LeanResource {
  /** The construct's own conditions. */
  conditions: () => Conditions[] = () => [];

  /** The construct's own resources that must be applied before. */
  prerequisites: () => LeanResource[] = () => [];

  private readonly awaited: cdktf.ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly options: PortalResourceOptions,
  ) {
    super(scope, id, {
      terraformResourceType: "stripe_billing_portal_configuration",
      // The engine requires a provider construct of this name in the stack. A provider that is passed may have another name.
      terraformGeneratorMetadata:
        options.provider === undefined
          ? { providerName: "stripe", providerVersion: "0.3.0", providerVersionConstraint: "0.3.0" }
          : undefined,
      provider: options.provider,
      lifecycle: options.lifecycle,
    });
    this.awaited = [...(options.dependsOn ?? [])];
    if (options.importFrom !== undefined) {
      // importFrom() would set the same, but also start a Terraform process for each portal to check the version.
      Object.assign(this, { _imported: { id: options.importFrom, provider: options.provider } });
    }
  }

  /** True if the portal has a step. */
  get hasStep(): boolean {
    return this.options.applyVia !== ApplyVia.PROVIDER;
  }

  /** The whole desired portal, overrides included, without the attributes that are left to the Dashboard. */
  desiredPortal(): Body {
    return this.desired(this.overridden());
  }

  /** The part of the desired portal whose change the step must send: its attributes, and the strings to clear. */
  leftToStep(): Body {
    const { ofStep, ofProvider } = this.managers(this.desiredPortal());
    return this.options.applyVia === ApplyVia.STEP ? ofStep : { ...ofStep, unset: unsetStrings(ofProvider) };
  }

  /** The part of the desired portal that the provider's resource manages. */
  leftToProvider(): Body {
    return this.managers(this.desiredPortal()).ofProvider;
  }

  /** The portal's attributes and meta-arguments with overrides, including the attributes that are left to the Dashboard. */
  overridden(): { attributes: Body; meta: Body } {
    return this.split(this.overriddenBody());
  }

  /** Terraform's `ignore_changes`, as the app sets it. */
  ignoredChanges(body: Body = this.overriddenBody()): readonly string[] {
    const lifecycle = body.lifecycle as { ignore_changes?: string | string[] } | undefined;
    return [lifecycle?.ignore_changes ?? []].flat();
  }

  /** Returns true if the resource has `count` or `for_each`, which a portal does not support. */
  hasInstances(): boolean {
    const { count, for_each: forEach } = this.overriddenBody();
    return count !== undefined || forEach !== undefined;
  }

  override importFrom(): void {
    this.reject(
      "importFrom()",
      "cannot be called, since the portal renders the import",
      "set the property `importFrom`",
    );
  }

  override moveTo(moveTarget: string, index?: string | number): void {
    this.rejectMove("moveTo()");
    super.moveTo(moveTarget, index);
  }

  override moveToId(id: string): void {
    this.rejectMove("moveToId()");
    super.moveToId(id);
  }

  /** The addresses that the app lists in `dependsOn` or adds with `node.addDependency()`. */
  requestedDependencies(): unknown[] {
    return [...new Set([...(this.dependsOn ?? []), ...this.awaited.map(({ fqn }) => fqn), ...nodeDependencies(this)])];
  }

  protected attributes(): Body {
    return copyOf(this.options.render());
  }

  protected override dependencies(): unknown[] {
    return this.requestedDependencies();
  }

  private rejectMove(method: string): void {
    if (!this.hasStep) return;
    this.reject(
      method,
      "cannot be called, since the step has an address of its own",
      "call `moveFromId()` of the new portal's `resource`",
    );
  }

  private reject(method: string, rule: string, fix: string): never {
    const portal = this.node.scope ?? this;
    throw portalError(portal.constructor.name, portal.node.path, [{ property: `resource.${method}`, rule, fix }]);
  }

  protected override finish(body: Body): Body {
    const { attributes, meta } = this.split(body);
    const desired = this.desired({ attributes, meta });
    const {
      depends_on: dependencies = [],
      lifecycle,
      ...others
    } = meta as { depends_on?: unknown[]; lifecycle?: Body };
    const dependsOn = [...dependencies, ...this.prerequisites().map(({ address }) => address)];
    const { precondition, postcondition } = this.withConditions(lifecycle ?? {});
    return {
      ...nativePortal(this.hasStep ? withoutPlanSwitching(attributes) : attributes),
      ...others,
      ...(dependsOn.length > 0 && { depends_on: dependsOn }),
      lifecycle: {
        ...lifecycle,
        precondition: withBooleanConditions(precondition, this.portalPath, desired),
        postcondition,
        create_before_destroy: true,
        ...this.ignoreChanges(desired, meta),
      },
    };
  }

  /** The conditions of the app, followed by the construct's own. */
  private withConditions({ precondition, postcondition }: { precondition?: Body[]; postcondition?: Body[] }): {
    precondition?: Body[];
    postcondition?: Body[];
  } {
    const own = this.conditions();
    return {
      precondition: joined([precondition, ...own.map((each) => inTerraform(each.precondition))]),
      postcondition: joined([postcondition, ...own.map((each) => inTerraform(each.postcondition))]),
    };
  }

  private split(body: Body): { attributes: Body; meta: Body } {
    const { attributes, meta } = splitBody(body);
    return { attributes: withLockedQuantities(withDefaults(attributes)), meta };
  }

  private get portalPath(): string {
    return (this.node.scope ?? this).node.path;
  }

  private desired({ attributes, meta }: { attributes: Body; meta: Body }): Body {
    const ignored = this.ignoredChanges(meta);
    return pick(attributes, (name) => !ignored.includes(name));
  }

  private managers(desired: Body): { ofStep: Body; ofProvider: Body } {
    const names = attributesOfStep(desired, this.options.applyVia);
    return {
      ofStep: pick(desired, (name) => names.includes(name)),
      ofProvider: pick(desired, (name) => !names.includes(name)),
    };
  }

  /** Terraform's `ignore_changes`: the attributes that are left to the Dashboard or to the step. */
  private ignoreChanges(desired: Body, meta: Body): Body {
    if (this.options.applyVia === ApplyVia.STEP) return { ignore_changes: "all" };
    const ofStep = Object.keys(this.managers(desired).ofStep).filter((name) =>
      Object.hasOwn(PROVIDER_ATTRIBUTES, name),
    );
    return ofStep.length === 0 ? {} : { ignore_changes: [...this.ignoredChanges(meta), ...ofStep] };
  }
}

function pick(body: Body, isPicked: (name: string) => boolean): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => isPicked(name)));
}

function inTerraform(conditions: readonly cdktf.TerraformCondition[] | undefined): Body[] | undefined {
  return conditions?.map(({ condition, errorMessage }) => ({ condition, error_message: errorMessage }));
}

function joined<T>(lists: (T[] | undefined)[]): T[] | undefined {
  const all = lists.flatMap((list) => list ?? []);
  return all.length > 0 ? all : undefined;
}
