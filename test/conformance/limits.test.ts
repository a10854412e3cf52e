import { StripePortalConfigurationProps } from "../../lib";
import { PRO } from "../support/portals";
import { OpenApi } from "../support/stripe-mock";
import { errorOf } from "../support/synth";
import { describeWithTools, GO } from "../support/tools";
import { filled } from "./support/values";

type Portal = StripePortalConfigurationProps;

const features = { invoiceHistory: {} };
const switching = (product: Partial<typeof PRO>): Portal => ({
  features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [{ ...PRO, ...product }] } },
});

/** A portal with one string, by the path of its parameter. */
const PORTALS: Readonly<Record<string, (value: string) => Portal>> = {
  name: (name) => ({ name, features }),
  "business_profile.headline": (headline) => ({ businessProfile: { headline }, features }),
  "features.payment_method_update.payment_method_configuration": (paymentMethodConfiguration) => ({
    features: { paymentMethodUpdate: { paymentMethodConfiguration } },
  }),
  "features.subscription_cancel.cancellation_reason.feedback_options": (option) => ({
    features: { subscriptionCancel: { cancellationReason: { enabled: false, feedbackOptions: [option] } } },
  }),
  "features.subscription_update.products.product": (product) => switching({ product }),
  "features.subscription_update.products.prices": (price) => switching({ prices: [price] }),
};

describeWithTools("the limits of Stripe's OpenAPI", [GO], () => {
  let limits: Record<string, number>;

  beforeAll(() => {
    const parameters = OpenApi.read().parameters("POST", "/v1/billing_portal/configurations");
    limits = Object.fromEntries(Object.entries(parameters).flatMap(([name, schema]) => limitsOf(schema, name)));
  });

  test("cover these strings and the names in expand", () => {
    expect(Object.keys(limits).sort()).toEqual([...Object.keys(PORTALS), "expand"].sort());
  });

  test.each(Object.entries(PORTALS))("equal the limit of the library for %s", (at, portal) => {
    expect(errorOf(portal(filled(limits[at])))).toBeUndefined();
    expect(errorOf(portal(filled(limits[at] + 1)))).toBeDefined();
  });
});

function limitsOf(schema: any, at: string): [string, number][] {
  return (schema.anyOf ?? [schema]).flatMap(({ maxLength, items, properties = {} }: any) => [
    ...(maxLength === undefined ? [] : [[at, maxLength]]),
    ...(items ? limitsOf(items, at) : []),
    ...Object.entries(properties).flatMap(([name, inner]) => limitsOf(inner, `${at}.${name}`)),
  ]);
}
