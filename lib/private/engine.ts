import * as cdktf from "cdktf";
import { IConstruct } from "constructs";
import { Failure } from "./rules/failure";

const ENGINE = "cdktf";
const PACKAGE = "cdktf-stripe-portal";

/** Where jsii leaves the name of a class, the same in every copy of its package. */
const JSII = Symbol.for("jsii.rtti");

/**
 * What is wrong with a construct in a stack of another engine. The engines share their marks, so that each takes the other's
 * stack for its own, until synthesizing fails deep inside.
 */
export function foreignEngine(construct: IConstruct): Failure[] {
  const stack = construct.node.scopes.find((scope) => cdktf.TerraformStack.isStack(scope));
  const engine = stack && engineOf(stack);
  if (engine === undefined || engine === ENGINE) return [];
  return [
    {
      property: PACKAGE,
      rule: `is for apps of ${ENGINE}, and this is an app of ${engine}`,
      remedy: `install \`${engine}-stripe-portal\` in its place`,
    },
  ];
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
