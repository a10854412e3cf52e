import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { ApplyVia, ApplyWhen } from "../../apply-via";
import { PortalProps } from "../../portal-props";
import { portalError } from "../errors";
import { withDefaults } from "../portal/render";
import { Blocks, dictionary, Fragment, Rendered, resolved } from "../terraform/fast";
import { hclBlock } from "../terraform/hcl";
import { Body, overridden, OverriddenToken } from "../terraform/overrides";
import { providerConfiguration } from "../terraform/provider";
import { PROVIDER_VERSION } from "../terraform/provider-version";
import { copyOf, Deferred, isLiteral } from "../terraform/tokens";
import { markPortalResource, nodeDependencies } from "./dependencies";
import { Block, blocksOf, ignoredChanges, namesOf, PORTAL_TYPE } from "./deployment";
import { hclMove, Move, movesOf } from "./moves";
import { stepScript } from "./script";

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

/** A portal's attributes and Terraform's meta-arguments, overrides included. */
export interface PortalContents {
  readonly attributes: Body;
  readonly meta: Body;
}

/** A portal without overrides. */
export interface PortalSource {
  /** Returns true if no property is a token. */
  readonly isLiteral: () => boolean;
  /** Renders the whole portal as Stripe's parameters, in objects that are not changed later. */
  readonly render: () => Body;
}

/**
 * The Terraform resources of a portal: the provider's, and those around it (see `blocksOf()`). Its attributes are plain data:
 * unlike a generated class it makes no token until one is read and captures no stack trace.
 */
export class PortalResource extends cdktf.TerraformResource {
  private readonly awaited: cdktf.ITerraformDependable[];
  private readonly script?: { readonly path: string };

  /**
   * @param props the properties of the portal
   * @param source the portal without overrides
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: PortalProps,
    private readonly source: PortalSource,
  ) {
    super(scope, id, {
      terraformResourceType: PORTAL_TYPE,
      // The engine requires a provider construct of this name in the stack. A provider that is passed may have another name.
      terraformGeneratorMetadata:
        props.provider === undefined
          ? { providerName: "stripe", providerVersion: PROVIDER_VERSION, providerVersionConstraint: PROVIDER_VERSION }
          : undefined,
      provider: props.provider,
      lifecycle: props.lifecycle,
    });
    markPortalResource(this);
    this.awaited = [...(props.dependsOn ?? [])];
    if (props.importFrom !== undefined) {
      // importFrom() would set the same, but also start a Terraform process for each portal to check the version.
      Object.assign(this, { _imported: { id: props.importFrom, provider: props.provider } });
    }
    if (this.hasStep || props.expectedMode !== undefined) this.script = stepScript(this.cdktfStack);
  }

  /** True if the portal has a step. */
  get hasStep(): boolean {
    return this.applyVia !== ApplyVia.PROVIDER;
  }

  /** The address without braces, for arguments in which Terraform does not allow expressions. */
  get address(): string {
    return namesOf(this.friendlyUniqueId).resource.address;
  }

  /** The address of the last resource of an apply. */
  get lastAddress(): string {
    const { resource, step } = namesOf(this.friendlyUniqueId);
    return (this.hasStep ? step : resource).address;
  }

  /** The portal's attributes and meta-arguments with overrides, including the attributes that are left to the Dashboard. */
  overridden(): PortalContents {
    return this.contents().portal ?? { attributes: this.attributes(), meta: {} };
  }

  /** The whole desired portal, overrides included, without the attributes that are left to the Dashboard. */
  desiredPortal(): Body {
    return desiredOf(this.overridden());
  }

  /** True if the portal is moved to another construct, so that it has no resources. */
  get isMovedAway(): boolean {
    return this.contents().portal === undefined;
  }

  /** The addresses that the app lists in `dependsOn` or adds with `node.addDependency()`. */
  requestedDependencies(): unknown[] {
    const ofNode = nodeDependencies(this);
    if (this.dependsOn === undefined && this.awaited.length === 0) return ofNode;
    return [...new Set([...(this.dependsOn ?? []), ...this.awaited.map(({ fqn }) => fqn), ...ofNode])];
  }

