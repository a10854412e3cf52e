import {
  AdjustableQuantity,
  BillingCycleAnchor,
  PaymentMethodUpdateFeature,
  PortalProduct,
  ScheduleCondition,
  SubscriptionUpdateFeature,
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "../../../lib";
import { PRO } from "../../support/portals";
import { refusalOf, refused } from "../../support/synth";
import { BOOLEAN_TOKENS, LIST_TOKENS, NUMBER_TOKENS, TEXT_TOKENS } from "../../support/tokens";

const PATH = "features.subscriptionUpdate";

const refusal = (update: SubscriptionUpdateFeature, paymentMethodUpdate: PaymentMethodUpdateFeature | undefined = {}) =>
  refusalOf({ features: { paymentMethodUpdate, subscriptionUpdate: update } });
const listing = (...products: PortalProduct[]) => refusal({ products });
const quantity = (adjustableQuantity: AdjustableQuantity) => listing({ ...PRO, adjustableQuantity });
const products = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ product: `prod_${at}`, prices: [`price_${at}`] }));

describe("payment method update", () => {
  const rule =
    "`features.paymentMethodUpdate`: Stripe cannot enable subscription updates while payment method update is disabled";
  const fix = "add `paymentMethodUpdate: {}`";

  test("is demanded beside plan switching", () => {
    expect(refusal({ products: [PRO] }, { enabled: true })).toBeUndefined();
    expect(refusal({ products: [PRO] }, { enabled: false })).toBe(refused(`${rule}; got: {"enabled":false}; ${fix}`));
    expect(refusalOf({ features: { subscriptionUpdate: { products: [PRO] } } })).toBe(
      refused(`${rule}; got: nothing; ${fix}`),
    );
  });

  test("is not demanded while plan switching is off", () => {
    expect(refusal({ enabled: false }, { enabled: false })).toBeUndefined();
  });

  test.each(BOOLEAN_TOKENS)("may depend, as plan switching may, on %s", (_, token) => {
    expect(refusal({ products: [PRO] }, { enabled: token() })).toBeUndefined();
    expect(refusal({ enabled: token() }, { enabled: false })).toBeUndefined();
  });

  test("shows what only Terraform knows as such", () => {
    const paymentMethodConfiguration = TEXT_TOKENS[0][1]();
    expect(refusal({ products: [PRO] }, { enabled: false, paymentMethodConfiguration })).toContain(
      'got: {"enabled":false,"paymentMethodConfiguration":"a token"}; ',
    );
  });
});

describe("products", () => {
  const demanded =
    `\`${PATH}.products\`: Stripe demands the products that customers can switch to, even where only quantities or ` +
    "promotion codes may change";
  const fix = "list at least one product with its prices, here or through `addProduct()`";

  test("are demanded at once where an empty list leaves no room for more", () => {
    expect(refusal({ products: [] })).toBe(refused(`${demanded}; got: []; ${fix}`));
  });

  test("are demanded at synth where addProduct() could still have given them", () => {
    expect(refusal({ defaultAllowedUpdates: [SubscriptionUpdateField.PROMOTION_CODE] })).toContain(
      `\n  - ${demanded}; got: nothing; ${fix}`,
    );
  });

  test("are not demanded while plan switching is off, or may be", () => {
    expect(refusal({ enabled: false })).toBeUndefined();
    for (const [, token] of BOOLEAN_TOKENS) expect(refusal({ enabled: token() })).toBeUndefined();
  });

  test("are 10 at most", () => {
    expect(listing(...products(1))).toBeUndefined();
    expect(listing(...products(10))).toBeUndefined();
    expect(listing(...products(11))).toBe(
      refused(
        `\`${PATH}.products\`: Stripe takes at most 10 products; got: 11; leave some out, or give them a portal of their own`,
      ),
    );
  });

  test("are listed once each", () => {
    expect(listing(PRO, { ...PRO, prices: ["price_other"] })).toBe(
      refused(
        `\`${PATH}.products\`: each product is listed once; got: "prod_pro"; put all its prices into one element`,
      ),
    );
  });

  test.each([
    ["product", (id: string): PortalProduct => ({ product: id, prices: ["price_1"] })],
    ["prices[1]", (id: string): PortalProduct => ({ product: "prod_1", prices: ["price_1", id] })],
  ])("have ids of at most 5000 characters: %s", (property, product) => {
    expect(listing(product("x".repeat(5000)))).toBeUndefined();
    expect(listing(product("x".repeat(5001)))).toContain(
      `\n  - \`${PATH}.products[0].${property}\`: must be at most 5000 characters; got: "xxx`,
    );
  });

  test.each(TEXT_TOKENS)("may be %s", (_, token) => {
    expect(listing({ product: token(), prices: [token()] })).toBeUndefined();
  });
});

