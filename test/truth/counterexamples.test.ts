import { Sandbox, startSandbox } from "../../cli/src/sandbox";
import {
  BusinessProfile,
  CancellationReason,
  PortalFeatures,
  PortalProduct,
  StripePortalConfigurationProps,
} from "../../lib";
import { Court, judge } from "./support/agreement";
import { makeCatalog } from "./support/catalog";
import { filled } from "./support/values";

let court: Court;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
  court = { account: sandbox.account(), ids: makeCatalog(sandbox.account()) };
});
afterAll(() => sandbox.close());

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

// What random programs have found, as small as it gets.
test.each<[string, StripePortalConfigurationProps]>([
  ["a product without an id", listing({ product: "", prices: ["plan-0-month"] })],
  ["a price without an id", listing({ product: "plan-0", prices: [""] })],
  ["a feedback option without an id", surveying([""])],
  ["an id of a feedback option that is too long", surveying([filled(5001)])],
  ["a link that is not for a browser", profile({ privacyPolicyUrl: "ftp://acme.com" })],
  ["a link that is too long", profile({ termsOfServiceUrl: `https://acme.com/${filled(4984)}` })],
  ["a link to an empty host", profile({ privacyPolicyUrl: "https:////acme.com" })],
  ["a link whose host begins with a tab", profile({ privacyPolicyUrl: "https://\tacme.com" })],
  ["equal intervals in one currency", listing({ product: "plan-0", prices: ["plan-0-month", "plan-0-month-too"] })],
  ["another product's price, their names hyphenated", listing({ product: "plan-1", prices: ["plan-0-month"] })],
  [
    "a construct's product twice, with the same interval",
    listing({ product: "plan-0", prices: ["plan-0-month"] }, { product: "plan-0", prices: ["plan-0-month-too"] }),
  ],
])("library and Stripe both refuse %s", (_, props) => {
  const { library, stripe } = judge({ props, isOwner: true }, court);
  expect(stripe).toBeDefined();
  expect(library).toMatch(/`(features|businessProfile)\..+`: .+; .+/);
});

test("library and Stripe both accept equal intervals in two currencies", () => {
  const prices = ["plan-0-month", "plan-0-month-eur", "plan-0-year", "plan-0-year-eur"];
  const props = listing({ product: "plan-0", prices });
  const { library, stripe, disagreements } = judge({ props, isOwner: true }, court);
  expect([library, stripe, disagreements]).toEqual([undefined, undefined, []]);
});

// Products of a feature that is off are not sent.
test.each<[string, StripePortalConfigurationProps]>([
  ["a one-time price", switchingOff({ product: "plan-0", prices: ["plan-0-once"] })],
  ["the program's price twice", switchingOff({ product: "plan-0", prices: ["plan-0-week", "plan-0-week"] })],
  [
    "the program's product twice",
    switchingOff({ product: "plan-0", prices: ["plan-0-week"] }, { product: "plan-0", prices: ["plan-0-week"] }),
  ],
  ["another product's price", switchingOff({ product: "plan-1", prices: ["plan-0-month"] })],
  ["equal intervals", switchingOff({ product: "plan-0", prices: ["plan-0-month", "plan-0-month-too"] })],
])("library and Stripe both accept, while plan switching is off, %s", (_, props) => {
  const { library, stripe, disagreements } = judge({ props, isOwner: true }, court);
  expect([library, stripe, disagreements]).toEqual([undefined, undefined, []]);
});
