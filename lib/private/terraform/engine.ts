import * as cdktf from "cdktf";
import { IConstruct } from "constructs";
import { portalError } from "../errors";

const ENGINE = "cdktf";
const PACKAGE = "cdktf-stripe-portal";

/** Stacks of this engine. */
const accepted = new WeakSet<IConstruct>();

/** The key under which jsii stores the full name of a class, the same in every copy of a package. */
const JSII = Symbol.for("jsii.rtti");

/**
 * Throws for a construct in a stack of another engine. The engines share the symbols that identify their classes, so that each
 * accepts the other's stack, and synthesis fails with an unrelated error.
 */
export function rejectForeignStack(construct: IConstruct): void {
  const stack = outermostStack(construct);
  if (stack === undefined || accepted.has(stack)) return;
  const engine = engineOf(stack);
  if (engine === undefined || engine === ENGINE) {
    accepted.add(stack);
    return;
  }
  throw portalError(construct.constructor.name, construct.node.path, [
    {
      property: PACKAGE,
      rule: `requires a stack of ${ENGINE}, but the stack is of ${engine}`,
      fix: `use \`${engine}-stripe-portal\` instead, or \`App\` and \`TerraformStack\` from \`${ENGINE}\``,
    },
  ]);
}

/** Returns true if a class is one of this package, not a subclass in an app. The name of a class does not show it: apps are minified. */
export function isOwnClass(type: object): boolean {
  return Object.hasOwn(type, JSII) && fullName(type)?.startsWith(`${PACKAGE}.`) === true;
}

/** The outermost stack around a construct. */
function outermostStack(construct: IConstruct): IConstruct | undefined {
  let stack: IConstruct | undefined;
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    if (cdktf.TerraformStack.isStack(scope)) stack = scope;
  }
  return stack;
}

/** The package of the TerraformStack among the base classes of a stack; undefined if it was not compiled by jsii. */
function engineOf(stack: IConstruct): string | undefined {
  let engine: string | undefined;
  for (let type = stack.constructor; typeof type === "function"; type = Object.getPrototypeOf(type)) {
    const name = fullName(type);
    if (name?.endsWith(".TerraformStack")) engine = name.split(".")[0];
  }
  return engine;
}

function fullName(type: object): string | undefined {
  return (type as { [JSII]?: { fqn?: string } })[JSII]?.fqn;
}
