import { type Sandbox, startSandbox } from "../../cli/src/sandbox";
import { Client, type Params, type Reply } from "./client";

const PATH = "/v1/billing_portal/configurations";
const PRODUCTS = "features[subscription_update][products]";

let sandbox: Sandbox;
let stripe: Client;
let product: string;
let monthly: string;
let yearly: string;
let otherMonthly: string;
let euroMonthly: string;
let otherEuroMonthly: string;
let oneTime: string;

beforeAll(async () => {
  sandbox = await startSandbox({ environment: {} });
  stripe = new Client(sandbox);
  const account = sandbox.account();
  const priceOf = (of: string, recurring?: Params, currency = "usd"): string =>
    account.createPrice({ product: of, currency, unit_amount: 100, recurring }).id;
  product = account.createProduct({ name: "Pro" }).id;
  monthly = priceOf(product, { interval: "month" });
  yearly = priceOf(product, { interval: "year" });
  otherMonthly = priceOf(product, { interval: "month", interval_count: 1 });
  euroMonthly = priceOf(product, { interval: "month" }, "eur");
  otherEuroMonthly = priceOf(product, { interval: "month" }, "EUR");
  oneTime = priceOf(product);
});
afterAll(() => sandbox.close());

const create = (features: Params, more: Params = {}): Promise<Reply> => stripe.post(PATH, { features, ...more });

/** Plan switching with these products, and what it needs beside it. */
const switching = (products: Params[string], more: Params = {}): Params => ({
  payment_method_update: { enabled: true },
  subscription_update: { enabled: true, products, ...more },
});

async function expectRefusal(reply: Promise<Reply>, message: string | RegExp, param?: string): Promise<void> {
  const { status, body, headers } = await reply;
  expect(status).toBe(400);
  expect(body.error.message).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
  expect(body.error.param).toBe(param);
  expect(body.error.type).toBe("invalid_request_error");
  expect(headers["request-id"]).toMatch(/^req_\w{14}$/);
}

describe("plan switching", () => {
  test("needs products", async () => {
    const features = { payment_method_update: { enabled: true }, subscription_update: { enabled: true } };
    await expectRefusal(create(features), `Missing required param: ${PRODUCTS}`, PRODUCTS);
    await expectRefusal(create(switching([])), `Missing required param: ${PRODUCTS}`, PRODUCTS);
  });

  test("needs payment method update, with neither param nor code", async () => {
    const features = { subscription_update: { enabled: true, products: [{ product, prices: [monthly] }] } };
    const message = "Cannot enable subscription updates while payment method update is disabled.";
    await expectRefusal(create(features), message);
    expect((await create(features)).body.error.code).toBeUndefined();
  });

  test("keeps payment method update from being turned off later", async () => {
    const { body } = await create(switching([{ product, prices: [monthly] }]));
    const update = stripe.post(`${PATH}/${body.id}`, { features: { payment_method_update: { enabled: false } } });
    await expectRefusal(update, /^Cannot enable subscription updates/);
  });

  test("cannot lose its products, but can be turned off together with them", async () => {
    const { body } = await create(switching([{ product, prices: [monthly] }]));
    const path = `${PATH}/${body.id}`;
    await expectRefusal(
      stripe.post(path, { features: { subscription_update: { products: "" } } }),
      `Missing required param: ${PRODUCTS}`,
      PRODUCTS,
    );
    const off = await stripe.post(path, { features: { subscription_update: { enabled: false, products: "" } } });
    expect(off.status).toBe(200);
  });

  test("stays as it is when an update sends enabled without products", async () => {
    const { body } = await create(switching([{ product, prices: [monthly] }]));
    const update = await stripe.post(`${PATH}/${body.id}`, { features: { subscription_update: { enabled: true } } });
    expect(update.status).toBe(200);
  });
});

