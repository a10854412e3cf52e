import * as cdktf from "cdktf";
import {
  ApplyVia,
  PortalPlan,
  RevenueSafePortal,
  StripePortalConfiguration,
  SubscriptionPortal,
  SubscriptionUpdateFeature,
  SubscriptionUpdateField,
} from "../../../lib";
import { Price } from "../../../lib/provider";
import { PRO, switching } from "../../support/portals";
import { blocksOf, errorOf, expectedError, messageOf, PortalBlocks, portalOf, synthOf } from "../../support/synth";
import { LIST_TOKENS, STRING_TOKENS } from "../../support/tokens";

const PATH = "features.subscriptionUpdate.plans";
const TEAM: PortalPlan = { lookupKeys: ["team_monthly", "team_yearly"] };
const LOCKED = { enabled: false, minimum: 0 };

const withUpdate = (subscriptionUpdate: SubscriptionUpdateFeature) => ({
  features: { paymentMethodUpdate: {}, subscriptionUpdate },
});
const updateOf = ({ portal }: PortalBlocks) => portal.features.subscription_update;
const errorWith = (...plans: PortalPlan[]) => errorOf(withUpdate({ plans }));

test("plans are left to the step, with a locked quantity", () => {
  const portal = portalOf(withUpdate({ products: [PRO], plans: [TEAM] }));
  const plans = [{ lookup_keys: TEAM.lookupKeys, adjustable_quantity: LOCKED }];
  expect(updateOf(portal)).toMatchObject({ products: [{ product: "prod_pro" }], plans });
  expect(portal.desiredState.triggers_replace.features.subscription_update.plans).toEqual(plans);
  expect(portal.resource.features.subscription_update).toEqual({ enabled: false });
});

test("a portal without plans sends none", () => {
  expect(updateOf(portalOf(withUpdate({ products: [PRO] })))).not.toHaveProperty("plans");
  expect(updateOf(portalOf(withUpdate({ products: [PRO], plans: [] })))).not.toHaveProperty("plans");
});

test("plans suffice for plan switching, and of a feature that is off none are sent", () => {
  expect(errorWith(TEAM)).toBeUndefined();
  expect(updateOf(portalOf(withUpdate({ enabled: false, plans: [{ lookupKeys: [] }] })))).not.toHaveProperty("plans");
});

test.each(LIST_TOKENS)("lookup keys can be a list token: %s", (_, keys) => {
  expect(errorOf(withUpdate({ plans: [{ lookupKeys: keys() }] }))).toBeUndefined();
});

test.each(STRING_TOKENS)("a lookup key can be a token: %s", (_, key) => {
  expect(errorWith({ lookupKeys: [key(), "team_yearly"] })).toBeUndefined();
});

test.each<[string, PortalPlan[], string[]]>([
  [
    "no key",
    [{ lookupKeys: [] }],
    [
      `\`${PATH}[0].lookupKeys\`: a plan requires at least one lookup key; got: []; add the lookup keys of the prices that customers can switch to`,
    ],
  ],
  [
    "a key that is listed twice in a plan",
    [{ lookupKeys: ["a", "a"] }],
    [
      `\`${PATH}\`: a lookup key cannot be listed twice, because it belongs to one price; got: "a"; remove the duplicate`,
    ],
  ],
  [
    "a key of two plans",
    [{ lookupKeys: ["a", "b"] }, { lookupKeys: ["b"] }],
    [
      `\`${PATH}\`: a lookup key cannot be listed twice, because it belongs to one price; got: "b"; remove the duplicate`,
    ],
  ],
  [
    "an empty key",
    [{ lookupKeys: ["a", ""] }],
    [`\`${PATH}[0].lookupKeys[1]\`: cannot be empty; got: ""; set it, or remove it`],
  ],
  [
    "an inverted quantity",
    [{ ...TEAM, adjustableQuantity: { minimum: 2, maximum: 1 } }],
    [
      `\`${PATH}[0].adjustableQuantity.minimum\`: the minimum of a quantity cannot be greater than its maximum; got: {"minimum":2,"maximum":1}; lower the minimum, or raise the maximum`,
    ],
  ],
])("rejects %s", (_, plans, violations) => {
  expect(errorWith(...plans)).toBe(expectedError(...violations));
});

