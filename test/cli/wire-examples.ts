import type { Client, Params } from "./client";

/** One kind of object: how to ask stripe-mock for it, and the sandbox's answers, which together have all its fields. */
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