describe("prices", () => {
  test("are demanded", () => {
    expect(listing({ product: "prod_1", prices: [] })).toBe(
      refused(
        `\`${PATH}.products[0].prices\`: Stripe demands at least one price for each product; got: []; list the prices that customers can switch to`,
      ),
    );
  });

  test("are listed once each", () => {
    expect(listing(PRO, { product: "prod_1", prices: ["price_1", "price_2", "price_1"] })).toBe(
      refused(
        `\`${PATH}.products[1].prices\`: Stripe demands another billing interval for each price of a product; got: "price_1"; list each price once`,
      ),
    );
  });

  test.each(LIST_TOKENS)("may be %s", (_, token) => {
    expect(listing({ product: "prod_1", prices: token() })).toBeUndefined();
  });
});

describe("adjustable quantity", () => {
  test.each([
    {},
    { enabled: false },
    { minimum: 0 },
    { maximum: 0 },
    { minimum: 1, maximum: 1 },
    { minimum: 1, maximum: 50 },
    { maximum: Number.MAX_SAFE_INTEGER },
  ])("takes %p", (bounds) => {
    expect(quantity(bounds)).toBeUndefined();
  });

  test.each(["minimum", "maximum"])("fails with a %s that is no whole number from 0 on", (bound) => {
    for (const value of [-1, 0.5, NaN]) {
      expect(quantity({ [bound]: value })).toContain(
        `\n  - \`${PATH}.products[0].adjustableQuantity.${bound}\`: must be a whole number from 0 to 9007199254740991; got: ${value}; give a whole number, or leave it out`,
      );
    }
  });

  test("has one thing against a minimum that is too great for any maximum", () => {
    expect(quantity({ minimum: 2 ** 53 })?.match(/\n {2}- /g)).toHaveLength(1);
  });

  test("fails with a minimum above the maximum", () => {
    expect(quantity({ minimum: 2, maximum: 1 })).toBe(
      refused(
        `\`${PATH}.products[0].adjustableQuantity.minimum\`: must not be above the maximum; got: {"minimum":2,"maximum":1}; swap or change them`,
      ),
    );
  });

  test.each(NUMBER_TOKENS)("takes %s", (_, token) => {
    expect(quantity({ minimum: token(), maximum: 1 })).toBeUndefined();
    expect(quantity({ minimum: 9, maximum: token() })).toBeUndefined();
  });
});

describe("values of closed sets", () => {
  const sets: [property: string, closed: object, update: (value: never) => SubscriptionUpdateFeature][] = [
    ["defaultAllowedUpdates[0]", SubscriptionUpdateField, (field) => ({ defaultAllowedUpdates: [field] })],
    ["prorationBehavior", UpdateProration, (prorationBehavior) => ({ prorationBehavior })],
    ["billingCycleAnchor", BillingCycleAnchor, (billingCycleAnchor) => ({ billingCycleAnchor })],
    ["trialUpdateBehavior", TrialUpdateBehavior, (trialUpdateBehavior) => ({ trialUpdateBehavior })],
    [
      "scheduleAtPeriodEnd.conditions[0].type",
      ScheduleCondition,
      (type) => ({ scheduleAtPeriodEnd: { conditions: [{ type }] } }),
    ],
  ];

  test.each(sets)("%s takes each member", (_, closed, update) => {
    for (const member of Object.values(closed)) {
      expect(refusal({ products: [PRO], ...update(member as never) })).toBeUndefined();
    }
  });

  test.each(sets)("%s fails with anything else", (property, closed, update) => {
    const members = Object.values(closed).join(", ");
    expect(refusal({ products: [PRO], ...update("sometimes" as never) })).toBe(
      refused(`\`${PATH}.${property}\`: must be one of ${members}; got: "sometimes"; use one of these`),
    );
  });

  test.each(sets)("%s takes what only Terraform knows", (_, __, update) => {
    for (const [, token] of TEXT_TOKENS) {
      expect(refusal({ products: [PRO], ...update(token() as never) })).toBeUndefined();
    }
  });

  test.each(LIST_TOKENS)("defaultAllowedUpdates may be %s", (_, token) => {
    expect(refusal({ products: [PRO], defaultAllowedUpdates: token() as never })).toBeUndefined();
  });
});
