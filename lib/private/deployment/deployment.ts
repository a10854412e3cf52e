import { ApplyVia, ApplyWhen } from "../../apply-via";
import { PortalMode } from "../../portal-props";
import {
  attributesOfStep,
  nativePortal,
  PROVIDER_ATTRIBUTES,
  unsetStrings,
  withoutPlanSwitching,
} from "../portal/native";
import { nullIfEmpty } from "../terraform/expressions";
import { replaceBy, resolvedIn } from "../terraform/fast";
import { hclExpression } from "../terraform/hcl";
import { Body, withoutUndefined } from "../terraform/overrides";
import { ProviderConfiguration } from "../terraform/provider";
import { Deferred, escapeTemplate, isResolved, isToken } from "../terraform/tokens";
import { importCondition, keyConditions, modeCondition, noneIfEmpty, withBooleanConditions } from "./conditions";

export const PORTAL_TYPE = "stripe_billing_portal_configuration";
export const DATA_TYPE = "terraform_data";

/** A Terraform resource. */
export interface Block {
  readonly type: string;
  readonly name: string;
  readonly body: Body;
}

/** All that decides the Terraform resources of a portal. */
export interface Deployment {
  /** The path of the construct. */
  readonly path: string;
  /** The name of the provider's resource in Terraform, from which the names of the others are made. */
  readonly name: string;
  /** The path of the step's script. */
  readonly script?: string;
  readonly applyVia: ApplyVia;
  readonly applyWhen: ApplyWhen;
  readonly expectedMode?: PortalMode;
  readonly importFrom?: string;
  /** The portal's attributes with overrides. */
  readonly attributes: Body;
  /** The attributes without those that are left to the Dashboard. */
  readonly desired: Body;
  /** Terraform's meta-arguments with overrides. */
  readonly meta: Body;
  readonly provider: ProviderConfiguration;
}

/** Terraform's names and addresses of a portal's resources. */
export function namesOf(name: string) {
  const ofData = (suffix: string) => ({ name: `${name}_${suffix}`, address: `${DATA_TYPE}.${name}_${suffix}` });
  return {
    resource: { name, address: `${PORTAL_TYPE}.${name}` },
    desiredState: ofData("DesiredState"),
    step: ofData("Step"),
    guard: ofData("Guard"),
  };
}

/**
 * The Terraform resources of a portal, in the order of an apply:
 *
 * - `Guard`, if the API key comes from the environment: rejects a key of the other mode. Runs for each change of the provider's.
 * - `DesiredState`: what is left to the step. The plan shows it, and Terraform stores it before anything is sent.
 * - `Resource`: the provider's. It creates, imports, reads and destroys the portal, and manages the attributes that it can.
 * - `Step`: sends the whole portal in one request whenever the configuration or the desired state is replaced.
 */
export function blocksOf(portal: Deployment): Block[] {
  const { applyVia, applyWhen, desired, expectedMode, provider, path } = portal;
  const { depends_on: dependencies = [], lifecycle, ...meta } = portal.meta as MetaArguments;
  const names = namesOf(portal.name);
  const hasStep = applyVia !== ApplyVia.PROVIDER;
  const needsGuard = expectedMode !== undefined && provider.apiKey === undefined;
  const { ofStep, ofProvider } = managersOf(desired, applyVia);
  const runs = (command: string, environment: Body = {}) => localExec(portal, command, environment);

  const guard = needsGuard && {
    triggers_replace: { mode: expectedMode, ...(Object.keys(ofProvider).length > 0 && { portal: ofProvider }) },
    provisioner: runs("check-mode"),
  };
  const desiredState = hasStep && {
    triggers_replace: applyVia === ApplyVia.STEP ? ofStep : { ...ofStep, unset: unsetStrings(ofProvider) },
    depends_on: noneIfEmpty(dependencies.map(plainAddress)),
  };
  const resource = withoutUndefined({
    ...nativePortal(hasStep ? withoutPlanSwitching(portal.attributes) : portal.attributes),
    ...meta,
    depends_on: noneIfEmpty([
      ...dependencies.map(plainAddress),
      ...(needsGuard ? [names.guard.address] : []),
      // Destroyed in the reverse order, so that the portal is deactivated before its products and prices are archived.
      ...(hasStep ? [names.desiredState.address] : []),
    ]),
    lifecycle: lifecycleOf(portal, lifecycle, names.resource.address, Object.keys(ofStep)),
  });
  const step = hasStep && {
    triggers_replace: {
      configuration: `\${${names.resource.address}.id}`,
      desired_state: `\${${names.desiredState.address}.id}`,
      // plantimestamp() could be equal for two applies within the same second.
      ...(applyWhen === ApplyWhen.ALWAYS && { applied_at: "${timestamp()}" }),
    },
    // Updates the portal before prices and products that are no longer listed are archived.
    lifecycle: { create_before_destroy: true },
    provisioner: runs("apply", {
      STRIPE_PORTAL_CONFIGURATION: `\${${names.resource.address}.id}`,
      STRIPE_PORTAL_DESIRED_STATE: payload(desired),
      // The provider treats an empty argument as missing.
      STRIPE_API_KEY: nullIfEmpty(provider.apiKey),
      STRIPE_ACCOUNT: nullIfEmpty(provider.account),
      STRIPE_PORTAL_APPLY_WHEN: applyWhen === ApplyWhen.ALWAYS ? applyWhen : undefined,
    }),
  };

  const blocks: Block[] = [{ type: PORTAL_TYPE, name: portal.name, body: resource }];
  const addData = (id: string, { name }: { name: string }, body: Body | false) => {
    if (body === false) return;
    const metadata = { path: `${path}/${id}`, uniqueId: name };
    blocks.push({ type: DATA_TYPE, name, body: withoutUndefined({ ...body, "//": { metadata } }) });
  };
  addData("DesiredState", names.desiredState, desiredState);
  addData("Step", names.step, step);
  addData("Guard", names.guard, guard);
  return blocks;
}

