import { HELD_OFF } from "../../../support/portals";
import { useSandbox } from "../../../support/sandbox";
import { Client } from "../client";
import { created, createPlan, describeWire } from "../wire";

const PATH = "/v1/billing_portal/configurations";
const PRODUCTS = "features.subscription_update.products";

const sandbox = useSandbox({ once: true, fresh: true });
const stripe = new Client(sandbox);

function planSwitching(): { features: { [feature: string]: { [name: string]: any } } } {
  const dashboard = sandbox.dashboard();
  const product = dashboard.create("product", { name: "Pro" }).id;
  const price = dashboard.create("price", {
    product,
    currency: "usd",
    unit_amount: 1,
    recurring: { interval: "month" },
  }).id;
  return {
    features: {
      payment_method_update: { enabled: true },
      subscription_update: { enabled: true, products: [{ product, prices: [price] }] },
    },
  };
}

test("the first configuration of an account becomes the default, the next ones do not", async () => {
  const alone = new Client(sandbox, { "stripe-account": "acct_first" });
  const first = await alone.post(PATH, { features: { invoice_history: { enabled: true } } });
  const second = await alone.post(PATH, { features: { invoice_history: { enabled: true } } });
  expect([first.body.is_default, second.body.is_default]).toEqual([true, false]);
});

test("a configuration with one feature has Stripe's defaults for all others", async () => {
  await stripe.post(PATH, { features: { invoice_history: { enabled: true } } });
  const { status, body } = await stripe.post(PATH, { features: { invoice_history: { enabled: true } } });
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.stringMatching(/^bpc_1\w{23}$/),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: expect.any(Number),
    default_return_url: null,
    features: {
      ...HELD_OFF,
      invoice_history: { enabled: true },
      subscription_cancel: {
        ...HELD_OFF.subscription_cancel,
        cancellation_reason: {
          ...HELD_OFF.subscription_cancel.cancellation_reason,
          options: ["too_expensive", "missing_features", "switched_service", "unused", "other"],
        },
      },
      subscription_pause: {
        duration: { interval_options: [{ interval: "month", interval_count: 1 }], type: "interval_options" },
        enabled: false,
      },
      // Products are returned only if they are expanded.
      subscription_update: { ...HELD_OFF.subscription_update, products: undefined },
    },
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: expect.any(Number),
  });
});

test("an update merges at every depth", async () => {
  const { body: created } = await stripe.post(PATH, {
    business_profile: { headline: "Hello", privacy_policy_url: "https://acme.com/privacy" },
    metadata: { team: "billing", tier: "1" },
    features: {
      customer_update: { enabled: true, allowed_updates: ["email", "name"] },
      subscription_cancel: { enabled: true, mode: "immediately", proration_behavior: "create_prorations" },
    },
  });
  const { body } = await stripe.post(`${PATH}/${created.id}`, {
    business_profile: { headline: "Bye" },
    metadata: { tier: "" },
    features: { customer_update: { allowed_updates: ["phone"] }, invoice_history: { enabled: true } },
  });
  expect(body.business_profile).toEqual({
    headline: "Bye",
    privacy_policy_url: "https://acme.com/privacy",
    terms_of_service_url: null,
  });
  expect(body.metadata).toEqual({ team: "billing" });
  expect(body.features.customer_update).toEqual({ enabled: true, allowed_updates: ["phone"] });
  expect(body.features.subscription_cancel).toEqual(created.features.subscription_cancel);
  expect((await stripe.get(`${PATH}/${created.id}`)).body).toEqual(body);
});

test("a rejected update changes nothing", async () => {
  const { body: created } = await stripe.post(PATH, { features: { invoice_history: { enabled: true } } });
  const { status } = await stripe.post(`${PATH}/${created.id}`, {
    name: "changed",
    features: { subscription_update: { enabled: true } },
  });
  expect(status).toBe(400);
  expect((await stripe.get(`${PATH}/${created.id}`)).body).toEqual(created);
});

