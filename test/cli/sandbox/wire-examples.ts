import type { Client, Params } from "./client";

/** One kind of object: its request to stripe-mock, and responses of the sandbox that together contain all its fields. */
export interface WireExample {
  readonly fixture: readonly [method: string, path: string, params?: Params];
  answers(stripe: Client): Promise<unknown[]>;
}

async function created(stripe: Client, path: string, params: Params): Promise<Record<string, any>> {
  const { status, body } = await stripe.post(path, params);
  expect([status, body.error?.message]).toEqual([200, undefined]);
  return body;
}

/** Examples by the name of the object's schema in Stripe's OpenAPI. */
export const WIRE_EXAMPLES: Readonly<Record<string, WireExample>> = {
  account: {
    fixture: ["GET", "/v1/account"],
    answers: async (stripe) => [(await stripe.get("/v1/account")).body],
  },
  "billing_portal.configuration": {
    fixture: ["GET", "/v1/billing_portal/configurations/some_id"],
    answers: async (stripe) => [
      await created(stripe, "/v1/billing_portal/configurations", {
        features: {
          payment_method_update: { enabled: true },
          subscription_update: {
            enabled: true,
            products: [await plan(stripe)],
            schedule_at_period_end: { conditions: [{ type: "shortening_interval" }] },
          },
        },
        expand: ["features.subscription_update.products"],
      }),
    ],
  },
  "billing_portal.session": {
    fixture: ["POST", "/v1/billing_portal/sessions", { customer: "cus_1" }],
    answers: sessions,
  },
  customer: {
    fixture: ["GET", "/v1/customers/some_id"],
    answers: async (stripe) => [
      await created(stripe, "/v1/customers", {
        address: { city: "Berlin" },
        business_name: "Acme",
        individual_name: "Jenny Rosen",
        invoice_settings: {
          custom_fields: [{ name: "PO", value: "1" }],
          rendering_options: { amount_tax_display: "exclude_tax" },
        },
        shipping: { address: { city: "Berlin" }, name: "Jenny Rosen" },
        expand: ["sources", "subscriptions", "tax_ids"],
      }),
    ],
  },
  deleted_customer: {
    fixture: ["DELETE", "/v1/customers/some_id"],
    answers: async (stripe) => {
      const { id } = await created(stripe, "/v1/customers", {});
      return [(await stripe.delete(`/v1/customers/${id}`)).body];
    },
  },
  deleted_product: {
    fixture: ["DELETE", "/v1/products/some_id"],
    answers: async (stripe) => {
      const { id } = await created(stripe, "/v1/products", { name: "x" });
      return [(await stripe.delete(`/v1/products/${id}`)).body];
    },
  },
  payment_method_configuration: {
    fixture: ["GET", "/v1/payment_method_configurations/some_id"],
    answers: async (stripe) => (await stripe.get("/v1/payment_method_configurations")).body.data,
  },
  price: {
    fixture: ["GET", "/v1/prices/some_id"],
    answers: async (stripe) => [
      await created(stripe, "/v1/prices", {
        product_data: { name: "x" },
        currency: "usd",
        custom_unit_amount: { enabled: true },
        currency_options: { eur: { unit_amount: 1 } },
        recurring: { interval: "month" },
        transform_quantity: { divide_by: 2, round: "up" },
        expand: ["currency_options", "product"],
      }),
      await created(stripe, "/v1/prices", {
        product_data: { name: "x" },
        currency: "usd",
        billing_scheme: "tiered",
        tiers_mode: "volume",
        tiers: [{ up_to: "inf", unit_amount: 1 }],
        recurring: { interval: "month" },
        expand: ["tiers"],
      }),
    ],
  },
  product: {
    fixture: ["GET", "/v1/products/some_id"],
    answers: async (stripe) => [
      await created(stripe, "/v1/products", {
        name: "x",
        default_price_data: { currency: "usd", unit_amount: 1 },
        marketing_features: [{ name: "Fast" }],
        package_dimensions: { height: 1, length: 1, weight: 1, width: 1 },
        expand: ["default_price"],
      }),
    ],
  },
};

async function plan(stripe: Client): Promise<{ product: string; prices: string[] }> {
  const params = { product_data: { name: "x" }, currency: "usd", unit_amount: 1, recurring: { interval: "month" } };
  const { id, product } = await created(stripe, "/v1/prices", params);
  return { product, prices: [id] };
}

/** A session for each flow, because a session has the fields of one flow only. */
async function sessions(stripe: Client): Promise<unknown[]> {
  const customer = (await created(stripe, "/v1/customers", {})).id;
  const listed = await plan(stripe);
  const configuration = await created(stripe, "/v1/billing_portal/configurations", {
    features: {
      customer_update: { enabled: true, allowed_updates: ["email"] },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true },
      subscription_update: { enabled: true, default_allowed_updates: ["price"], products: [listed] },
    },
  });
  const subscription = "sub_1";
  const flows: Params[] = [
    { type: "customer_update" },
    { type: "payment_method_update", after_completion: { type: "hosted_confirmation" } },
    {
      type: "subscription_cancel",
      subscription_cancel: {
        retention: { type: "coupon_offer", coupon_offer: { coupon: "co_1" } },
        subscription,
      },
      after_completion: { type: "redirect", redirect: { return_url: "https://example.com" } },
    },
    { type: "subscription_update", subscription_update: { subscription } },
    {
      type: "subscription_update_confirm",
      subscription_update_confirm: {
        discounts: [{ coupon: "co_1" }],
        items: [{ id: "si_1", price: listed.prices[0] }],
        subscription,
      },
    },
  ];
  const open = (flow: Params): Promise<unknown> =>
    created(stripe, "/v1/billing_portal/sessions", {
      customer,
      configuration: configuration.id,
      flow_data: flow,
      locale: "en",
    });
  return Promise.all(flows.map(open));
}
