import { compare } from "../../../cli/src/check/portal/compare";
import { inApp } from "../../../cli/src/check/portal/path";

type Values = { [name: string]: any };

const ofStep = () => false;
const ofProvider = () => true;

function differences(desired: Values, held: Values, isOfProvider: (name: string) => boolean = ofStep) {
  return compare(desired, held, isOfProvider).differences.map(({ path, desired: ours, held: theirs }) => [
    inApp(path),
    ours,
    theirs,
  ]);
}

const update = (values: Values): Values => ({ features: { subscription_update: { enabled: true, ...values } } });
const product = (id: string, values: Values = {}): Values => ({ product: id, prices: ["price_1"], ...values });

test.each<[string, Values, Values]>([
  ["null, an empty string and a missing string", { name: "", default_return_url: null }, {}],
  [
    "an empty and a missing list",
    { features: { customer_update: { enabled: true, allowed_updates: [] } } },
    { features: { customer_update: { enabled: true } } },
  ],
  [
    "Stripe's defaults and missing values",
    update({ billing_cycle_anchor: "unchanged", proration_behavior: "none", trial_update_behavior: "end_trial" }),
    update({ billing_cycle_anchor: null }),
  ],
  [
    "a missing maximum and null",
    update({ products: [product("a", { adjustable_quantity: { enabled: true } })] }),
    update({ products: [product("a", { adjustable_quantity: { enabled: true, minimum: 0, maximum: null } })] }),
  ],
  [
    "a feature that is off, whatever else it has",
    { features: { subscription_pause: { enabled: false } } },
    { features: { subscription_pause: { enabled: false, duration: { type: "indefinite" } } } },
  ],
  [
    "a feature that Stripe does not return and that is off",
    { features: { subscription_pause: { enabled: false } } },
    { features: {} },
  ],
  [
    "numbers and booleans that Terraform stores as strings",
    update({ enabled: "true", products: [product("a", { adjustable_quantity: { enabled: "true", minimum: "1" } })] }),
    update({ products: [product("a", { adjustable_quantity: { enabled: true, minimum: 1 } })] }),
  ],
  [
    "values that the step does not send",
    { features: { subscription_pause: { enabled: true, duration: { type: "indefinite" } } } },
    {
      features: {
        subscription_pause: {
          enabled: true,
          duration: { type: "indefinite", interval_options: [{ interval: "month", interval_count: 1 }] },
        },
      },
    },
  ],
  [
    "attributes that the app leaves to the Dashboard",
    {},
    { name: "Theirs", metadata: { a: "b" }, features: { invoice_history: { enabled: true } } },
  ],
])("treats as equal: %s", (_, desired, held) => {
  expect(compare(desired, held, ofStep)).toMatchObject({ differences: [], unknown: [] });
});

test.each<[string, Values, Values, unknown[]]>([
  ["an added metadata key", { metadata: {} }, { metadata: { "a.b_c": "x" } }, ["metadata.a.b_c", undefined, "x"]],
  [
    "a removed metadata key named enabled",
    { metadata: { enabled: "false", b: "1" } },
    { metadata: { b: "1" } },
    ["metadata.enabled", "false", undefined],
  ],
  [
    "another order of products",
    update({ products: [product("a"), product("b")] }),
    update({ products: [product("b"), product("a")] }),
    ["features.subscriptionUpdate.products", ["a", "b"], ["b", "a"]],
  ],
  [
    "a price of one product",
    update({ products: [product("a")] }),
    update({ products: [{ ...product("a"), prices: ["price_1", "price_2"] }] }),
    ["features.subscriptionUpdate.products[a].prices", ["price_1"], ["price_1", "price_2"]],
  ],
  [
    "a count of an interval",
    { features: { subscription_pause: { enabled: true, duration: { interval_options: [{ interval: "month" }] } } } },
    {
      features: {
        subscription_pause: {
          enabled: true,
          duration: { type: "interval_options", interval_options: [{ interval: "month", interval_count: 2 }] },
        },
      },
    },
    ["features.subscriptionPause.duration.intervalOptions", ["1 month"], ["2 month"]],
  ],
  [
    "a feature that is left out and on",
    { features: {} },
    { features: { invoice_history: { enabled: true } } },
    ["features.invoiceHistory.enabled", false, true],
  ],
  [
    "a parameter that an override adds",
    { features: { future: { mode: "a" } } },
    { features: { future: { mode: "b" } } },
    ["features.future.mode", "a", "b"],
  ],
])("reports %s", (_, desired, held, expected) => {
  expect(differences(desired, held)).toEqual([expected]);
});

test("compares values of a feature that is off only if the provider manages them, because a plan shows these", () => {
  const desired = { features: { customer_update: { enabled: false, allowed_updates: [] } } };
  const held = { features: { customer_update: { enabled: false, allowed_updates: ["email"] } } };
  expect(differences(desired, held, ofStep)).toEqual([]);
  expect(differences(desired, held, ofProvider)).toEqual([["features.customerUpdate.allowedUpdates", [], ["email"]]]);
});

test("reports products beside a changed list of products", () => {
  const held = update({ products: [product("b", { prices: ["price_2"] }), product("c")] });
  expect(differences(update({ products: [product("a"), product("b")] }), held)).toEqual([
    ["features.subscriptionUpdate.products", ["a", "b"], ["b", "c"]],
    ["features.subscriptionUpdate.products[b].prices", ["price_1"], ["price_2"]],
  ]);
});

describe("names what it does not know", () => {
  const unknown = (desired: Values, held: Values) => {
    const comparison = compare(desired, held, ofStep);
    expect(comparison.differences).toEqual([]);
    return comparison.unknown.map(({ path, held: value, matters }) => [inApp(path), value, matters]);
  };

  test.each<[string, Values, Values, unknown[]]>([
    [
      "a value of a closed set",
      update({ proration_behavior: "none" }),
      update({ proration_behavior: "later" }),
      ["features.subscriptionUpdate.prorationBehavior", "later", true],
    ],
    [
      "an item of a closed list",
      update({ default_allowed_updates: ["price"] }),
      update({ default_allowed_updates: ["price", "color"] }),
      ["features.subscriptionUpdate.defaultAllowedUpdates", ["color"], true],
    ],
    [
      "a type of a condition",
      update({ schedule_at_period_end: { conditions: [] } }),
      update({ schedule_at_period_end: { conditions: [{ type: "full_moon" }] } }),
      ["features.subscriptionUpdate.scheduleAtPeriodEnd.conditions", ["full_moon"], true],
    ],
    [
      "a feature that is on",
      { features: {} },
      { features: { refunds: { enabled: true } } },
      ["features.refunds", { enabled: true }, true],
    ],
    ["a field", update({}), update({ coupon: "c" }), ["features.subscriptionUpdate.coupon", "c", false]],
  ])("%s", (_, desired, held, expected) => {
    expect(unknown(desired, held)).toEqual([expected]);
  });

  test("but not a feature that is off, an unset field, or a field that only Stripe writes", () => {
    const held = {
      id: "bpc_1",
      updated: 1,
      is_default: true,
      color: null,
      login_page: { enabled: false, url: "u" },
      features: { refunds: { enabled: false } },
    };
    expect(unknown({ login_page: { enabled: false }, features: {} }, held)).toEqual([]);
  });
});
