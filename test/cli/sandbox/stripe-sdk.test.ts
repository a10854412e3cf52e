import * as https from "node:https";
import Stripe from "stripe";
import { useSandbox } from "../../support/sandbox";

const sandbox = useSandbox({ once: true });
let stripe: Stripe;

beforeAll(() => {
  const { port } = new URL(sandbox.url);
  stripe = new Stripe(sandbox.keys.test, {
    host: "127.0.0.1",
    port,
    protocol: "https",
    httpAgent: new https.Agent({ ca: sandbox.ca }),
    maxNetworkRetries: 2,
    telemetry: false,
  });
});

test("npm stripe creates, updates, lists and reads the objects of a portal", async () => {
  const product = await stripe.products.create({ name: "Pro" });
  const price = await stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount_decimal: Stripe.Decimal.from("1250"),
    recurring: { interval: "month" },
  });
  expect(price.unit_amount).toBe(1250);
  const created = await stripe.billingPortal.configurations.create({
    features: {
      payment_method_update: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        products: [{ product: product.id, prices: [price.id], adjustable_quantity: { enabled: false } }],
      },
      subscription_pause: { enabled: true },
    },
    expand: ["features.subscription_update.products"],
  });
  expect(created.features.subscription_update.products).toHaveLength(1);
  const updated = await stripe.billingPortal.configurations.update(created.id, { active: false, metadata: { a: "b" } });
  expect(updated).toMatchObject({ active: false, metadata: { a: "b" } });
  const listed: string[] = [];
  for await (const { id } of stripe.billingPortal.configurations.list({ limit: 1 })) {
    listed.push(id);
  }
  expect(listed).toEqual([created.id, sandbox.dashboard().list("configuration")[0].id]);
});

test("npm stripe creates a customer, finds it by email and opens a portal for it", async () => {
  const { id } = await stripe.customers.create({ email: "jenny@example.com", metadata: { user: "1" } });
  const { data } = await stripe.customers.list({ email: "jenny@example.com", limit: 1 });
  expect(data[0]).toMatchObject({ id, email: "jenny@example.com" });
  await stripe.customers.update(id, { name: "Jenny Rosen", metadata: { user: "" } });
  const customer = await stripe.customers.retrieve(id);
  expect(!customer.deleted && [customer.name, customer.metadata]).toEqual(["Jenny Rosen", {}]);

  const session = await stripe.billingPortal.sessions.create({
    customer: id,
    flow_data: { type: "payment_method_update" },
    expand: ["configuration"],
  });
  expect(session.url).toContain("https://billing.stripe.com/");
  expect(session.flow!.after_completion.type).toBe("portal_homepage");
  expect((session.configuration as Stripe.BillingPortal.Configuration).is_default).toBe(true);

  expect((await stripe.customers.del(id)).deleted).toBe(true);
  expect((await stripe.customers.retrieve(id)).deleted).toBe(true);
});

test("npm stripe pages through products that it archives, and reads ids with spaces", async () => {
  const account = { stripeAccount: "acct_sdk" };
  for (let number = 1; number <= 12; number++) {
    await stripe.products.create({ id: `my plan ${number}`, name: "Plan" }, account);
  }
  let archived = 0;
  for await (const { id } of stripe.products.list({ active: true, limit: 5 }, account)) {
    await stripe.products.update(id, { active: false }, account);
    archived++;
  }
  expect(archived).toBe(12);
  expect((await stripe.products.retrieve("my plan 3", {}, account)).active).toBe(false);
});

test("the SDK throws the same error class for a rejection as with Stripe", async () => {
  const rejected = stripe.billingPortal.configurations.create({ features: {} });
  await expect(rejected).rejects.toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 400,
    param: "features",
    code: "parameter_missing",
    requestId: expect.stringMatching(/^req_/),
    message: "Missing required param: features.",
  });
  const wrongKey = stripe.products.list({}, { apiKey: "sk_test_wrong12345" });
  await expect(wrongKey).rejects.toMatchObject({ type: "StripeAuthenticationError", statusCode: 401 });
});

test("the SDK's retry after a cut connection executes the request once", async () => {
  let cuts = 0;
  sandbox.intercept = ({ method }) => (method === "POST" && cuts++ === 0 ? "reset-after" : undefined);
  const before = sandbox.dashboard().list("product").length;
  await stripe.products.create({ name: "Once" });
  sandbox.intercept = undefined;
  expect(sandbox.dashboard().list("product")).toHaveLength(before + 1);
});
