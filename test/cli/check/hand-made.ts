import Stripe from "stripe";
import type { Plan, ResourceChange, StateResource } from "../../../cli/src/check/app/terraform";
import { compareWithStripe, type CompareOptions } from "../../../cli/src/check/compare-with-stripe";
import type { CheckedPortal } from "../../../cli/src/check/findings/checked-portal";
import { managedPortals } from "../../../cli/src/check/portal/managed-portal";
import type { Report } from "../../../cli/src/check/report";
import { readerOf } from "../../../cli/src/check/stripe/client";
import type { Sandbox } from "../../../cli/src/sandbox";
import type { Configuration } from "../../support/held-portals";

type Values = { readonly [name: string]: any };

export interface PortalParts {
  /** The values of the provider's resource. */
  readonly values: Values;
  /** The trigger of DesiredState; a portal with `ApplyVia.PROVIDER` has none. */
  readonly desired?: Values;
  readonly name?: string;
  /** The step's trigger, in addition to the IDs. */
  readonly step?: Values;
}

/** The resources of one portal in `terraform show -json`. */
export function resourcesOf({ values, desired, name = "portal", step = {} }: PortalParts): StateResource[] {
  const own = `${name}_AAAAAAAA`;
  const desiredStateId = `${name}-desired`;
  const resource = (type: string, at: string, held: Values): StateResource => ({
    address: `${type}.${at}`,
    mode: "managed",
    type,
    name: at,
    values: held,
  });
  const triggers = { configuration: values.id, desired_state: desiredStateId, ...step };
  return [
    resource("stripe_billing_portal_configuration", own, values),
    ...(desired === undefined
      ? []
      : [
          resource("terraform_data", `${own}_DesiredState`, {
            id: desiredStateId,
            triggers_replace: desired,
          }),
          resource("terraform_data", `${own}_Step`, { id: `${name}-step`, triggers_replace: triggers }),
        ]),
  ];
}

/** A plan without changes, or with changes of some resources by address. */
export function planOf(
  state: readonly StateResource[],
  changes: Readonly<Record<string, Partial<ResourceChange["change"]>>> = {},
  more: readonly ResourceChange[] = [],
): Plan {
  const unchanged = state.map(({ address, mode, type, name, values }) => ({
    address,
    mode,
    type,
    name,
    change: { actions: ["no-op"], before: values, after: values, ...changes[address] },
  }));
  return { resource_changes: [...unchanged, ...more] };
}

/** The portals of a hand-made state, with the names of their resources. */
export function portalsOf(state: readonly StateResource[], plan: Plan | undefined = planOf(state)): CheckedPortal[] {
  return managedPortals(state, plan, (name) => ({
    path: `billing/${name.replace(/_AAAAAAAA$/, "")}`,
    ignored: [],
  })).map((portal) => ({
    ...portal,
    stack: { name: "billing", folder: "cdktf.out/stacks/billing" },
    terraform: "terraform",
  }));
}

/** Compares portals with a sandbox. */
export function compare(
  sandbox: Sandbox,
  portals: readonly CheckedPortal[],
  options: Partial<CompareOptions> = {},
): Promise<Report> {
  const stripe = new Stripe(sandbox.keys.test, { ...sandbox.stripeOptions(), telemetry: false, maxNetworkRetries: 0 });
  const readerFor = (account?: string) => readerOf(stripe, account === undefined ? {} : { stripeContext: account });
  return compareWithStripe({ portals, gaps: [], notes: [] }, { readerOf: readerFor, keyMode: "test", ...options });
}

/** The state of a portal after an apply, as the provider reads it: without products and newer parameters. */
export function providerValues(held: Configuration): Values {
  const features: Record<string, any> = structuredClone(held.features);
  delete features.subscription_pause;
  delete features.subscription_cancel.cancellation_reason.feedback_options;
  return {
    ...held,
    features: { ...features, subscription_update: { ...features.subscription_update, products: null } },
  };
}

/** The features that the step sends for a portal in Stripe. */
export function stepFeatures(held: Configuration): Values {
  return structuredClone(held.features);
}
