import * as cdktf from "cdktf";
import { IConstruct } from "constructs";

/** A portal, which Terraform's `depends_on` refers to by the address in its `fqn`. */
export type DependablePortal = IConstruct & cdktf.ITerraformDependable;

const portalResources = new WeakSet<IConstruct>();

/** Marks the resource of a portal, whose address is that of the portal. */
export function markPortalResource(resource: cdktf.TerraformResource): void {
  portalResources.add(resource);
}

type Addressable = cdktf.TerraformResource | cdktf.TerraformDataSource | cdktf.TerraformModule;

/**
 * The addresses that a resource of a portal waits for because of `node.addDependency()`, which the engine ignores: of the
 * resource, the portal, or a construct around it.
 */
export function nodeDependencies(resource: cdktf.TerraformResource): string[] {
  const roots = dependencyRoots(resource);
  if (roots.length === 0) return [];
  const stack = resource.cdktfStack;
  const portal = resource.node.scope;
  const elements = roots
    .flatMap((root) => root.node.findAll())
    .filter(isAddressable)
    .filter((element) => element.cdktfStack === stack && element.node.scope !== portal);
  return [...new Set(elements.map(addressOf))];
}

/** The constructs of other stacks that a resource of a portal should wait for, which Terraform cannot express. */
export function foreignDependencies(resource: cdktf.TerraformResource): IConstruct[] {
  return dependencyRoots(resource).filter((root) => stackOf(root) !== resource.cdktfStack);
}

/** Adds portals to the `dependsOn` of everything in a construct that depends on them through `node.addDependency()`. */
export function addPortalDependencies(construct: IConstruct, portals: readonly DependablePortal[]): void {
  if (construct.node.dependencies.length === 0) return;
  const awaited = portals.filter((portal) => dependsOnPortal(construct, portal));
  if (awaited.length === 0) return;
  const stack = stackOf(construct);
  for (const element of construct.node.findAll().filter(isAddressable)) {
    // The resource of a portal finds its dependencies itself.
    if (portalOf(element) !== undefined || element.cdktfStack !== stack) continue;
    element.dependsOn = [...new Set([...(element.dependsOn ?? []), ...awaited.map(({ fqn }) => fqn)])];
  }
}

/** Returns true if a construct depends on a portal, on something in it, or on a construct around it through `node.addDependency()`. */
export function dependsOnPortal(construct: IConstruct, portal: IConstruct): boolean {
  return construct.node.dependencies.some(
    (root) =>
      root.node.scopes.includes(portal) || (portal.node.scopes.includes(root) && !construct.node.scopes.includes(root)),
  );
}

/** The stack of a construct. */
export function stackOf(construct: IConstruct): cdktf.TerraformStack | undefined {
  return [...construct.node.scopes].reverse().find((scope) => cdktf.TerraformStack.isStack(scope));
}

function dependencyRoots(resource: cdktf.TerraformResource): IConstruct[] {
  const stack = resource.cdktfStack;
  const roots: IConstruct[] = [];
  for (let scope: IConstruct = resource; scope !== stack; scope = scope.node.scope!) {
    roots.unshift(...scope.node.dependencies);
  }
  return roots.length === 0 ? roots : roots.filter((root) => !resource.node.scopes.includes(root));
}

function isAddressable(construct: IConstruct): construct is Addressable {
  return (
    cdktf.TerraformResource.isTerraformResource(construct) ||
    cdktf.TerraformDataSource.isTerraformDataSource(construct) ||
    construct instanceof cdktf.TerraformModule
  );
}

/** The `fqn` of an element, or of the portal that it belongs to. */
function addressOf(element: Addressable): string {
  return (portalOf(element) ?? element).fqn;
}

/** The portal that an element is the resource of. */
function portalOf(element: Addressable): DependablePortal | undefined {
  return portalResources.has(element) ? (element.node.scope as DependablePortal) : undefined;
}