test('"" unsets every string, list and metadata on update', async () => {
  const { body: created } = await stripe.post(PATH, {
    name: "Acme",
    default_return_url: "https://acme.com",
    business_profile: {
      headline: "Hello",
      privacy_policy_url: "https://acme.com/privacy",
      terms_of_service_url: "https://acme.com/terms",
    },
    metadata: { a: "b" },
    features: { customer_update: { enabled: true, allowed_updates: ["email"] } },
  });
  const { body } = await stripe.post(`${PATH}/${created.id}`, {
    name: "",
    default_return_url: "",
    business_profile: { headline: "", privacy_policy_url: "", terms_of_service_url: "" },
    metadata: "",
    features: {
      customer_update: { allowed_updates: "" },
      payment_method_update: { enabled: true, payment_method_configuration: "" },
      subscription_cancel: { cancellation_reason: { enabled: false, options: "" } },
      subscription_update: { default_allowed_updates: "", schedule_at_period_end: { conditions: "" } },
    },
  });
  expect(body).toMatchObject({
    name: null,
    default_return_url: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    metadata: {},
    features: {
      customer_update: { allowed_updates: [] },
      payment_method_update: { payment_method_configuration: null },
      subscription_cancel: { cancellation_reason: { options: [] } },
      subscription_update: { default_allowed_updates: [], schedule_at_period_end: { conditions: [] } },
    },
  });
});

test('"" is accepted on create for the return URL, headline, name and lists, not for the policy links and metadata', async () => {
  const features = { customer_update: { enabled: true, allowed_updates: "" } };
  const accepted = await stripe.post(PATH, {
    features,
    name: "",
    default_return_url: "",
    business_profile: { headline: "" },
  });
  expect(accepted.status).toBe(200);
  const rejected = await stripe.post(PATH, { features, business_profile: { terms_of_service_url: "" } });
  expect(rejected.body.error).toMatchObject({
    code: "parameter_invalid_empty",
    param: "business_profile[terms_of_service_url]",
  });
  expect((await stripe.post(PATH, { features, metadata: "" })).body.error.param).toBe("metadata");
});

test("products are returned only if expanded, and are replaced as a whole", async () => {
  const params = planSwitching();
  const created = await stripe.post(PATH, { ...params });
  expect(created.body.features.subscription_update).not.toHaveProperty("products");
  const { body: expanded } = await stripe.get(`${PATH}/${created.body.id}`, { expand: [PRODUCTS] });
  expect(expanded.features.subscription_update.products).toEqual([
    {
      ...params.features.subscription_update!.products[0],
      adjustable_quantity: { enabled: true, maximum: null, minimum: 0 },
    },
  ]);
  const other = planSwitching().features.subscription_update!.products[0];
  const { body: updated } = await stripe.post(`${PATH}/${created.body.id}`, {
    expand: [PRODUCTS],
    features: {
      subscription_update: { products: [{ ...other, adjustable_quantity: { enabled: false, maximum: 5 } }] },
    },
  });
  expect(updated.features.subscription_update.products).toEqual([
    { ...other, adjustable_quantity: { enabled: false, maximum: 5, minimum: 0 } },
  ]);
});

test.each(["expand[]", "expand[0]"])("%s expands the products of a list", async (name) => {
  await stripe.post(PATH, planSwitching());
  const { body } = await stripe.get(`${PATH}?limit=1&${name}=data.${PRODUCTS}`);
  expect(body.data[0].features.subscription_update.products).toHaveLength(1);
});

test("an invalid expansion is rejected before the request is processed", async () => {
  const before = sandbox.dashboard().list("configuration").length;
  const { status, body } = await stripe.post(PATH, {
    features: { invoice_history: { enabled: true } },
    expand: ["nope"],
  });
  expect(status).toBe(400);
  expect(body.error.message).toBe("This property cannot be expanded (nope).");
  expect(sandbox.dashboard().list("configuration")).toHaveLength(before);
});

test("the login page has a URL while it is on", async () => {
  const features = { invoice_history: { enabled: true } };
  const { body: on } = await stripe.post(PATH, { features, login_page: { enabled: true } });
  expect(on.login_page.url).toMatch(/^https:\/\/billing\.stripe\.com\/p\/login\/test_\w+$/);
  const { body: renamed } = await stripe.post(`${PATH}/${on.id}`, { name: "x" });
  expect(renamed.login_page).toEqual(on.login_page);
  const { body: off } = await stripe.post(`${PATH}/${on.id}`, { login_page: { enabled: false } });
  expect(off.login_page).toEqual({ enabled: false, url: null });
});

