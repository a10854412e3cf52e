import * as cdktf from "cdktf";
import { Body, LeanResource } from "../lean-resource";
import { literalKeys } from "../provider-configuration";
import { resolved } from "../tokens";

/** The parts of a stack that its portals meet. */
export class Program {
  /** The program that a portal is part of from now on. */
  static join(portal: LeanResource, importFrom: string | undefined): Program {
    const { cdktfStack: stack } = portal;
    const program = Program.all.get(stack) ?? new Program(stack);
    if (importFrom !== undefined) program.adopters.set(portal, importFrom);
    return program;
  }

  private static readonly all = new WeakMap<cdktf.TerraformStack, Program>();

  private readonly adopters = new Map<LeanResource, string>();
  private found: Findings = {};

  private constructor(private readonly stack: cdktf.TerraformStack) {
    Program.all.set(stack, this);
    // A stack is validated before what is in it: each synth looks anew, once for all of the stack's portals.
    stack.node.addValidation({
      validate: () => {
        this.found = {};
        return [];
      },
    });
  }

  /** The prices that the program makes, by the expressions of their ids. */
  get prices(): ReadonlyMap<string, ProgramPrice> {
    return (this.found.prices ??= pricesAmong(this.elements));
  }

  /** The variables and locals that hold a secret key. */
  get keys(): readonly string[] {
    return (this.found.keys ??= literalKeys(this.elements));
  }

  /** The portals that adopt what another one adopts already. */
  get adoptingAgain(): ReadonlySet<LeanResource> {
    return (this.found.adoptingAgain ??= adoptingAgain(this.adopters, this.elements));
  }

  private get elements(): readonly cdktf.TerraformElement[] {
    return (this.found.elements ??= elementsOf(this.stack));
  }
}

/** The attributes of a price that rules look at, as Terraform's configuration has them. */
export interface ProgramPrice {
  readonly currency: unknown;
  readonly product: unknown;
  readonly recurring: unknown;
}

interface Findings {
  prices?: ReadonlyMap<string, ProgramPrice>;
  keys?: readonly string[];
  adoptingAgain?: ReadonlySet<LeanResource>;
  elements?: readonly cdktf.TerraformElement[];
}

/** What is in a stack, but not in one within it, where the same addresses are something else. */
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

/** A price's attributes. Those that Terraform ignores are what Stripe holds, which only a reference can express. */
function programPrice(price: cdktf.TerraformResource): ProgramPrice {
  const { currency, product, recurring, dynamic, lifecycle } = resolved(price, bodyOf(price)) as Body;
  const ignored = [(lifecycle as Body | undefined)?.ignore_changes ?? []]
    .flat()
    .map((path) => String(path).split(/[.[]/)[0]);
  const held = (name: string, value: unknown) =>
    ignored.includes(name) || ignored.includes("all") ? `\${stripe_price.${price.friendlyUniqueId}.${name}}` : value;
  return {
    currency: held("currency", currency),
    product: held("product", product),
    recurring: held("recurring", [recurring ?? (dynamic as Body | undefined)?.recurring].flat()[0]),
  };
}

function adoptingAgain(
  adopters: ReadonlyMap<LeanResource, string>,
  elements: readonly cdktf.TerraformElement[],
): Set<LeanResource> {
  const seen = new Set<string>();
  const present = elements.filter((element): element is LeanResource => adopters.has(element as LeanResource));
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
