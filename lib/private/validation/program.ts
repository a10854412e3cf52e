import * as cdktf from "cdktf";
import { IConstruct } from "constructs";
import { PortalResource } from "../deployment/portal-resource";
import { Body } from "../terraform/overrides";
import { addPortalDependencies, DependablePortal, stackOf } from "../deployment/dependencies";
import { literalKeys } from "../terraform/provider";
import { resolved } from "../terraform/tokens";

/** The parts of a stack that its portals depend on or that depend on them. */
export class Program {
  /** Returns the program of a portal's stack and adds the portal to it. */
  static join(portal: PortalResource, importFrom: string | undefined): Program {
    const { cdktfStack: stack } = portal;
    const program = Program.all.get(stack) ?? new Program(stack);
    if (importFrom !== undefined) program.adopters.set(portal, importFrom);
    program.portals.push(portal.node.scope as DependablePortal);
    return program;
  }

  private static readonly all = new WeakMap<cdktf.TerraformStack, Program>();

  private readonly adopters = new Map<PortalResource, string>();
  private readonly portals: DependablePortal[] = [];
  private found: Findings = {};

  private constructor(private readonly stack: cdktf.TerraformStack) {
    Program.all.set(stack, this);
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
  get prices(): ReadonlyMap<string, ProgramPrice> {
    return (this.found.prices ??= pricesAmong(this.elements));
  }

  /** The variables and locals that hold a secret key. */
  get keys(): readonly string[] {
    return (this.found.keys ??= literalKeys(this.elements));
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

  private get elements(): readonly cdktf.TerraformElement[] {
    return (this.found.elements ??= elementsOf(this.stack));
  }
}

/** The attributes of a price that rules check, as rendered for Terraform. */
export interface ProgramPrice {
  readonly currency: unknown;
  readonly product: unknown;
  readonly recurring: unknown;
  readonly taxBehavior: unknown;
}

interface Findings {
  prices?: ReadonlyMap<string, ProgramPrice>;
  keys?: readonly string[];
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

function pricesAmong(elements: readonly cdktf.TerraformElement[]): Map<string, ProgramPrice> {
  const prices = elements
    .filter((element): element is cdktf.TerraformResource => cdktf.TerraformResource.isTerraformResource(element))
    .filter(({ terraformResourceType: type }) => type === "stripe_price");
  return new Map(prices.map((price) => [`\${stripe_price.${price.friendlyUniqueId}.id}`, programPrice(price)]));
}

/** A price's attributes. An attribute in `ignore_changes` becomes a reference, since its value is in Stripe only. */
function programPrice(price: cdktf.TerraformResource): ProgramPrice {
  const { currency, product, recurring, tax_behavior, dynamic, lifecycle } = resolved(price, bodyOf(price)) as Body;
  const ignored = [(lifecycle as Body | undefined)?.ignore_changes ?? []]
    .flat()
    .map((path) => String(path).split(/[.[]/)[0]);
  const held = (name: string, value: unknown) =>
    ignored.includes(name) || ignored.includes("all") ? `\${stripe_price.${price.friendlyUniqueId}.${name}}` : value;
  return {
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
  const present = elements.filter((element): element is PortalResource => adopters.has(element as PortalResource));
  return new Set(
    present.filter((portal) => {
      const { provider = "stripe" } = bodyOf(portal);
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
