import type { Plan, ResourceChange, StateResource } from "../app/terraform";
import type { PortalSource } from "../app/source";
import { companionsOf, type Companions, type Resource, triggersOf } from "./companions";
import { fieldOf, type Fields, isObject, KNOWN_AFTER_APPLY, PORTAL } from "./fields";

export const PORTAL_TYPE = "stripe_billing_portal_configuration";

/** The values of a portal, and who manages them. */
export interface PortalValues {
  /** The attributes by name. Attributes that are left to the Dashboard are missing. */
  readonly fields: Fields;
  /** The attributes that are left to the step. */
  readonly ofStep: ReadonlySet<string>;
  /** The paths of strings that are not set. Only the step can clear them. */
  readonly unset: ReadonlySet<string>;
}

/** A portal in an app or its state. */
export interface ManagedPortal {
  /** The path of the construct, or else the address. */
  readonly name: string;
  readonly address: string;
  /** The ID of the configuration, unless the portal does not exist yet. */
  readonly id?: string;
  readonly livemode?: boolean;
  /** The account in the provider's block, if it is known. */
  readonly account?: string;
  /** The values in the app, undefined if it does not contain the portal or could not be planned. */
  readonly code?: PortalValues;
  /** The values of the last apply. */
  readonly applied?: PortalValues;
  /** True if the app no longer contains the portal. */
  readonly isRemoved: boolean;
  /** The address of the step, if the portal has one. */
  readonly step?: string;
  /** True if the step runs at every apply. */
  readonly isAlwaysApplied: boolean;
  /** The changes that the next apply makes to the portal's blocks, as `address: action`. */
  readonly planned: readonly string[];
  /** The attributes that are left to the Dashboard. */
  readonly leftToDashboard: readonly string[];
  /** The paths of sensitive values, with Stripe's names. */
  readonly sensitive: readonly string[];
}

/** The portals in the state and the plan of a stack. */
export function managedPortals(
  state: readonly StateResource[],
  plan: Plan | undefined,
  sourceOf: (name: string) => PortalSource,
): ManagedPortal[] {
  const current = state.filter(isCurrent).map(fromState);
  const changes = plan?.resource_changes?.filter(({ mode }) => mode === "managed") ?? [];
  const planned = changes.filter(({ deposed }) => deposed === undefined).map(fromPlan);
  const addresses = new Set([...current, ...planned].filter(({ type }) => type === PORTAL_TYPE).map(finalAddress));
  return [...addresses].map((address) => {
    const before = current.find((one) => one.type === PORTAL_TYPE && finalAddress(one) === address);
    const after = planned.find((one) => one.address === address);
    return portalOf({ address, before, after, current, planned, changes, plan, sourceOf });
  });

  /** The address after the plan: a resource can be moved. */
  function finalAddress({ address }: Resource): string {
    return changes.find(({ previous_address: previous }) => previous === address)?.address ?? address;
  }
}

interface Parts {
  readonly address: string;
  readonly before: Resource | undefined;
  readonly after: Resource | undefined;
  readonly current: readonly Resource[];
  readonly planned: readonly Resource[];
  readonly changes: readonly ResourceChange[];
  readonly plan: Plan | undefined;
  readonly sourceOf: (name: string) => PortalSource;
}

function portalOf({ address, before, after, current, planned, changes, plan, sourceOf }: Parts): ManagedPortal {
  const change = changes.find((one) => one.address === address && one.deposed === undefined);
  const isRemoved = plan !== undefined && (change === undefined || isDeletion(change));
  const name = (after ?? before)!.name;
  const { path, ignored } = sourceOf(name);
  const old = before && companionsOf(before, current);
  const next = after && !isRemoved ? companionsOf(after, planned) : undefined;
  const blocks = new Set(
    [before, after, ...[old, next].flatMap((companions) => Object.values(companions ?? {}))].map((one) => one?.address),
  );
  const code = after && next && !isRemoved ? valuesOf(after, next, ignored) : undefined;
  const step = next?.step ?? old?.step;
  const id = fieldOf(before?.values, "id") ?? change?.change.importing?.id;
  const livemode = fieldOf(before?.values, "livemode");
  const leftToDashboard = Object.keys(PORTAL.fields).filter(
    (attribute) => code && !Object.hasOwn(code.fields, attribute),
  );
  const sensitive = [before, old?.desiredState, after, next?.desiredState].flatMap((one) => one?.sensitive ?? []);
  return {
    name: path ?? address,
    address,
    ...(typeof id === "string" && { id }),
    ...(typeof livemode === "boolean" && { livemode }),
    account: accountOf(address, plan),
    code,
    // Without its DesiredState, the values of the last apply are not known.
    applied: before && !(next?.desiredState && !old?.desiredState) ? valuesOf(before, old ?? {}, ignored) : undefined,
    isRemoved,
    step: step?.address,
    isAlwaysApplied: step !== undefined && Object.hasOwn(triggersOf(step), "applied_at"),
    planned: changes.filter((one) => blocks.has(one.address) && isPending(one)).map(describe),
    leftToDashboard,
    sensitive,
  };
}