  override importFrom(): void {
    this.reject(
      "importFrom()",
      "cannot be called, since the portal renders the import",
      "set the property `importFrom`",
    );
  }

  override get terraformMetaArguments(): { [name: string]: any } {
    const dependencies = this.requestedDependencies();
    return {
      ...super.terraformMetaArguments,
      dependsOn: dependencies.length > 0 ? dependencies : undefined,
    };
  }

  override toTerraform(): any {
    if (this.isOverriddenByStack()) return copyOf(this.produce().blocks);
    // Now, because later changes do not count, and because cdktf adds a prefix to errors that are thrown while it resolves a value.
    const contents = this.contents();
    return new Fragment(
      () => this.produce(contents),
      () => this.references(contents),
    );
  }

  override toHclTerraform(): any {
    const { resource, ...others } = super.toHclTerraform();
    const { moved } = this.contents();
    return {
      ...others,
      import: resource && others.import,
      moved: moved && this.movesOf(moved).map(hclMove),
      resource: resource && {
        [PORTAL_TYPE]: { [this.friendlyUniqueId]: new Deferred(() => hclOf(this.resolvedBlocks())) },
      },
    };
  }

  /** True if the app, or an Aspect, has added an override. */
  get hasOverrides(): boolean {
    return Object.keys(this.rawOverrides as Body).length > 0;
  }

  private get applyVia(): ApplyVia {
    return this.props.applyVia ?? ApplyVia.AUTO;
  }

  /** True if the portal, without overrides, certainly contains no token. */
  get isLiteral(): boolean {
    return this.source.isLiteral() && isLiteral(this.node.path);
  }

  /** True if the app sets no meta-arguments, except dependencies, and no overrides. */
  private get isBare(): boolean {
    const { count, forEach, lifecycle, provider, provisioners, connection } = this;
    return (
      count === undefined &&
      forEach === undefined &&
      lifecycle === undefined &&
      provider === undefined &&
      provisioners === undefined &&
      connection === undefined &&
      this.props.importFrom === undefined &&
      !this.hasOverrides &&
      !this.hasResourceMove()
    );
  }

  /** The portal, its moves and its import. A portal that is moved elsewhere has no contents. */
  private contents(): Contents {
    // cdktf's rendering is slow.
    if (this.isBare) return { portal: { attributes: this.source.render(), meta: this.bareMeta() } };
    const { resource, moved, import: imported } = super.toTerraform() as BaseTerraform;
    if (resource === undefined) return { moved };
    const body = resource[PORTAL_TYPE]?.[this.friendlyUniqueId] ?? {};
    const meta = pick(body, (name) => META_ARGUMENTS.has(name));
    return { portal: { attributes: this.attributes(), meta }, moved, import: imported };
  }

  /** The meta-arguments of a bare resource as cdktf renders them. */
  private bareMeta(): Body {
    const dependencies = this.requestedDependencies();
    const meta: Body = { "//": { metadata: { path: this.node.path, uniqueId: this.friendlyUniqueId } } };
    if (dependencies.length > 0) meta.depends_on = dependencies;
    return meta;
  }

  private attributes(): Body {
    const overrides = pick(this.rawOverrides as Body, (name) => !META_ARGUMENTS.has(name));
    if (Object.keys(overrides).length === 0) return this.source.render();
    try {
      return withDefaults(overridden(this.source.render(), overrides));
    } catch (error) {
      if (!(error instanceof OverriddenToken)) throw error;
      return this.reject(`addOverride("${error.path}")`, "cannot change a part of a token", "override the whole value");
    }
  }

