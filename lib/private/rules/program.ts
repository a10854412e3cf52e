import * as cdktf from "cdktf";
import { PortalProduct } from "../../subscription-update";
import { Body, LeanResource } from "../lean-resource";
import { literalKeys } from "../provider-configuration";
import { resolved } from "../tokens";

/** A portal as seen beside the rest of its program. */
export interface ProgramPortal {
  readonly resource: LeanResource;
  readonly importFrom?: string;
  readonly products: () => readonly PortalProduct[] | undefined;
}

/** The parts of a stack that its portals meet. */
export class Program {
  /** The program that a portal is part of from now on. */
  static join(portal: ProgramPortal): Program {
    const { cdktfStack: stack } = portal.resource;
    const program = Program.all.get(stack) ?? new Program(stack);
    program.portals.push(portal);
    return program;
  }

  private static readonly all = new WeakMap<cdktf.TerraformStack, Program>();

  private readonly portals: ProgramPortal[] = [];
  private found?: Findings;

  private constructor(private readonly stack: cdktf.TerraformStack) {
    Program.all.set(stack, this);
    // A stack is validated before what is in it: each synth looks anew, once for all of the stack's portals.
    stack.node.addValidation({
      validate: () => {
        this.found = undefined;
        return [];
      },
    });
  }

  /** The attributes of the prices that the program makes, by the expressions of their ids. */
  get prices(): ReadonlyMap<string, Body> {
    return this.findings.prices;
  }

  /** The variables and locals that hold a secret key. */
  get keys(): readonly string[] {
    return this.findings.keys;
  }

  /** The portals that adopt what another one adopts already. */
  get adoptingAgain(): ReadonlySet<ProgramPortal> {
    return this.findings.adoptingAgain;
  }

  private get findings(): Findings {
    this.found ??= {
      prices: pricesOf(this.stack),
      keys: literalKeys(this.stack),
      adoptingAgain: adoptingAgain(this.portals),
    };
    return this.found;
  }
}

type Findings = Pick<Program, "prices" | "keys" | "adoptingAgain">;

function pricesOf(stack: cdktf.TerraformStack): Map<string, Body> {
  const isPrice = (node: unknown): node is cdktf.TerraformResource =>
    cdktf.TerraformResource.isTerraformResource(node) && node.terraformResourceType === "stripe_price";
  return new Map(
    (stack.node.findAll().filter(isPrice) as cdktf.TerraformResource[]).map((price) => {
      const body: Body = price.toTerraform().resource?.stripe_price?.[price.friendlyUniqueId] ?? {};
      return [`\${stripe_price.${price.friendlyUniqueId}.id}`, resolved(price, body) as Body];
    }),
  );
}

function adoptingAgain(portals: readonly ProgramPortal[]): Set<ProgramPortal> {
  const seen = new Set<string>();
  return new Set(
    portals.filter(({ resource, importFrom }) => {
      if (importFrom === undefined) return false;
      const adopted = JSON.stringify([resource.provider?.fqn, resolved(resource, importFrom)]);
      return seen.has(adopted) || !seen.add(adopted);
    }),
  );
}