test("a lookup key can have 200 characters, and not more", () => {
  expect(errorWith({ lookupKeys: ["x".repeat(200)] })).toBeUndefined();
  expect(errorWith({ lookupKeys: ["x".repeat(201)] })).toContain(
    `\`${PATH}[0].lookupKeys[0]\`: must be at most 200 characters`,
  );
});

test("products and plans together are at most 10", () => {
  const plans = Array.from({ length: 9 }, (_, at) => ({ lookupKeys: [`key_${at}`] }));
  expect(errorOf(withUpdate({ products: [PRO], plans }))).toBeUndefined();
  expect(errorOf(withUpdate({ products: [PRO], plans: [...plans, TEAM] }))).toContain(
    "Stripe accepts at most 10 products; got: 11",
  );
});

test("plans require a step", () => {
  expect(errorOf({ ...withUpdate({ plans: [TEAM] }), applyVia: ApplyVia.PROVIDER })).toContain(
    `\`${PATH}\`: \`ApplyVia.PROVIDER\` cannot be combined with parameters that the Terraform provider does not support`,
  );
});

describe("addPlan", () => {
  const withPlans = (features = switching(), ...plans: PortalPlan[]) =>
    blocksOf(
      synthOf((stack) => {
        const portal = new StripePortalConfiguration(stack, "portal", { features });
        for (const plan of plans) portal.addPlan(plan);
      }),
    );

  test("adds the same plans as the property", () => {
    expect(withPlans(switching(), TEAM)).toEqual(portalOf({ features: withUpdated({ plans: [TEAM] }) }));
    const { products, plans } = updateOf(withPlans(switching([PRO]), TEAM, { lookupKeys: ["solo"] }));
    expect([products.length, plans.length]).toEqual([1, 2]);
  });

  test("rejects a plan that breaks a rule, and keeps the others", () => {
    expect(messageOf(() => withPlans(switching(), TEAM, { lookupKeys: ["team_yearly"] }))).toContain(
      "a lookup key cannot be listed twice",
    );
    expect(messageOf(() => withPlans(switching(), TEAM, { lookupKeys: "x" } as never))).toBe(
      expectedError(
        '`plan.lookupKeys`: must be a list of strings; got: "x"; change it, or leave it out for the default',
      ),
    );
  });

  test("rejects plans if `plans` is set, and those of a portal without plan switching", () => {
    expect(messageOf(() => withPlans(withUpdated({ plans: [TEAM] }), { lookupKeys: ["solo"] }))).toBe(
      expectedError(
        '`addPlan()`: cannot be combined with `features.subscriptionUpdate.plans`; got: ["solo"]; remove `plans`, or add the plan to them',
      ),
    );
    expect(messageOf(() => withPlans({ invoiceHistory: {} }, TEAM))).toBe(
      expectedError(
        "`addPlan()`: requires `features.subscriptionUpdate`; add the feature, e.g. `subscriptionUpdate: {}`",
      ),
    );
  });

  function withUpdated(update: SubscriptionUpdateFeature) {
    const { paymentMethodUpdate, subscriptionUpdate } = switching();
    return { paymentMethodUpdate, subscriptionUpdate: { ...subscriptionUpdate, ...update } };
  }
});

