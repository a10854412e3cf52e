import * as cdktf from "cdktf";
import { IConstruct } from "constructs";
import { portalError } from "./rules/violation";

const ENGINE = "cdktf";
const PACKAGE = "cdktf-stripe-portal";

/** Where jsii leaves the name of a class, the same in every copy of its package. */
const JSII = Symbol.for("jsii.rtti");

/**
 * Throws for a construct in a stack of another engine. The engines share their marks, so that each takes the other's stack for
 * its own, until synthesizing fails deep inside.
 */
export function refuseForeignStack(construct: IConstruct): void {
  const stack = construct.node.scopes.find((scope) => cdktf.TerraformStack.isStack(scope));
  const engine = stack && engineOf(stack);
  if (engine === undefined || engine === ENGINE) return;
  throw portalError(construct.constructor.name, construct.node.path, [
    {
      property: PACKAGE,
      rule: `is for stacks of ${ENGINE}, and this one is of ${engine}`,
      fix: `use \`${engine}-stripe-portal\` in its place, or \`App\` and \`TerraformStack\` from \`${ENGINE}\``,
    },
  ]);
}

/** The package of the TerraformStack at the bottom of a stack's classes; undefined where jsii did not compile it. */
function engineOf(stack: IConstruct): string | undefined {
  let engine: string | undefined;
  for (let type = stack.constructor; typeof type === "function"; type = Object.getPrototypeOf(type)) {
    const { fqn } = ((type as any)[JSII] ?? {}) as { fqn?: string };
    if (fqn?.endsWith(".TerraformStack")) engine = fqn.split(".")[0];
  }
  return engine;
}
