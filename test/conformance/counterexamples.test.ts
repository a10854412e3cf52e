import {
  BusinessProfile,
  CancellationReason,
  PortalFeatures,
  PortalProduct,
  StripePortalConfigurationProps,
} from "../../lib";
import { useSandbox } from "../support/sandbox";
import { Context, compareWithStripe } from "./support/agreement";
import { createCatalog } from "./support/catalog";
import { filled } from "./support/values";

let context: Context;
const sandbox = useSandbox({ once: true });

beforeAll(() => {
  context = { account: sandbox.dashboard(), ids: createCatalog(sandbox.dashboard()) };
});

const listing = (...products: PortalProduct[]): StripePortalConfigurationProps => ({
  features: { paymentMethodUpdate: {}, subscriptionUpdate: { products } },
});
const profile = (businessProfile: BusinessProfile) => ({ businessProfile, features: { invoiceHistory: {} } });
const switchingOff = (...products: PortalProduct[]): StripePortalConfigurationProps => ({
  features: { subscriptionUpdate: { enabled: false, products } },
});
const surveying = (feedbackOptions: string[]): StripePortalConfigurationProps => ({
  features: {
    subscriptionCancel: { cancellationReason: { options: [CancellationReason.OTHER], feedbackOptions } },
  } satisfies PortalFeatures,
});

// Counterexamples of random portals, reduced to the smallest.
test.each<[string, StripePortalConfigurationProps]>([
  ["a product without an id", listing({ product: "", prices: ["plan-0-month"] })],
  ["a price without an id", listing({ product: "plan-0", prices: [""] })],
  ["a feedback option without an id", surveying([""])],
  ["an id of a feedback option that is too long", surveying([filled(5001)])],
  ["a URL that is not http or https", profile({ privacyPolicyUrl: "ftp://acme.com" })],
  ["a URL that is too long", profile({ termsOfServiceUrl: `https://acme.com/${filled(4984)}` })],
  ["a URL with an empty host", profile({ privacyPolicyUrl: "https:////acme.com" })],
  ["a URL with a tab before its host", profile({ privacyPolicyUrl: "https://\tacme.com" })],
  ["equal intervals in one currency", listing({ product: "plan-0", prices: ["plan-0-month", "plan-0-month-too"] })],
  ["a price of another product with a hyphenated name", listing({ product: "plan-1", prices: ["plan-0-month"] })],
  [
    "a product of the stack twice, with the same interval",
    listing({ product: "plan-0", prices: ["plan-0-month"] }, { product: "plan-0", prices: ["plan-0-month-too"] }),
  ],
])("library and Stripe both reject %s", (_, props) => {
  const { library, stripe } = compareWithStripe({ props, isOwner: true }, context);
  expect(stripe).toBeDefined();
  expect(library).toMatch(/`(features|businessProfile)\..+`: .+; .+/);
});

test("library and Stripe both accept equal intervals in two currencies", () => {
  const prices = ["plan-0-month", "plan-0-month-eur", "plan-0-year", "plan-0-year-eur"];
  const props = listing({ product: "plan-0", prices });
  const { library, stripe, differences } = compareWithStripe({ props, isOwner: true }, context);
  expect([library, stripe, differences]).toEqual([undefined, undefined, []]);
});

// Products of a feature that is off are not sent.
test.each<[string, StripePortalConfigurationProps]>([
  ["a one-time price", switchingOff({ product: "plan-0", prices: ["plan-0-once"] })],
  ["a price of the stack twice", switchingOff({ product: "plan-0", prices: ["plan-0-week", "plan-0-week"] })],
  [
    "a product of the stack twice",
    switchingOff({ product: "plan-0", prices: ["plan-0-week"] }, { product: "plan-0", prices: ["plan-0-week"] }),
  ],
  ["a price of another product", switchingOff({ product: "plan-1", prices: ["plan-0-month"] })],
  ["equal intervals", switchingOff({ product: "plan-0", prices: ["plan-0-month", "plan-0-month-too"] })],
])("library and Stripe both accept %s if plan switching is off", (_, props) => {
  const { library, stripe, differences } = compareWithStripe({ props, isOwner: true }, context);
  expect([library, stripe, differences]).toEqual([undefined, undefined, []]);
});
