import { PortalResource } from "../deployment/portal-resource";
import { readBack } from "../portal/read-back";
import { Portal } from "../portal/rule";
import { Body } from "../terraform/overrides";
import { resolved } from "../terraform/fast";
import { hasToken, isResolved } from "../terraform/tokens";

/** The resource of a portal. */
export type PortalElement = PortalResource;

/** A portal after the app has changed its resource. */
export interface ChangedPortal {
  readonly resource: PortalElement;
  /** The properties with overrides and the values of lazy tokens. */
  readonly portal: Portal;
  /** True if the properties may differ from those that were checked when the portal was created. */
  readonly hasChanged: boolean;
  /** The attributes with overrides, if there are any. */
  readonly overridden?: Body;
  /** Terraform's meta-arguments that rules check. */
  readonly meta: { readonly count?: unknown; readonly for_each?: unknown; readonly provider?: unknown };
  /** Terraform's `ignore_changes`, as the app sets it. */
  readonly ignored: readonly string[];
}

/** The portal after the app has changed its resource. Its attributes are read only if it has overrides or tokens. */
export function changedPortal(resource: PortalElement, portal: Portal): ChangedPortal {
  if (!resource.hasOverrides) {
    const { count, forEach, lifecycle } = resource;
    const ignored = [lifecycle?.ignoreChanges ?? []].flat();
    const known = resource.isLiteral ? portal : withLazyValues(resource, portal);
    const hasChanged = known !== portal;
    return { resource, portal: withIgnored(known, ignored), hasChanged, meta: { count, for_each: forEach }, ignored };
  }
  const { attributes, meta } = resource.overridden();
  const { ignore_changes: ignoreChanges = [] } = (meta.lifecycle ?? {}) as { ignore_changes?: string | string[] };
  const ignored = [ignoreChanges].flat();
  const values = hasToken(attributes) ? (resolved(resource, attributes) as Body) : attributes;
  const changed = withIgnored(readBack(portal, values), ignored);
  return { resource, portal: changed, hasChanged: true, overridden: attributes, meta, ignored };
}

/** The properties of a portal with the values of lazy tokens. A value of another type is left out, as in an override. */
function withLazyValues(resource: PortalElement, portal: Portal): Portal {
  const { attributes } = resource.overridden();
  return isResolved(attributes) ? portal : readBack(portal, resolved(resource, attributes) as Body);
}

function withIgnored(portal: Portal, ignored: readonly string[]): Portal {
  if (ignored.length === 0 && portal.lifecycle?.ignoreChanges === undefined) return portal;
  return { ...portal, lifecycle: { ...portal.lifecycle, ignoreChanges: [...ignored] } };
}
