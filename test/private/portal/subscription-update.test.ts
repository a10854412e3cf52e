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
import { errorOf, expectedError } from "../../support/synth";
import { BOOLEAN_TOKENS, LIST_TOKENS, NUMBER_TOKENS, STRING_TOKENS } from "../../support/tokens";

const PATH = "features.subscriptionUpdate";

const errorWith = (
  update: SubscriptionUpdateFeature,
  paymentMethodUpdate: PaymentMethodUpdateFeature | undefined = {},
) => errorOf({ features: { paymentMethodUpdate, subscriptionUpdate: update } });
const listing = (...products: PortalProduct[]) => errorWith({ products });
const quantity = (adjustableQuantity: AdjustableQuantity) => listing({ ...PRO, adjustableQuantity });
const products = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ product: `prod_${at}`, prices: [`price_${at}`] }));

describe("payment method update", () => {
  const rule =
    "`features.paymentMethodUpdate`: Stripe requires `paymentMethodUpdate` if `subscriptionUpdate` is enabled";

  test("is required for plan switching", () => {
    expect(errorWith({ products: [PRO] }, { enabled: true })).toBeUndefined();
    expect(errorWith({ products: [PRO] }, { enabled: false })).toBe(
      expectedError(`${rule}; got: {"enabled":false}; remove \`enabled: false\` from it`),
    );
    expect(errorOf({ features: { subscriptionUpdate: { products: [PRO] } } })).toBe(
      expectedError(`${rule}; add \`paymentMethodUpdate: {}\``),
    );
  });

  test("is not required if plan switching is off", () => {
    expect(errorWith({ enabled: false }, { enabled: false })).toBeUndefined();
  });

  test.each(BOOLEAN_TOKENS)("can depend, like plan switching, on %s", (_, token) => {
    expect(errorWith({ products: [PRO] }, { enabled: token() })).toBeUndefined();
    expect(errorWith({ enabled: token() }, { enabled: false })).toBeUndefined();
  });

  test("shows a token as such", () => {
    const paymentMethodConfiguration = STRING_TOKENS[0][1]();
    expect(errorWith({ products: [PRO] }, { enabled: false, paymentMethodConfiguration })).toContain(
      'got: {"enabled":false,"paymentMethodConfiguration":"a token"}; ',
    );
  });
});

describe("products", () => {
  const required =
    `\`${PATH}.products\`: Stripe requires at least one product if \`subscriptionUpdate\` is enabled, even if ` +
    "customers can change only quantities or promotion codes";
  const fix = "add products with their prices here, or call `addProduct()`";

  test("are required immediately if the list is empty", () => {
    expect(errorWith({ products: [] })).toBe(expectedError(`${required}; got: []; ${fix}`));
  });

  test("are required at synth time if addProduct() could still add them", () => {
    expect(errorWith({ defaultAllowedUpdates: [SubscriptionUpdateField.PROMOTION_CODE] })).toContain(
      `\n  - ${required}; ${fix}`,
    );
  });

  test("are not required if plan switching is off, or possibly off", () => {
    expect(errorWith({ enabled: false })).toBeUndefined();
    for (const [, token] of BOOLEAN_TOKENS) expect(errorWith({ enabled: token() })).toBeUndefined();
  });

  test("rejects more than 10 products", () => {
    expect(listing(...products(1))).toBeUndefined();
    expect(listing(...products(10))).toBeUndefined();
    expect(listing(...products(11))).toBe(
      expectedError(
        `\`${PATH}.products\`: Stripe accepts at most 10 products; got: 11; remove some, or move them to another portal`,
      ),
    );
  });

  test("are listed once each", () => {
    expect(listing(PRO, { ...PRO, prices: ["price_other"] })).toBe(
      expectedError(
        `\`${PATH}.products\`: a product cannot be listed twice; got: "prod_pro"; merge its prices into one entry`,
      ),
    );
  });

  test.each([
    ["product", (id: string): PortalProduct => ({ product: id, prices: ["price_1"] })],
    ["prices[1]", (id: string): PortalProduct => ({ product: "prod_1", prices: ["price_1", id] })],
  ])("rejects IDs of more than 5000 characters: %s", (property, product) => {
    expect(listing(product("x".repeat(5000)))).toBeUndefined();
    expect(listing(product("x".repeat(5001)))).toContain(
      `\n  - \`${PATH}.products[0].${property}\`: must be at most 5000 characters; got: "xxx`,
    );
  });

  test.each(STRING_TOKENS)("accepts %s", (_, token) => {
    expect(listing({ product: token(), prices: [token()] })).toBeUndefined();
  });
});

describe("prices", () => {
  test("are required", () => {
    expect(listing({ product: "prod_1", prices: [] })).toBe(
      expectedError(
        `\`${PATH}.products[0].prices\`: Stripe requires at least one price for each product; got: []; add the prices that customers can switch to`,
      ),
    );
  });

  test("are listed once each", () => {
    expect(listing(PRO, { product: "prod_1", prices: ["price_1", "price_2", "price_1"] })).toBe(
      expectedError(
        `\`${PATH}.products[1].prices\`: a product cannot list a price twice; got: "price_1"; remove the duplicate`,
      ),
    );
  });

  test.each(LIST_TOKENS)("can be %s", (_, token) => {
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
  ])("accepts %p", (bounds) => {
    expect(quantity(bounds)).toBeUndefined();
  });

  test.each(["minimum", "maximum"])("rejects a %s that is not a whole number of at least 0", (bound) => {
    for (const value of [-1, 0.5, NaN]) {
      expect(quantity({ [bound]: value })).toContain(
        `\n  - \`${PATH}.products[0].adjustableQuantity.${bound}\`: must be a whole number from 0 to 9007199254740991; got: ${value}; use a whole number, or remove it`,
      );
    }
  });

  test("reports one violation for a minimum above the limit", () => {
    expect(quantity({ minimum: 2 ** 53 })?.match(/\n {2}- /g)).toHaveLength(1);
  });

  test("rejects a minimum above the maximum", () => {
    expect(quantity({ minimum: 2, maximum: 1 })).toBe(
      expectedError(
        `\`${PATH}.products[0].adjustableQuantity.minimum\`: the minimum of a quantity cannot be greater than its maximum; got: {"minimum":2,"maximum":1}; lower the minimum, or raise the maximum`,
      ),
    );
  });

  test.each(NUMBER_TOKENS)("accepts %s", (_, token) => {
    expect(quantity({ minimum: token(), maximum: 1 })).toBeUndefined();
    expect(quantity({ minimum: 9, maximum: token() })).toBeUndefined();
  });
});

describe("allowed values", () => {
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

  test.each(sets)("%s accepts each member", (_, closed, update) => {
    for (const member of Object.values(closed)) {
      expect(errorWith({ products: [PRO], ...update(member as never) })).toBeUndefined();
    }
  });

  test.each(sets)("%s rejects other values", (property, closed, update) => {
    const members = Object.values(closed).join(", ");
    expect(errorWith({ products: [PRO], ...update("sometimes" as never) })).toBe(
      expectedError(
        `\`${PATH}.${property}\`: must be one of ${members}; got: "sometimes"; use one of the listed values`,
      ),
    );
  });

  test.each(sets)("%s accepts tokens", (_, __, update) => {
    for (const [, token] of STRING_TOKENS) {
      expect(errorWith({ products: [PRO], ...update(token() as never) })).toBeUndefined();
    }
  });

  test.each(LIST_TOKENS)("defaultAllowedUpdates can be %s", (_, token) => {
    expect(errorWith({ products: [PRO], defaultAllowedUpdates: token() as never })).toBeUndefined();
  });
});