/** The parts of a portal by manager. The step sends the whole portal whenever its part changes. */
function managersOf(desired: Body, applyVia: ApplyVia): { ofStep: Body; ofProvider: Body } {
  const names = attributesOfStep(desired, applyVia);
  const [ofStep, ofProvider]: [Body, Body] = [{}, {}];
  for (const name of Object.keys(desired)) (names.includes(name) ? ofStep : ofProvider)[name] = desired[name];
  return { ofStep, ofProvider };
}

/** The app's lifecycle with the arguments that the portal needs. */
function lifecycleOf(portal: Deployment, ofApp: Lifecycle = {}, address: string, leftToStep: string[]): Body {
  const { applyVia, desired, expectedMode: mode, importFrom, path, provider } = portal;
  const { precondition = [], postcondition = [], replace_triggered_by: triggers } = ofApp;
  const owner = { path, address };
  const own = [
    ...(mode === undefined ? [] : [modeCondition(owner, mode)]),
    ...(importFrom === undefined ? [] : [importCondition(owner, importFrom)]),
  ];
  const ofKey = mode === undefined || provider.apiKey === undefined ? [] : keyConditions(owner, mode, provider.apiKey);
  const ignored = leftToStep.filter((name) => Object.hasOwn(PROVIDER_ATTRIBUTES, name));
  return withoutUndefined({
    ...ofApp,
    ...(triggers && { replace_triggered_by: triggers.map(plainAddress) }),
    precondition: withBooleanConditions([...precondition, ...ofKey], path, desired),
    postcondition: noneIfEmpty([...postcondition, ...own]),
    create_before_destroy: true,
    ...(ignored.length > 0 && { ignore_changes: [...ignoredChanges(portal.meta), ...ignored] }),
    ...(applyVia === ApplyVia.STEP && { ignore_changes: "all" }),
  });
}

interface MetaArguments extends Body {
  readonly depends_on?: unknown[];
  readonly lifecycle?: Lifecycle;
}

interface Lifecycle extends Body {
  readonly ignore_changes?: string | string[];
  readonly precondition?: Body[];
  readonly postcondition?: Body[];
  readonly replace_triggered_by?: unknown[];
}

/** Terraform's `ignore_changes`, as the app sets it. */
export function ignoredChanges(meta: MetaArguments): readonly string[] {
  return [meta.lifecycle?.ignore_changes ?? []].flat();
}

/** An address without braces: Terraform allows no expression in `depends_on` and `replace_triggered_by`. */
function plainAddress(address: unknown): unknown {
  return isToken(address)
    ? new Deferred((context) => String(context.resolve(address as never)).replace(/^\$\{(.*)\}$/s, "$1"))
    : address;
}

/** A `local-exec` that runs the script on the machine of Terraform. Node runs it without a shell, also on Windows. */
function localExec({ script, path, expectedMode }: Deployment, command: string, environment: Body): Body[] {
  return [
    {
      "local-exec": {
        interpreter: ["node", script],
        command,
        environment: withoutUndefined({
          STRIPE_PORTAL_PATH: escapeTemplate(path),
          STRIPE_PORTAL_EXPECTED_MODE: expectedMode,
          ...environment,
        }),
      },
    },
  ];
}

/** The whole portal as an expression, so that it is not stored in the state, compressed to fit into the environment. */
function payload(portal: Body): unknown {
  const encoded = (value: unknown) => `\${base64gzip(jsonencode(${hclExpression(value)}))}`;
  if (isResolved(portal)) return encoded(portal);
  return new Deferred((context) => replaceBy(context, encoded(resolvedIn(context, portal))));
}