test("billing_cycle_anchor `unchanged` reads back null, `now` reads back now", async () => {
  const update = async (anchor: string): Promise<unknown> => {
    const features = { subscription_update: { enabled: false, billing_cycle_anchor: anchor } };
    return (await stripe.post(PATH, { features })).body.features.subscription_update.billing_cycle_anchor;
  };
  expect([await update("unchanged"), await update("now")]).toEqual([null, "now"]);
});

test("a configuration can be deactivated and activated again, the default one cannot", async () => {
  const { body: created } = await stripe.post(PATH, { features: { invoice_history: { enabled: true } } });
  expect((await stripe.post(`${PATH}/${created.id}`, { active: false })).body.active).toBe(false);
  expect((await stripe.post(`${PATH}/${created.id}`, { active: true })).body.active).toBe(true);
  const id = sandbox.dashboard().list("configuration")[0].id;
  const { status, body } = await stripe.post(`${PATH}/${id}`, { active: false });
  expect(status).toBe(400);
  expect(body.error.message).toBe("You cannot deactivate your default configuration.");
});

test("there is no delete", async () => {
  const { status, body } = await stripe.delete(`${PATH}/bpc_1`);
  expect(status).toBe(404);
  expect(body.error.message).toContain(`Unrecognized request URL (DELETE: ${PATH}/bpc_1).`);
});

test("a configuration that does not exist is a 404", async () => {
  const { status, body } = await stripe.get(`${PATH}/bpc_nope`);
  expect(status).toBe(404);
  expect(body.error).toMatchObject({
    type: "invalid_request_error",
    code: "resource_missing",
    param: "configuration",
    message: "No such configuration: 'bpc_nope'",
  });
});

describe("API versions", () => {
  const reason = (feedback: object): { features: any } => ({
    features: {
      subscription_cancel: { enabled: true, cancellation_reason: { enabled: true, options: ["other"], ...feedback } },
    },
  });

  test.each([
    ["2026-10-28.endive", true, true],
    ["2026-08-26.dahlia", false, true],
    ["2026-07-29.dahlia", false, false],
    ["2026-05-27.dahlia", false, false],
  ])("%s supports subscription_pause: %s, feedback_options: %s", async (version, pause, feedback) => {
    const then = stripe.with({ "stripe-version": version });
    const paused = await then.post(PATH, { features: { subscription_pause: { enabled: true } } });
    expect(paused.body.error?.message).toBe(
      pause ? undefined : "Received unknown parameter: features[subscription_pause]",
    );
    const asked = await then.post(PATH, reason({ feedback_options: ["fo_1"] }));
    expect(asked.status).toBe(feedback ? 200 : 400);
    const { body, headers } = await then.post(PATH, reason({}));
    expect("subscription_pause" in body.features).toBe(pause);
    expect("feedback_options" in body.features.subscription_cancel.cancellation_reason).toBe(feedback);
    expect(headers["stripe-version"]).toBe(version);
  });

  test("an old version does not change fields that it does not contain", async () => {
    const features = { subscription_pause: { enabled: true, duration: { type: "indefinite" } } };
    const { body: created } = await stripe.post(PATH, { features });
    await stripe.with({ "stripe-version": "2026-05-27.dahlia" }).post(`${PATH}/${created.id}`, { name: "x" });
    expect(sandbox.dashboard().get("configuration", created.id).features.subscription_pause).toMatchObject({
      enabled: true,
      duration: { type: "indefinite" },
    });
  });

  test("an invalid version is rejected", async () => {
    const { status, body } = await stripe.with({ "stripe-version": "latest" }).get(PATH);
    expect([status, body.error.message]).toEqual([400, "Invalid Stripe API version: latest"]);
  });
});

describeWire("billing_portal.configuration", "GET /v1/billing_portal/configurations/:id", {
  answers: async (stripe) => [
    await created(stripe, "/v1/billing_portal/configurations", {
      features: {
        payment_method_update: { enabled: true },
        subscription_update: {
          enabled: true,
          products: [await createPlan(stripe)],
          schedule_at_period_end: { conditions: [{ type: "shortening_interval" }] },
        },
      },
      expand: ["features.subscription_update.products"],
    }),
  ],
});
