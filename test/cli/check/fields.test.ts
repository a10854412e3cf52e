import * as lib from "../../../lib";
import { compare } from "../../../cli/src/check/portal/compare";
import { type Field, PORTAL } from "../../../cli/src/check/portal/fields";
import { type Sandbox, startSandbox } from "../../../cli/src/sandbox";
import { fieldsOf } from "../../support/stripe-types";

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
afterAll(() => sandbox.close());

/** The closed sets of the library, by the path of their field. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  "features.customer_update.allowed_updates": Object.values(lib.CustomerUpdateField),
  "features.subscription_cancel.mode": Object.values(lib.CancellationMode),
  "features.subscription_cancel.cancellation_reason.options": Object.values(lib.CancellationReason),
  "features.subscription_update.default_allowed_updates": Object.values(lib.SubscriptionUpdateField),
  "features.subscription_update.proration_behavior": Object.values(lib.UpdateProration),
  "features.subscription_update.billing_cycle_anchor": Object.values(lib.BillingCycleAnchor),
  "features.subscription_update.trial_update_behavior": Object.values(lib.TrialUpdateBehavior),
  "features.subscription_update.schedule_at_period_end.conditions.type": Object.values(lib.ScheduleCondition),
  "features.subscription_pause.duration.type": Object.values(lib.PauseDurationType),
  "features.subscription_pause.duration.interval_options.interval": Object.values(lib.PauseInterval),
};

function valuesAt(field: Field, path = ""): [path: string, values: readonly string[]][] {
  const inner = field.kind === "struct" ? field : field.kind === "list" ? field.item : undefined;
  const own: [string, readonly string[]][] = "values" in field && field.values ? [[path, field.values]] : [];
  const nested = Object.entries(inner?.fields ?? {}).flatMap(([name, one]) =>
    valuesAt(one, path === "" ? name : `${path}.${name}`),
  );
  return [...own, ...nested];
}

test("has the closed sets of the library", () => {
  const { "features.subscription_cancel.proration_behavior": cancel, ...sets } = Object.fromEntries(valuesAt(PORTAL));
  const sorted = (all: typeof CLOSED) =>
    Object.fromEntries(Object.entries(all).map(([path, values]) => [path, [...values].sort()]));
  expect(sorted(sets)).toEqual(sorted(CLOSED));
  // Stripe's type has a value that Stripe rejects, and so the library does not have it.
  expect(cancel).toEqual(expect.arrayContaining(Object.values(lib.CancellationProration)));
});

test("contains every field of a portal in Stripe", () => {
  const [held] = sandbox.dashboard().list("configuration");
  const { unknown } = compare({ ...held, features: held.features }, { ...held }, () => true);
  expect(unknown).toEqual([]);
});

test("contains every field of a portal in npm stripe", () => {
  const leaves = (field: Field, path: string): string[] => {
    const inner = field.kind === "struct" ? field : field.kind === "list" ? field.item : undefined;
    if (inner === undefined) return [path];
    return Object.entries(inner.fields).flatMap(([name, one]) => leaves(one, path === "" ? name : `${path}.${name}`));
  };
  const known = new Set(leaves(PORTAL, ""));
  const readOnly = /^(application|created|id|is_default|livemode|object|updated|login_page\.url)\b/;
  const inTypes = [...fieldsOf("Configuration")].map(([path]) => path).filter((path) => !readOnly.test(path));
  expect(inTypes.filter((path) => !known.has(path))).toEqual([]);
});