  private produce(contents = this.contents()): Rendered {
    const { portal, moved, import: imported } = contents;
    const blocks: { -readonly [kind in keyof Blocks]: Blocks[kind] } = {};
    const provider = providerConfiguration(this);
    if (portal !== undefined) blocks.resource = byAddress(this.blocks(portal, provider));
    if (moved !== undefined) blocks.moved = this.movesOf(moved);
    if (imported !== undefined) blocks.import = imported;
    const hasKnownProvider = provider.apiKey === undefined && isLiteral(provider.account);
    const isKnown = this.isBare && this.isLiteral && portal?.meta.depends_on === undefined;
    return { blocks, isLiteral: isKnown && hasKnownProvider };
  }

  private blocks(contents: PortalContents, provider = providerConfiguration(this)): Block[] {
    const { expectedMode, importFrom, applyWhen = ApplyWhen.ON_CHANGE } = this.props;
    return blocksOf({
      path: this.portal.node.path,
      name: this.friendlyUniqueId,
      script: this.script?.path,
      applyVia: this.applyVia,
      applyWhen,
      expectedMode,
      importFrom,
      provider,
      desired: desiredOf(contents),
      ...contents,
    });
  }

  private resolvedBlocks(): Block[] {
    return this.blocks(this.overridden()).map((block) => ({ ...block, body: resolved(this, block.body) as Body }));
  }

  private movesOf(moves: readonly Move[]): Move[] {
    return movesOf(moves, { hasStep: this.hasStep, hasGuard: this.props.expectedMode !== undefined });
  }

  /** A value with the tokens of the blocks. It should have no others, because a token of another stack adds an output there. */
  private references(contents: Contents): unknown {
    const { portal } = contents;
    if (portal === undefined) return contents;
    // The provider's own tokens are resolved in its stack. An attribute that is left to the Dashboard may be in no block.
    const isForeign = this.provider !== undefined && this.provider.cdktfStack !== this.cdktfStack;
    if (isForeign || ignoredChanges(portal.meta).length > 0) return this.produce(contents).blocks;
    return this.isBare && this.isLiteral ? portal.meta.depends_on : contents;
  }

  /** Returns true if the stack may override a part of this resource, which cdktf merges into the plain blocks. */
  private isOverriddenByStack(): boolean {
    const { rawOverrides } = this.cdktfStack as unknown as { rawOverrides?: { resource?: unknown } };
    return rawOverrides?.resource !== undefined;
  }

  private get portal(): Construct {
    return (this.node.scope ?? this) as Construct;
  }

  private reject(method: string, rule: string, fix: string): never {
    const { portal } = this;
    throw portalError(portal.constructor.name, portal.node.path, [{ property: `resource.${method}`, rule, fix }]);
  }
}

/** The contents of the element. */
interface Contents {
  readonly portal?: PortalContents;
  readonly moved?: Move[];
  readonly import?: Body[];
}

/** The result of cdktf's `toTerraform()`. */
interface BaseTerraform {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: Body } };
  readonly moved?: Move[];
  readonly import?: Body[];
}

function desiredOf({ attributes, meta }: PortalContents): Body {
  const ignored = ignoredChanges(meta);
  return ignored.length === 0 ? attributes : pick(attributes, (name) => !ignored.includes(name));
}

function byAddress(blocks: readonly Block[]): NonNullable<Blocks["resource"]> {
  const resources: { [type: string]: { [name: string]: Body } } = {};
  for (const { type, name, body } of blocks) (resources[type] ??= dictionary())[name] = body;
  return resources;
}

/**
 * The blocks as a resource for cdktf's HCL renderer. It renders the first resource of an element only, but prints an attribute of
 * this type unchanged: the first attribute contains the other attributes and blocks.
 */
function hclOf(blocks: readonly Block[]): Body {
  const text = blocks.map(({ type, name, body }) => hclBlock(`resource "${type}" "${name}"`, body)).join("\n\n");
  const [, attribute, rest] = /^[^\n]*\{\n(\w+) = (.*)\n\}$/s.exec(text) as unknown as string[];
  return { [attribute]: { value: [rest], type: "reference" }, "//": blocks[0].body["//"] };
}

function pick(body: Body, isPicked: (name: string) => boolean): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => isPicked(name)));
}
