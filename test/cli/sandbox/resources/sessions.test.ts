import { startSandbox } from "../../../../cli/src/sandbox";
import { useSandbox } from "../../../support/sandbox";
import { Client, type Params } from "../client";
import { created, createPlan, describeWire } from "../wire";

const PATH = "/v1/billing_portal/sessions";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);
let customer: string;

beforeAll(() => {
  customer = sandbox.dashboard().create("customer", { email: "jenny@example.com" }).id;
});

const create = (params: Params): ReturnType<Client["post"]> => stripe.post(PATH, { customer, ...params });

test("a session without a configuration opens the default one", async () => {
  const { body } = await create({ return_url: "https://acme.com" });
  expect(body).toEqual({
    id: expect.stringMatching(/^bps_1\w{23}$/),
    object: "billing_portal.session",
    after_expiration: null,
    configuration: sandbox.dashboard().list("configuration")[0].id,
    created: expect.any(Number),
    customer,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: null,
    on_behalf_of: null,
    return_url: "https://acme.com",
    url: expect.stringMatching(/^https:\/\/billing\.stripe\.com\/p\/session\/test_\w+$/),
  });
});

test("a session has its configuration's return URL by default", async () => {
  const dashboard = sandbox.dashboard();
  const { id } = dashboard.create("configuration", {
    features: { invoice_history: { enabled: true } },
    default_return_url: "https://acme.com/account",
  });
  const { body } = await create({ configuration: id });
  expect(body).toMatchObject({ configuration: id, return_url: "https://acme.com/account" });
});

test("an inactive configuration is rejected", async () => {
  const dashboard = sandbox.dashboard();
  const { id } = dashboard.create("configuration", { features: { invoice_history: { enabled: true } } });
  dashboard.edit("configuration", id, { active: false });
  const { status, body } = await create({ configuration: id });
  expect([status, body.error.param]).toEqual([400, "configuration"]);
});

test("a customer is required", async () => {
  expect((await stripe.post(PATH, {})).body.error.message).toBe("Missing required param: customer.");
});

test("a customer that does not exist, or was deleted, is rejected", async () => {
  const { id } = sandbox.dashboard().create("customer", {});
  await stripe.delete(`/v1/customers/${id}`);
  for (const missing of ["cus_nope", id]) {
    const { status, body } = await create({ customer: missing });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: "resource_missing",
      message: `No such customer: '${missing}'`,
      param: "customer",
    });
  }
});

test("a session can be opened for a customer account instead", async () => {
  const { body } = await stripe.post(PATH, { customer_account: "acct_customer" });
  expect(body).toMatchObject({ customer: null, customer_account: "acct_customer" });
});

test("the configuration can be expanded, down to its products", async () => {
  const { body } = await create({ expand: ["configuration.features.subscription_update.products"] });
  expect(body.configuration).toMatchObject({
    object: "billing_portal.configuration",
    is_default: true,
    features: { subscription_update: { products: [] } },
  });
});

test("the locale must be one of Stripe's", async () => {
  expect((await create({ locale: "pt-BR" })).body.locale).toBe("pt-BR");
  const { body } = await create({ locale: "tlh" });
  expect(body.error.param).toBe("locale");
  expect(body.error.message).toMatch(/^Invalid locale: must be one of auto, bg, .*, or zh-TW$/);
});

test("after_expiration is returned with all fields, and unknown in older versions", async () => {
  const { body } = await create({ after_expiration: { type: "customer_login" } });
  expect(body.after_expiration).toEqual({ customer_login: { expires_at: null }, type: "customer_login" });
  const login = { type: "customer_login", customer_login: { expires_at: 2_000_000_000 } };
  expect((await create({ after_expiration: login })).body.after_expiration).toEqual(login);
  const old = stripe.with({ "stripe-version": "2026-08-26.dahlia" });
  const rejected = await old.post(PATH, { customer, after_expiration: login });
  expect(rejected.body.error.message).toBe("Received unknown parameter: after_expiration");
  expect((await old.post(PATH, { customer })).body).not.toHaveProperty("after_expiration");
});

test("without a default configuration, the error links to the page that creates one", async () => {
  const fresh = await startSandbox({ fresh: true, environment: {} });
  try {
    const { id } = fresh.dashboard().create("customer", {});
    const { status, body } = await new Client(fresh).post(PATH, { customer: id });
    expect(status).toBe(400);
    expect(body.error.message).toContain("your test mode default configuration has not been created");
  } finally {
    await fresh.close();
  }
});

describeWire("billing_portal.session", "POST /v1/billing_portal/sessions", { answers: sessions });

/** A session for each flow, because a session has the fields of one flow only. */
async function sessions(stripe: Client): Promise<unknown[]> {
  const customer = (await created(stripe, "/v1/customers", {})).id;
  const listed = await createPlan(stripe);
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
