import { compare } from "../../../cli/src/check/portal/compare";
import { type Field, identityOf, type ListField, PORTAL, type StructField } from "../../../cli/src/check/portal/fields";
import { fieldsOf } from "../../support/stripe-types";
import { useSandbox } from "../../support/sandbox";

const sandbox = useSandbox({ once: true });

/** The paths of the fields that only the step manages. */
function stepOnly({ fields }: StructField, path = ""): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.stepOnly) return [`${path}${name}`];
    return field.kind === "struct" ? stepOnly(field, `${path}${name}.`) : [];
  });
}

test("leaves to the step what the provider does not support, and products, which it never reads", () => {
  expect(stepOnly(PORTAL)).toEqual([
    "features.subscription_cancel.cancellation_reason.feedback_options",
    "features.subscription_update.products",
    "features.subscription_pause",
  ]);
});

test("does not contain plans, which Stripe does not know", () => {
  const { subscription_update: update } = (PORTAL.fields.features as StructField).fields;
  expect(Object.keys((update as StructField).fields)).not.toContain("plans");
});

test.each([
  ["the ID of a product", ["features", "subscription_update", "products"], { product: "prod_1", prices: [] }, "prod_1"],
  [
    "the type of a condition",
    ["features", "subscription_update", "schedule_at_period_end", "conditions"],
    { type: "shortening_interval" },
    "shortening_interval",
  ],
  [
    "the values of an interval, with its default",
    ["features", "subscription_pause", "duration", "interval_options"],
    { interval: "month" },
    "1 month",
  ],
])("distinguishes list items by %s", (_, path, item, identity) => {
  const list = path.reduce<Field>((field, name) => (field as StructField).fields[name], PORTAL) as ListField;
  expect(identityOf(item, list.item)).toBe(identity);
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