describe("products", () => {
  test("have prices with unique billing intervals", async () => {
    expect((await create(switching([{ product, prices: [monthly, yearly] }]))).status).toBe(200);
    const message = "For each product, its price must have unique billing intervals.";
    await expectRefusal(create(switching([{ product, prices: [monthly, otherMonthly] }])), message, PRODUCTS);
    const twice = [
      { product, prices: [monthly] },
      { product, prices: [otherMonthly] },
    ];
    await expectRefusal(create(switching(twice)), message, PRODUCTS);
  });

  test("may have prices with the same billing interval in different currencies", async () => {
    expect((await create(switching([{ product, prices: [monthly, yearly, euroMonthly] }]))).status).toBe(200);
    await expectRefusal(
      create(switching([{ product, prices: [monthly, euroMonthly, otherEuroMonthly] }])),
      "For each product, its price must have unique billing intervals.",
      PRODUCTS,
    );
  });

  test("are at most 10", async () => {
    const account = sandbox.account();
    const products = Array.from({ length: 11 }, () => {
      const id = account.createProduct({ name: "One of many" }).id;
      const price = { product: id, currency: "usd", unit_amount: 1, recurring: { interval: "month" } };
      return { product: id, prices: [account.createPrice(price).id] };
    });
    expect((await create(switching(products.slice(0, 10)))).status).toBe(200);
    await expectRefusal(create(switching(products)), /at most 10 products/, PRODUCTS);
  });

  test("have prices that exist, are recurring and belong to them", async () => {
    const foreign = sandbox.account().createProduct({ name: "Other" }).id;
    const price = `${PRODUCTS}[0][prices][0]`;
    const listed = (prices: string[], of = product): Promise<Reply> => create(switching([{ product: of, prices }]));
    await expectRefusal(listed(["price_nope"]), "No such price: 'price_nope'", price);
    await expectRefusal(listed([oneTime]), /is not recurring/, price);
    await expectRefusal(listed([monthly], foreign), /does not belong to the product/, price);
    await expectRefusal(listed([monthly], "prod_nope"), "No such product: 'prod_nope'", `${PRODUCTS}[0][product]`);
  });

  test("of the other mode do not exist", async () => {
    const live = stripe.with({ authorization: `Bearer ${sandbox.keys.live}` });
    await expectRefusal(
      live.post(PATH, { features: switching([{ product, prices: [monthly] }]) }),
      `No such product: '${product}'; a similar object exists in test mode, but a live mode key was used to make this request.`,
      `${PRODUCTS}[0][product]`,
    );
  });

  test("need a product and at least one price", async () => {
    await expectRefusal(create(switching([{ product }])), /^Missing required param/, `${PRODUCTS}[0][prices]`);
    await expectRefusal(create(switching([{ prices: [monthly] }])), /^Missing required/, `${PRODUCTS}[0][product]`);
    await expectRefusal(create(switching([{ product, prices: [] }])), /empty string/, `${PRODUCTS}[0][prices]`);
  });

  test("may list archived prices and products", async () => {
    const account = sandbox.account();
    const id = account.createProduct({ name: "Old", active: false }).id;
    const price = account.createPrice({
      product: id,
      active: false,
      currency: "usd",
      unit_amount: 1,
      recurring: { interval: "week" },
    }).id;
    expect((await create(switching([{ product: id, prices: [price] }]))).status).toBe(200);
  });

  test.each([
    [{ enabled: true, minimum: 0, maximum: 0 }, undefined],
    [{ enabled: true, minimum: 3, maximum: 3 }, undefined],
    [{ enabled: true, minimum: 4, maximum: 3 }, "minimum"],
    [{ enabled: true, minimum: -1 }, "minimum"],
    [{ enabled: true, maximum: -1 }, "maximum"],
    [{ enabled: true, maximum: 1.5 }, "maximum"],
    [{ maximum: 5 }, "enabled"],
  ])("adjustable quantity %j: refused is %s", async (quantity, refused) => {
    const reply = create(switching([{ product, prices: [monthly], adjustable_quantity: quantity }]));
    if (refused === undefined) {
      expect((await reply).status).toBe(200);
    } else {
      await expectRefusal(reply, /./, `${PRODUCTS}[0][adjustable_quantity][${refused}]`);
    }
  });
});

describe("cancellation", () => {
  const cancel = (more: Params): Promise<Reply> => create({ subscription_cancel: { enabled: true, ...more } });
  const prorations = "features[subscription_cancel][proration_behavior]";

  test.each([
    ["at_period_end", "none", true],
    ["immediately", "none", true],
    ["immediately", "create_prorations", true],
    ["at_period_end", "create_prorations", false],
    ["immediately", "always_invoice", false],
    ["at_period_end", "always_invoice", false],
  ])("%s with %s: accepted is %s", async (mode, proration, accepted) => {
    const reply = cancel({ mode, proration_behavior: proration });
    if (accepted) {
      expect((await reply).status).toBe(200);
    } else {
      await expectRefusal(reply, /^Invalid features\[subscription_cancel\]\[proration_behavior\]/, prorations);
    }
  });

  test("prorations refuse a later move to the period's end", async () => {
    const { body } = await cancel({ mode: "immediately", proration_behavior: "create_prorations" });
    const features = { subscription_cancel: { mode: "at_period_end" } };
    await expectRefusal(stripe.post(`${PATH}/${body.id}`, { features }), /mode=immediately/, prorations);
  });

  test("a wrong mode is refused in Stripe's words", async () => {
    const param = "features[subscription_cancel][mode]";
    await expectRefusal(
      cancel({ mode: "later" }),
      `Invalid ${param}: must be one of at_period_end or immediately`,
      param,
    );
  });

  test("reasons need options on create, and one of them while they are on", async () => {
    const options = "features[subscription_cancel][cancellation_reason][options]";
    const missing = `Missing required param: ${options}.`;
    await expectRefusal(cancel({ cancellation_reason: { enabled: false } }), missing, options);
    await expectRefusal(cancel({ cancellation_reason: { enabled: true, options: "" } }), /at least one/, options);
    expect((await cancel({ cancellation_reason: { enabled: false, options: "" } })).status).toBe(200);
    const { body } = await cancel({ cancellation_reason: { enabled: true, options: ["other"] } });
    const off = { subscription_cancel: { cancellation_reason: { enabled: false } } };
    expect((await stripe.post(`${PATH}/${body.id}`, { features: off })).status).toBe(200);
  });
});

