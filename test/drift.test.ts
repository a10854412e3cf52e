import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import * as portal from "../lib";
import { renderPortal } from "../lib/private/render-portal";
import { MAXIMAL } from "./support/portals";

/**
 * What Stripe's own package says of a portal's parameters: the members of closed sets by path, `true` for anything else.
 * An element of a list has the list's path.
 */
type Parameters = Map<string, string[] | true>;

/** The folder of Stripe's package that has its types, beside its code. */
const stripe = path.dirname(require.resolve("stripe"));
const declarations = path.join(stripe, "resources/BillingPortal/Configurations.d.ts");
const program = ts.createProgram([declarations, path.join(stripe, "shared.d.ts")], {
  // The rest of Stripe's types says nothing of portals, and takes seconds to read.
  noResolve: true,
  types: [],
  lib: ["lib.es5.d.ts"],
  strict: true,
});
const checker = program.getTypeChecker();

function parametersOf(name: string): Parameters {
  const found: Parameters = new Map();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === name) {
      collect(checker.getTypeAtLocation(node), "", found);
    } else ts.forEachChild(node, visit);
  };
  visit(program.getSourceFile(declarations) as ts.SourceFile);
  return found;
}

function collect(type: ts.Type, at: string, found: Parameters): void {
  const alternatives = type.isUnion() ? type.types : [type];
  const lists = alternatives.filter((it) => checker.isArrayType(it)) as ts.TypeReference[];
  if (lists.length > 0) return collect(checker.getTypeArguments(lists[0])[0], at, found);
  const members = alternatives.flatMap((it) => (it.isStringLiteral() && it.value !== "" ? [it.value] : []));
  if (members.length > 0) return void found.set(at, members.sort());
  const object = alternatives.find((it) => isStruct(it));
  if (object === undefined) return void found.set(at, true);
  for (const property of object.getProperties()) {
    const inner = at === "" ? property.name : `${at}.${property.name}`;
    collect(checker.getNonNullableType(checker.getTypeOfSymbol(property)), inner, found);
  }
}

/** An interface that names its properties, unlike a map, a text's own type or Stripe's mark of an open set. */
function isStruct(type: ts.Type): boolean {
  return type.isClassOrInterface() && checker.getIndexInfosOfType(type).length === 0;
}

const create = parametersOf("ConfigurationCreateParams");
const update = parametersOf("ConfigurationUpdateParams");
const all: Parameters = new Map([...create, ...update]);

test.each<[string, object, string[]?]>([
  ["features.customer_update.allowed_updates", portal.CustomerUpdateField],
  ["features.subscription_cancel.mode", portal.CancellationMode],
  // Stripe's type has it, and Stripe refuses it.
  ["features.subscription_cancel.proration_behavior", portal.CancellationProration, ["always_invoice"]],
  ["features.subscription_cancel.cancellation_reason.options", portal.CancellationReason],
  ["features.subscription_pause.duration.type", portal.PauseDurationType],
  ["features.subscription_pause.duration.interval_options.interval", portal.PauseInterval],
  ["features.subscription_update.billing_cycle_anchor", portal.BillingCycleAnchor],
  ["features.subscription_update.default_allowed_updates", portal.SubscriptionUpdateField],
  ["features.subscription_update.proration_behavior", portal.UpdateProration],
  ["features.subscription_update.schedule_at_period_end.conditions.type", portal.ScheduleCondition],
  ["features.subscription_update.trial_update_behavior", portal.TrialUpdateBehavior],
])("%s has the members that Stripe's types have", (at, members, refused = []) => {
  for (const parameters of [create, update]) {
    expect([...Object.values(members), ...refused].sort()).toEqual(parameters.get(at));
  }
});

test("no closed set of Stripe's is without its test above", () => {
  expect([...all].filter(([, members]) => members !== true)).toHaveLength(11);
});

test("the largest portal says each parameter of Stripe's create and update calls, and no other", () => {
  const leaves = (value: unknown, at: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => leaves(item, at));
    if (typeof value !== "object" || value === null || at === "metadata") return [at];
    return Object.entries(value).flatMap(([name, inner]) => leaves(inner, at === "" ? name : `${at}.${name}`));
  };
  const { features, ...props } = MAXIMAL;
  const rendered = renderPortal({ props, features, products: features.subscriptionUpdate?.products }, "step");
  // `expand` asks for more of the answer: it is no part of a portal.
  expect([...new Set(leaves(rendered, ""))].sort()).toEqual([...all.keys()].filter((at) => at !== "expand").sort());
});

test("the step speaks the version of Stripe's API that these types are of", () => {
  const { ApiVersion } = jest.requireActual(path.join(stripe, "apiVersion.js"));
  const script = fs.readFileSync(path.join(__dirname, "../lib/private/apply-step.mjs"), "utf8");
  expect(/^const STRIPE_VERSION = "(.*)";$/m.exec(script)?.[1]).toBe(ApiVersion);
});