describe("a price of the stack", () => {
  const withPrice = (lookupKey: string, plan: PortalPlan) =>
    messageOf(() =>
      synthOf((stack) => {
        const recurring = [{ interval: "month" }];
        new Price(stack, "price", { product: "p", currency: "usd", taxBehavior: "exclusive", lookupKey, recurring });
        new StripePortalConfiguration(stack, "portal", withUpdate({ plans: [plan] }));
      }),
    );

  test("must be listed by its ID", () => {
    expect(withPrice("team_yearly", TEAM)).toContain(
      `\`${PATH}[0].lookupKeys\`: a price of the same stack must be listed by its ID, because the portal would keep the old price if Terraform replaces it; got: "team_yearly"; remove the key, and add the \`id\` of the price to \`products\``,
    );
    expect(withPrice("another", TEAM)).toBeUndefined();
  });

  test("without a lookup key does not matter", () => {
    const key = cdktf.Token.asString(cdktf.Lazy.anyValue({ produce: () => undefined }));
    expect(withPrice(key, TEAM)).toBeUndefined();
  });
});

describe("presets", () => {
  const presetOf = (build: (stack: cdktf.TerraformStack) => unknown) => updateOf(blocksOf(synthOf(build)));

  test("SubscriptionPortal makes the quantity of plans adjustable by default", () => {
    const locked = { lookupKeys: ["solo"], adjustableQuantity: { enabled: false } };
    const quantities = (update: { plans: { adjustable_quantity: { enabled: boolean } }[] }) =>
      update.plans.map(({ adjustable_quantity: { enabled } }) => enabled);
    expect(quantities(presetOf((stack) => new SubscriptionPortal(stack, "portal", { plans: [TEAM, locked] })))).toEqual(
      [true, false],
    );
    const added = presetOf((stack) => {
      const portal = new SubscriptionPortal(stack, "portal");
      portal.addPlan(TEAM);
      portal.addPlan(locked);
    });
    expect(quantities(added as never)).toEqual([true, false]);
  });

  test("RevenueSafePortal lets customers change the quantity of a plan that is adjustable", () => {
    const fieldsOf = (plan: PortalPlan) =>
      presetOf((stack) => new RevenueSafePortal(stack, "portal", { plans: [plan] })).default_allowed_updates;
    expect(fieldsOf(TEAM)).toEqual([SubscriptionUpdateField.PRICE]);
    expect(fieldsOf({ ...TEAM, adjustableQuantity: { maximum: 9 } })).toEqual([
      SubscriptionUpdateField.PRICE,
      SubscriptionUpdateField.QUANTITY,
    ]);
  });

  test("reject plans in both properties", () => {
    const features = { subscriptionUpdate: { plans: [TEAM] } };
    expect(
      messageOf(() => presetOf((stack) => new SubscriptionPortal(stack, "portal", { plans: [TEAM], features }))),
    ).toContain("`plans`: cannot be combined with `features.subscriptionUpdate.plans`; keep one of them");
  });
});

test("a plan that is added to a portal without a step is rejected", () => {
  const add = () =>
    synthOf((stack) => {
      const props = { ...withUpdate({}), applyVia: ApplyVia.PROVIDER };
      new StripePortalConfiguration(stack, "portal", props).addPlan(TEAM);
    });
  expect(messageOf(add)).toContain("`ApplyVia.PROVIDER` cannot be combined with parameters");
});

test("the quantity of a plan that an override adds is locked", () => {
  const terraform = synthOf((stack) => {
    const { resource } = new StripePortalConfiguration(stack, "portal", withUpdate({ plans: [TEAM] }));
    resource.addOverride("features.subscription_update.plans", [{ lookup_keys: ["solo"] }]);
  });
  expect(updateOf(blocksOf(terraform)).plans).toEqual([
    { lookup_keys: TEAM.lookupKeys, adjustable_quantity: LOCKED },
    { lookup_keys: ["solo"], adjustable_quantity: LOCKED },
  ]);
});

test("a reference to the lookup key of a price of the stack is rejected too", () => {
  const build = (stack: cdktf.TerraformStack) => {
    const recurring = [{ interval: "month" }];
    const price = new Price(stack, "price", { product: "p", currency: "usd", lookupKey: "solo", recurring });
    new StripePortalConfiguration(stack, "portal", withUpdate({ plans: [{ lookupKeys: [price.lookupKey] }] }));
  };
  expect(messageOf(() => synthOf(build))).toContain("a price of the same stack must be listed by its ID");
});