describe("pausing", () => {
  const OPTIONS = "features[subscription_pause][duration][interval_options]";
  const pause = (options: Params[string], type = "interval_options"): Promise<Reply> =>
    create({ subscription_pause: { enabled: true, duration: { type, interval_options: options } } });

  test.each([
    ["day", 1095, 1096],
    ["week", 156, 157],
    ["month", 36, 37],
    ["year", 3, 4],
  ])("lasts at most three years in %ss", async (interval, longest, tooLong) => {
    expect((await pause([{ interval, interval_count: longest }])).status).toBe(200);
    await expectRefusal(
      pause([{ interval, interval_count: tooLong }]),
      "The maximum pause duration is three years.",
      `${OPTIONS}[0][interval_count]`,
    );
  });

  test("counts one interval unless told otherwise, and at least one", async () => {
    const { body } = await pause([{ interval: "week" }]);
    expect(body.features.subscription_pause.duration.interval_options).toEqual([
      { interval: "week", interval_count: 1 },
    ]);
    await expectRefusal(
      pause([{ interval: "day", interval_count: 0 }]),
      /greater than/,
      `${OPTIONS}[0][interval_count]`,
    );
  });

  test("needs interval options for that type, and a type", async () => {
    await expectRefusal(pause(""), `Missing required param: ${OPTIONS}.`, OPTIONS);
    expect((await pause("", "indefinite")).status).toBe(200);
    const duration = "features[subscription_pause][duration]";
    const features = { subscription_pause: { duration: { interval_options: [{ interval: "day" }] } } };
    await expectRefusal(create(features), /^Missing/, `${duration}[type]`);
  });
});

describe("what a request holds", () => {
  test("features are required and not empty on create, optional on update", async () => {
    await expectRefusal(stripe.post(PATH, { name: "x" }), "Missing required param: features.", "features");
    const { body } = await create({ invoice_history: { enabled: true } });
    expect((await stripe.post(`${PATH}/${body.id}`, {})).status).toBe(200);
  });

  test.each([
    ["customer_update", { allowed_updates: ["email"] }],
    ["payment_method_update", { payment_method_configuration: "" }],
    ["subscription_cancel", { mode: "immediately" }],
    ["subscription_update", { proration_behavior: "none" }],
  ])("%s needs `enabled` on create", async (feature, named) => {
    const param = `features[${feature}][enabled]`;
    await expectRefusal(create({ [feature]: named }), `Missing required param: ${param}.`, param);
  });

  test.each([
    [{ is_default: true }, "is_default"],
    [{ active: true }, "active"],
    [{ login_page: { enabled: true, url: "https://x.y" } }, "login_page[url]"],
  ])("%j is unknown on create", async (more, param) => {
    const reply = create({ invoice_history: { enabled: true } }, more);
    await expectRefusal(reply, `Received unknown parameter: ${param}`, param);
  });

  test("unknown names are refused at every depth", async () => {
    const products = [{ product, prices: [monthly], adjustable_quantity: { enabled: true, step: 1 } }];
    const param = `${PRODUCTS}[0][adjustable_quantity][step]`;
    await expectRefusal(create(switching(products)), `Received unknown parameter: ${param}`, param);
  });

  test.each([
    [{ business_profile: { headline: "h".repeat(60) } }, undefined],
    [{ business_profile: { headline: "h".repeat(61) } }, "business_profile[headline]"],
    [{ name: "n".repeat(256) }, undefined],
    [{ name: "n".repeat(257) }, "name"],
    [{ default_return_url: "acme.com" }, "default_return_url"],
    [{ default_return_url: "http://localhost:3000" }, undefined],
    [{ business_profile: { privacy_policy_url: "privacy" } }, "business_profile[privacy_policy_url]"],
  ])("limits of texts and links (case %#)", async (more, param) => {
    const reply = create({ invoice_history: { enabled: true } }, more);
    if (param === undefined) {
      expect((await reply).status).toBe(200);
    } else {
      await expectRefusal(reply, /^(Invalid string: .*; must be at most|Not a valid URL)/, param);
    }
  });

  test("a payment method configuration exists", async () => {
    const pmc = sandbox.account().createPaymentMethodConfiguration({ name: "Cards" });
    const update = (id: string): Promise<Reply> =>
      create({ payment_method_update: { enabled: true, payment_method_configuration: id } });
    expect((await update(pmc)).body.features.payment_method_update.payment_method_configuration).toBe(pmc);
    const param = "features[payment_method_update][payment_method_configuration]";
    await expectRefusal(update("pmc_nope"), "No such payment_method_configuration: 'pmc_nope'", param);
  });
});

test("a feature that is on and lets the customer do nothing is accepted", async () => {
  const features = { ...switching([{ product, prices: [monthly] }]), customer_update: { enabled: true } };
  expect((await create(features)).status).toBe(200);
});
