import * as fs from "node:fs";
import * as path from "node:path";
import * as portal from "../lib";
import { renderPortal } from "../lib/private/portal/render";
import { MAXIMAL } from "./support/portals";
import { fieldsOf, stripePackage, TypedFields } from "./support/stripe-types";

const create = fieldsOf("ConfigurationCreateParams");
const update = fieldsOf("ConfigurationUpdateParams");
const all: TypedFields = new Map([...create, ...update]);

/** The changes that an enum needs to match Stripe's types. */
function changesOf(members: object, refused: readonly string[], typed: readonly string[]): string[] {
  const values: string[] = [...Object.values(members), ...refused];
  return [
    ...typed.filter((value) => !values.includes(value)).map((value) => `add ${value.toUpperCase()} = "${value}",`),
    ...values.filter((value) => !typed.includes(value)).map((value) => `remove "${value}"`),
  ];
}

test.each<[string, object, string[]?]>([
  ["features.customer_update.allowed_updates", portal.CustomerUpdateField],
  ["features.subscription_cancel.mode", portal.CancellationMode],
  // Stripe rejects this value, although its types contain it.
  ["features.subscription_cancel.proration_behavior", portal.CancellationProration, ["always_invoice"]],
  ["features.subscription_cancel.cancellation_reason.options", portal.CancellationReason],
  ["features.subscription_pause.duration.type", portal.PauseDurationType],
  ["features.subscription_pause.duration.interval_options.interval", portal.PauseInterval],
  ["features.subscription_update.billing_cycle_anchor", portal.BillingCycleAnchor],
  ["features.subscription_update.default_allowed_updates", portal.SubscriptionUpdateField],
  ["features.subscription_update.proration_behavior", portal.UpdateProration],
  ["features.subscription_update.schedule_at_period_end.conditions.type", portal.ScheduleCondition],
  ["features.subscription_update.trial_update_behavior", portal.TrialUpdateBehavior],
])("%s has the members of Stripe's types", (at, members, refused = []) => {
  for (const parameters of [create, update]) {
    expect(changesOf(members, refused, parameters.get(at) as string[])).toEqual([]);
  }
});

test("reports the line to add for a new value, and the member to remove for an old one", () => {
  const typed = ["indefinite", "until_date"];
  expect(changesOf(portal.PauseDurationType, [], typed)).toEqual([
    'add UNTIL_DATE = "until_date",',
    'remove "interval_options"',
  ]);
});

test("every enum of Stripe's parameters is tested above", () => {
  expect([...all].filter(([, members]) => members !== true)).toHaveLength(11);
});

test("the maximal portal contains exactly the parameters of Stripe's create and update calls", () => {
  const leaves = (value: unknown, at: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => leaves(item, at));
    if (typeof value !== "object" || value === null || at === "metadata") return [at];
    return Object.entries(value).flatMap(([name, inner]) => leaves(inner, at === "" ? name : `${at}.${name}`));
  };
  const rendered = renderPortal(MAXIMAL);
  // `expand` affects the response only.
  expect([...new Set(leaves(rendered, ""))].sort()).toEqual([...all.keys()].filter((at) => at !== "expand").sort());
});

test("the step uses the API version of these types", () => {
  const { ApiVersion } = jest.requireActual(path.join(stripePackage, "apiVersion.js"));
  const script = fs.readFileSync(path.join(__dirname, "../lib/private/deployment/apply-step.mjs"), "utf8");
  expect(/^const STRIPE_VERSION = "(.*)";$/m.exec(script)?.[1]).toBe(ApiVersion);
});
