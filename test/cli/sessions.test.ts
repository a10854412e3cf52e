import { type Sandbox, startSandbox } from "../../cli/src/sandbox";
import { Client } from "./client";

const PATH = "/v1/billing_portal/sessions";

let sandbox: Sandbox;
let stripe: Client;

beforeAll(async () => {
  sandbox = await startSandbox({ environment: {} });
  stripe = new Client(sandbox);
});
afterAll(() => sandbox.close());

test("a session without a configuration opens the default one", async () => {
  const { body } = await stripe.post(PATH, { customer: "cus_1", return_url: "https://acme.com" });
  expect(body).toEqual({
    id: expect.stringMatching(/^bps_1\w{23}$/),
    object: "billing_portal.session",
    configuration: sandbox.account().defaultConfiguration!.id,
    created: expect.any(Number),
    customer: "cus_1",
    customer_account: null,
    flow: null,
    livemode: false,
    locale: null,
    on_behalf_of: null,
    return_url: "https://acme.com",
    url: expect.stringMatching(/^https:\/\/billing\.stripe\.com\/p\/session\/test_\w+$/),
  });
});

test("a session has its configuration's return URL unless it names one", async () => {
  const account = sandbox.account();
  const { id } = account.createConfiguration({
    features: { invoice_history: { enabled: true } },
    default_return_url: "https://acme.com/account",
  });
  const { body } = await stripe.post(PATH, { customer: "cus_1", configuration: id });
  expect(body).toMatchObject({ configuration: id, return_url: "https://acme.com/account" });
});

test("an inactive configuration is refused", async () => {
  const account = sandbox.account();
  const { id } = account.createConfiguration({ features: { invoice_history: { enabled: true } } });
  account.update(id, { active: false });
  const { status, body } = await stripe.post(PATH, { customer: "cus_1", configuration: id });
  expect([status, body.error.param]).toEqual([400, "configuration"]);
});

test("a customer is needed", async () => {
  expect((await stripe.post(PATH, {})).body.error.message).toBe("Missing required param: customer.");
});

test("an account without a default configuration is told where to make one", async () => {
  const fresh = await startSandbox({ fresh: true, environment: {} });
  try {
    const { status, body } = await new Client(fresh).post(PATH, { customer: "cus_1" });
    expect(status).toBe(400);
    expect(body.error.message).toContain("your test mode default configuration has not been created");
  } finally {
    await fresh.close();
  }
});

test("a deep link leads only to a listed price and to a feature that is on", async () => {
  const account = sandbox.account();
  const product = account.createProduct({ name: "Pro" }).id;
  const monthly = account.createPrice({
    product,
    currency: "usd",
    unit_amount: 1,
    recurring: { interval: "month" },
  }).id;
  const yearly = account.createPrice({ product, currency: "usd", unit_amount: 1, recurring: { interval: "year" } }).id;
  const { id } = account.createConfiguration({
    features: {
      payment_method_update: { enabled: true },
      subscription_update: { enabled: true, products: [{ product, prices: [monthly] }] },
    },
  });
  const confirm = (price: string): ReturnType<Client["post"]> =>
    stripe.post(PATH, {
      customer: "cus_1",
      configuration: id,
      flow_data: {
        type: "subscription_update_confirm",
        subscription_update_confirm: { subscription: "sub_1", items: [{ id: "si_1", price }] },
      },
    });
  expect((await confirm(monthly)).status).toBe(200);
  expect((await confirm(yearly)).body.error.message).toContain("is not listed in the configuration");
  const cancel = await stripe.post(PATH, {
    customer: "cus_1",
    configuration: id,
    flow_data: { type: "subscription_cancel", subscription_cancel: { subscription: "sub_1" } },
  });
  expect(cancel.body.error.param).toBe("flow_data[type]");
});
