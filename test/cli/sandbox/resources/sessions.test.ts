import { type Sandbox, startSandbox } from "../../../../cli/src/sandbox";
import { Client, type Params } from "../client";

const PATH = "/v1/billing_portal/sessions";

let sandbox: Sandbox;
let stripe: Client;
let customer: string;

beforeAll(async () => {
  sandbox = await startSandbox({ environment: {} });
  stripe = new Client(sandbox);
  customer = sandbox.account().createCustomer({ email: "jenny@example.com" }).id;
});
afterAll(() => sandbox.close());

const create = (params: Params): ReturnType<Client["post"]> => stripe.post(PATH, { customer, ...params });

test("a session without a configuration opens the default one", async () => {
  const { body } = await create({ return_url: "https://acme.com" });
  expect(body).toEqual({
    id: expect.stringMatching(/^bps_1\w{23}$/),
    object: "billing_portal.session",
    after_expiration: null,
    configuration: sandbox.account().defaultConfiguration!.id,
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
  const account = sandbox.account();
  const { id } = account.createConfiguration({
    features: { invoice_history: { enabled: true } },
    default_return_url: "https://acme.com/account",
  });
  const { body } = await create({ configuration: id });
  expect(body).toMatchObject({ configuration: id, return_url: "https://acme.com/account" });
});

test("an inactive configuration is rejected", async () => {
  const account = sandbox.account();
  const { id } = account.createConfiguration({ features: { invoice_history: { enabled: true } } });
  account.update(id, { active: false });
  const { status, body } = await create({ configuration: id });
  expect([status, body.error.param]).toEqual([400, "configuration"]);
});

test("a customer is required", async () => {
  expect((await stripe.post(PATH, {})).body.error.message).toBe("Missing required param: customer.");
});

test("a customer that does not exist, or was deleted, is rejected", async () => {
  const { id } = sandbox.account().createCustomer({});
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
    const { id } = fresh.account().createCustomer({});
    const { status, body } = await new Client(fresh).post(PATH, { customer: id });
    expect(status).toBe(400);
    expect(body.error.message).toContain("your test mode default configuration has not been created");
  } finally {
    await fresh.close();
  }
});
