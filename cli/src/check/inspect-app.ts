import type { CheckedPortal } from "./findings/checked-portal";
import { readSources } from "./app/source";
import type { Stack } from "./app/stacks";
import { type Plan, Terraform, TerraformError } from "./app/terraform";
import { managedPortals, PORTAL_TYPE } from "./portal/managed-portal";
import type { Gap, Note } from "./report";

/** The portals of an app, with their values in the code and in the last apply. */
export interface InspectedApp {
  readonly portals: readonly CheckedPortal[];
  readonly gaps: readonly Gap[];
  readonly notes: readonly Note[];
}

/** Reads state and plan of each stack. */
export async function inspectApp(
  stacks: readonly Stack[],
  env: NodeJS.ProcessEnv,
  progress: (message: string) => void = () => undefined,
): Promise<InspectedApp> {
  const portals: CheckedPortal[] = [];
  const gaps: Gap[] = [];
  const notes: Note[] = [];
  for (const stack of stacks) {
    progress(`planning ${stack.name}`);
    const inspected = await inspectStack(stack, env);
    portals.push(...inspected.portals);
    gaps.push(...inspected.gaps);
    notes.push(...inspected.notes);
  }
  return { portals, gaps, notes };
}

async function inspectStack(stack: Stack, env: NodeJS.ProcessEnv): Promise<InspectedApp> {
  const terraform = new Terraform(stack.folder, env);
  // One after the other: the first command may have to initialise the folder.
  const state = await attempt(() => terraform.state());
  if (state.reason !== undefined) {
    return { portals: [], gaps: [gapOf(stack, `the state cannot be read: ${state.reason}`)], notes: [] };
  }
  const plan = await attempt(() => terraform.plan());
  const portals = managedPortals(state.value, plan.value, readSources(stack.folder)).map((portal) => ({
    ...portal,
    stack,
    terraform: terraform.binary,
  }));
  const hasPortals = portals.length > 0 || plan.value === undefined;
  return {
    portals,
    gaps: [
      ...(plan.reason === undefined ? [] : [gapOf(stack, `the app cannot be planned: ${plan.reason}`)]),
      ...portals.filter(isUncertain).map(({ name }) => gapOf({ name }, "its last apply did not store its values")),
    ],
    notes: hasPortals ? otherChanges(stack, plan.value, portals) : [],
  };
}

type Attempt<T> =
  { readonly value: T; readonly reason?: undefined } | { readonly value?: undefined; readonly reason: string };

async function attempt<T>(act: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await act() };
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    return { reason: error.message };
  }
}

/** Neither the app nor the last apply has the values of the portal. */
function isUncertain({ code, applied, isRemoved }: CheckedPortal): boolean {
  return !isRemoved && code === undefined && applied === undefined;
}

function gapOf({ name }: Pick<Stack, "name">, reason: string): Gap {
  return { kind: "unreadable", subject: name, reason };
}

/** The planned changes of other resources, which are none of the check's business. */
function otherChanges(stack: Stack, plan: Plan | undefined, portals: readonly CheckedPortal[]): Note[] {
  const own = new Set(portals.flatMap(({ planned }) => planned.map((change) => change.split(":")[0])));
  const others = (plan?.resource_changes ?? []).filter(
    ({ address, type, mode, change }) =>
      mode === "managed" &&
      type !== PORTAL_TYPE &&
      type !== "terraform_data" &&
      !own.has(address) &&
      change.actions.join() !== "no-op",
  );
  if (others.length === 0) return [];
  const list = others.map(({ address }) => address).join(", ");
  return [{ subject: stack.name, message: `the next apply also changes other resources: ${list}` }];
}