/** The provider's values, those of the step in their place, and the unset strings empty. */
function valuesOf(portal: Resource, { desiredState }: Companions, ignored: readonly string[]): PortalValues {
  const { unset, ...left } = desiredState ? triggersOf(desiredState) : {};
  // With ApplyVia.STEP, DesiredState has the whole portal and no list of unset strings.
  const isWhole = desiredState !== undefined && unset === undefined;
  const isOfProvider = (name: string): boolean => !isWhole && !ignored.includes(name) && !ignored.includes("all");
  const native = Object.keys(PORTAL.fields).filter((name) => isOfProvider(name) || Object.hasOwn(left, name));
  const names = Array.isArray(unset) ? unset.map(String) : [];
  const fields = Object.fromEntries(native.map((name) => [name, fieldOf(portal.values, name)]));
  return {
    fields: names.reduce((cleared, path) => without(cleared, path.split(".")), { ...fields, ...left }),
    ofStep: new Set(Object.keys(left)),
    unset: new Set(names),
  };
}

/** The object with an empty string at a path. */
function without(object: Fields, [name = "", ...rest]: readonly string[]): Fields {
  const value = fieldOf(object, name);
  if (rest.length === 0) return { ...object, [name]: "" };
  return isObject(value) ? { ...object, [name]: without(value, rest) } : object;
}

function isCurrent({ mode, deposed_key: deposed }: StateResource): boolean {
  return mode === "managed" && deposed === undefined;
}

function fromState({ address, type, name, values = {}, sensitive_values: sensitive }: StateResource): Resource {
  return { address, type, name, values, sensitive: pathsOf(sensitive) };
}

function fromPlan({ address, type, name, change }: ResourceChange): Resource {
  const values = withUnknown(change.after ?? change.before, change.after_unknown);
  return { address, type, name, values: isObject(values) ? values : {}, sensitive: pathsOf(change.after_sensitive) };
}

/** The planned values, with a mark in the place of those that are known after the apply. */
function withUnknown(value: unknown, unknown: unknown): unknown {
  if (unknown === true) return KNOWN_AFTER_APPLY;
  if (Array.isArray(unknown)) {
    const items = Array.isArray(value) ? value : [];
    return Array.from({ length: Math.max(items.length, unknown.length) }, (_, i) => withUnknown(items[i], unknown[i]));
  }
  if (!isObject(unknown) || Array.isArray(value)) return value;
  const inner = Object.entries(unknown).map(([name, item]) => [name, withUnknown(fieldOf(value, name), item)] as const);
  return { ...(isObject(value) ? value : {}), ...Object.fromEntries(inner.filter(([, item]) => item !== undefined)) };
}

/** The paths at which Terraform marks a value as sensitive, list items and the trigger left out. */
function pathsOf(marks: unknown, path = ""): string[] {
  if (marks === true) return [path];
  if (Array.isArray(marks)) return marks.flatMap((mark) => pathsOf(mark, path));
  if (!isObject(marks)) return [];
  return Object.entries(marks).flatMap(([name, mark]) => {
    if (path === "" && name === "triggers_replace") return pathsOf(mark);
    return pathsOf(mark, path === "" ? name : `${path}.${name}`);
  });
}

function isDeletion({ change: { actions } }: ResourceChange): boolean {
  return ["delete", "forget"].includes(actions.join());
}

/** Returns true for a change that an apply makes. A step that runs at every apply is always planned. */
function isPending({ change, action_reason: reason }: ResourceChange): boolean {
  if (change.importing !== undefined) return true;
  if (change.actions.join() === "no-op") return false;
  const [before, after] = [change.before, withUnknown(change.after, change.after_unknown)].map((values) => {
    const triggers = fieldOf(values, "triggers_replace");
    return [fieldOf(triggers, "configuration"), fieldOf(triggers, "desired_state"), fieldOf(triggers, "applied_at")];
  });
  const isOnlyRepeated =
    after![2] === KNOWN_AFTER_APPLY && before![2] !== undefined && before![0] === after![0] && before![1] === after![1];
  return !isOnlyRepeated || reason === "replace_because_tainted";
}

function describe({ address, change: { actions, importing }, action_reason: reason }: ResourceChange): string {
  if (importing !== undefined) return `${address}: import`;
  const action = actions.length > 1 ? "replace" : actions[0];
  return `${address}: ${action}${reason === "replace_because_tainted" ? " (the last apply did not complete)" : ""}`;
}

/** The `stripe_account` of the portal's provider: a literal or a variable. */
function accountOf(address: string, plan: Plan | undefined): string | undefined {
  const { provider_config: providers, root_module: root } = plan?.configuration ?? {};
  const key = root?.resources?.find((one) => one.address === address)?.provider_config_key;
  const expression = providers?.[key ?? ""]?.expressions?.stripe_account;
  // In JSON syntax, a reference is a template.
  const given = String(expression?.constant_value ?? expression?.references?.[0] ?? "");
  const [, variable] = /^(?:\$\{)?var\.([\w-]+)\}?$/.exec(given) ?? [];
  const value = variable === undefined ? given : plan?.variables?.[variable]?.value;
  return typeof value === "string" && /^[\w/]+$/.test(value) ? value : undefined;
}
