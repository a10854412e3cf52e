import * as cdktf from "cdktf";
import { Construct, IConstruct } from "constructs";
import { DependablePortal, dependsOnPortal, foreignDependencies, stackOf } from "../deployment/dependencies";
import { resolvedItems } from "../portal/rule";
import { Violation } from "../errors";
import { PortalElement } from "./changed-portal";
import { StackContents } from "./stack-contents";

/** Constructs of other stacks in a portal's `dependsOn`. */
export function foreignDependsOn(portal: IConstruct, dependsOn: readonly unknown[] | undefined): Violation[] {
  const constructs = resolvedItems(dependsOn).filter((dependency) => Construct.isConstruct(dependency));
  if (constructs.length === 0) return [];
  const stack = stackOf(portal);
  return constructs
    .filter((construct) => stackOf(construct) !== stack)
    .map((construct) => dependencyAcrossStacks("dependsOn", stack, construct));
}

/**
 * Dependencies across stacks in either direction: Terraform orders resources within a stack only.
 *
 * @param readers the stacks in which the portal's `fqn` was rendered
 */
export function brokenStackBoundaries(
  resource: PortalElement,
  contents: StackContents,
  readers: Iterable<cdktf.TerraformStack>,
): Violation[] {
  const { cdktfStack: stack } = resource;
  const portal = resource.node.scope as DependablePortal;
  return [
    ...foreignDependencies(resource).map((construct) =>
      dependencyAcrossStacks("node.addDependency()", stack, construct),
    ),
    ...[...readers].filter((other) => other !== stack).map((other) => dependentAcrossStacks("dependsOn", stack, other)),
    ...contents.foreignDependents
      .filter((construct) => dependsOnPortal(construct, portal))
      .map((construct) => dependentAcrossStacks("node.addDependency()", stack, construct)),
  ];
}

function dependencyAcrossStacks(property: string, stack: IConstruct | undefined, construct: IConstruct): Violation {
  return {
    property,
    rule: "a portal cannot depend on a construct of another stack",
    got: construct.node.path,
    fix: orderOf(stack, stackOf(construct)),
  };
}

function dependentAcrossStacks(property: string, stack: IConstruct, construct: IConstruct): Violation {
  return {
    property,
    rule: "a construct of another stack cannot depend on a portal",
    got: construct.node.path,
    fix: orderOf(stackOf(construct), stack),
  };
}

function orderOf(later: IConstruct | undefined, earlier: IConstruct | undefined): string {
  return `order the stacks instead: call \`stack.addDependency()\` of "${later?.node.path}" with "${earlier?.node.path}"`;
}
