import * as cdktf from "cdktf";
import { IConstruct } from "constructs";
import { addPortalDependencies, DependablePortal, stackOf } from "../deployment/dependencies";
import { namesOf } from "../deployment/deployment";
import { PortalResource } from "../deployment/portal-resource";
import { Body } from "../terraform/overrides";
import { hasLiteralKey, literalKeys, providerOf, takesKeyFrom } from "../terraform/provider";
import { resolved } from "../terraform/fast";

/** The parts of a stack that its portals depend on or that depend on them. */
export class StackContents {
  /** Returns the contents of a portal's stack and adds the portal to it. */
  static join(portal: PortalResource, importFrom: string | undefined): StackContents {
    const { cdktfStack: stack } = portal;
    const contents = StackContents.all.get(stack) ?? new StackContents(stack);
    if (importFrom !== undefined) contents.adopters.set(portal, importFrom);
    contents.portals.push(portal.node.scope as DependablePortal);
    return contents;
  }

  private static readonly all = new WeakMap<cdktf.TerraformStack, StackContents>();

  private readonly adopters = new Map<PortalResource, string>();
  private readonly portals: DependablePortal[] = [];
  private found: Findings = {};

  private constructor(private readonly stack: cdktf.TerraformStack) {
    StackContents.all.set(stack, this);
    // A stack is validated before its constructs: each synth searches once for all portals of the stack.
    stack.node.addValidation({
      validate: () => {
        this.found = {};
        return [];
      },
    });
    cdktf.Aspects.of(stack).add({ visit: (construct) => addPortalDependencies(construct, this.portals) });
  }

  /** The prices that the stack creates, by the expressions of their ids. */
  get prices(): ReadonlyMap<string, StackPrice> {
    return (this.found.prices ??= pricesAmong(this.elements));
  }

  /** The lookup keys of the prices that the stack creates. */
  get lookupKeys(): ReadonlySet<unknown> {
    return (this.found.lookupKeys ??= new Set(
      [...this.prices].flatMap(([id, { lookupKey }]) => [lookupKey, id.replace(/\.id\}$/, ".lookup_key}")]),
    ));
  }

  /** Returns true if the app contains the key of a portal's provider, in an argument, a variable or a local. */
  hasLiteralKey(resource: PortalResource): boolean {
    const known = (this.found.literalKeys ??= new Map());
    const provider = providerOf(resource);
    const isLiteral = known.get(provider) ?? (hasLiteralKey(resource) || takesKeyFrom(resource, () => this.keys));
    known.set(provider, isLiteral);
    return isLiteral;
  }

  /** The addresses of a portal that another resource has too. */
  sharedAddresses({ friendlyUniqueId }: PortalResource): string[] {
    const counts = (this.found.addresses ??= countsOf(
      this.elements
        .filter((element) => cdktf.TerraformResource.isTerraformResource(element))
        .map(({ terraformResourceType: type, friendlyUniqueId: name }) => `${type}.${name}`),
    ));
    const { resource, desiredState, step, guard } = namesOf(friendlyUniqueId);
    const ofOthers = [desiredState, step, guard].filter(({ address }) => counts.has(address));
    const isShared = counts.get(resource.address)! > 1;
    return (isShared ? [resource, ...ofOthers] : ofOthers).map(({ address }) => address);
  }

  /** The portals that adopt a configuration that another portal adopts. */
  get adoptingAgain(): ReadonlySet<PortalResource> {
    return (this.found.adoptingAgain ??= adoptingAgain(this.adopters, this.elements));
  }

  /** The constructs of other stacks that depend on something through `node.addDependency()`. */
  get foreignDependents(): readonly IConstruct[] {
    return (this.found.foreignDependents ??= this.stack.node.root.node
      .findAll()
      .filter((construct) => construct.node.dependencies.length > 0 && stackOf(construct) !== this.stack));
  }

  /** The variables and locals that hold a secret key. */
  private get keys(): readonly string[] {
    return (this.found.keys ??= literalKeys(this.elements));
  }

  private get elements(): readonly cdktf.TerraformElement[] {
    return (this.found.elements ??= elementsOf(this.stack));
  }
}

/** The attributes of a price that rules check, as rendered for Terraform. */
export interface StackPrice {
  readonly lookupKey: unknown;
  readonly currency: unknown;
  readonly product: unknown;
  readonly recurring: unknown;
  readonly taxBehavior: unknown;
}

interface Findings {
  lookupKeys?: ReadonlySet<unknown>;
  prices?: ReadonlyMap<string, StackPrice>;
  keys?: readonly string[];
  literalKeys?: Map<cdktf.TerraformProvider | undefined, boolean>;
  addresses?: ReadonlyMap<string, number>;
  adoptingAgain?: ReadonlySet<PortalResource>;
  foreignDependents?: readonly IConstruct[];
  elements?: readonly cdktf.TerraformElement[];
}

/** The elements of a stack without those of nested stacks, whose addresses are separate. */
function elementsOf(stack: cdktf.TerraformStack): cdktf.TerraformElement[] {
  return stack.node
    .findAll()
    .filter((node): node is cdktf.TerraformElement => cdktf.TerraformElement.isTerraformElement(node))
    .filter(({ cdktfStack }) => cdktfStack === stack);
}

function pricesAmong(elements: readonly cdktf.TerraformElement[]): Map<string, StackPrice> {
  const prices = elements.filter((element) => isResourceOf(element, "stripe_price"));
  return new Map(prices.map((price) => [`\${stripe_price.${price.friendlyUniqueId}.id}`, stackPrice(price)]));
}

function isResourceOf(element: cdktf.TerraformElement, type: string): element is cdktf.TerraformResource {
  return cdktf.TerraformResource.isTerraformResource(element) && element.terraformResourceType === type;
}

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** A price's attributes. An attribute in `ignore_changes` becomes a reference, since its value is in Stripe only. */
function stackPrice(price: cdktf.TerraformResource): StackPrice {
  const { currency, lookup_key, product, recurring, tax_behavior, dynamic, lifecycle } = resolved(
    price,
    bodyOf(price),
  ) as Body;
  const ignored = [(lifecycle as Body | undefined)?.ignore_changes ?? []]
    .flat()
    .map((path) => String(path).split(/[.[]/)[0]);
  const held = (name: string, value: unknown) =>
    ignored.includes(name) || ignored.includes("all") ? `\${stripe_price.${price.friendlyUniqueId}.${name}}` : value;
  return {
    lookupKey: held("lookup_key", lookup_key),
    currency: held("currency", currency),
    product: held("product", product),
    recurring: held("recurring", [recurring ?? (dynamic as Body | undefined)?.recurring].flat()[0]),
    taxBehavior: held("tax_behavior", tax_behavior),
  };
}

function adoptingAgain(
  adopters: ReadonlyMap<PortalResource, string>,
  elements: readonly cdktf.TerraformElement[],
): Set<PortalResource> {
  const seen = new Set<string>();
  const present = elements
    .filter((element): element is PortalResource => adopters.has(element as PortalResource))
    .filter((portal) => !portal.isMovedAway);
  return new Set(
    present.filter((portal) => {
      const { provider = "stripe" } = portal.overridden().meta;
      const adopted = JSON.stringify([provider, resolved(portal, adopters.get(portal))]);
      return seen.has(adopted) || !seen.add(adopted);
    }),
  );
}

/** A resource's arguments, overrides included. */
function bodyOf(resource: cdktf.TerraformResource): Body {
  const { [resource.terraformResourceType]: ofType } = resource.toTerraform().resource ?? {};
  return ofType?.[resource.friendlyUniqueId] ?? {};
}
