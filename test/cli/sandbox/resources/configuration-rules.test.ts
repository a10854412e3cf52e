import { useSandbox } from "../../../support/sandbox";
import { Client, type Params, type Reply } from "../client";

const PATH = "/v1/billing_portal/configurations";
const PRODUCTS = "features[subscription_update][products]";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);
let product: string;
let monthly: string;
let yearly: string;
let otherMonthly: string;
let euroMonthly: string;
let otherEuroMonthly: string;
let oneTime: string;

beforeAll(() => {
  const dashboard = sandbox.dashboard();
  const priceOf = (of: string, recurring?: Params, currency = "usd"): string =>
    dashboard.create("price", { product: of, currency, unit_amount: 100, recurring }).id;
  product = dashboard.create("product", { name: "Pro" }).id;
  monthly = priceOf(product, { interval: "month" });
  yearly = priceOf(product, { interval: "year" });
  otherMonthly = priceOf(product, { interval: "month", interval_count: 1 });
  euroMonthly = priceOf(product, { interval: "month" }, "eur");
  otherEuroMonthly = priceOf(product, { interval: "month" }, "EUR");
  oneTime = priceOf(product);
});

const create = (features: Params, more: Params = {}): Promise<Reply> => stripe.post(PATH, { features, ...more });

/** Plan switching with these products, and the features that it requires. */
const switching = (products: Params[string], more: Params = {}): Params => ({
  payment_method_update: { enabled: true },
  subscription_update: { enabled: true, products, ...more },
});

async function expectRejection(reply: Promise<Reply>, message: string | RegExp, param?: string): Promise<void> {
  const { status, body, headers } = await reply;
  expect(status).toBe(400);
  expect(body.error.message).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
  expect(body.error.param).toBe(param);
  expect(body.error.type).toBe("invalid_request_error");
  expect(headers["request-id"]).toMatch(/^req_\w{14}$/);
}

describe("plan switching", () => {
  test("requires products", async () => {
    const features = { payment_method_update: { enabled: true }, subscription_update: { enabled: true } };
    await expectRejection(create(features), `Missing required param: ${PRODUCTS}`, PRODUCTS);
    await expectRejection(create(switching([])), `Missing required param: ${PRODUCTS}`, PRODUCTS);
  });

  test("requires payment method update, with neither param nor code in the error", async () => {
    const features = { subscription_update: { enabled: true, products: [{ product, prices: [monthly] }] } };
    const message = "Cannot enable subscription updates while payment method update is disabled.";
    await expectRejection(create(features), message);
    expect((await create(features)).body.error.code).toBeUndefined();
  });

  test("prevents payment method update from being turned off later", async () => {
    const { body } = await create(switching([{ product, prices: [monthly] }]));
    const update = stripe.post(`${PATH}/${body.id}`, { features: { payment_method_update: { enabled: false } } });
    await expectRejection(update, /^Cannot enable subscription updates/);
  });

  test("cannot lose its products unless it is turned off with them", async () => {
    const { body } = await create(switching([{ product, prices: [monthly] }]));
    const path = `${PATH}/${body.id}`;
    await expectRejection(
      stripe.post(path, { features: { subscription_update: { products: "" } } }),
      `Missing required param: ${PRODUCTS}`,
      PRODUCTS,
    );
    const off = await stripe.post(path, { features: { subscription_update: { enabled: false, products: "" } } });
    expect(off.status).toBe(200);
  });

  test("stays unchanged if an update sends enabled without products", async () => {
    const { body } = await create(switching([{ product, prices: [monthly] }]));
    const update = await stripe.post(`${PATH}/${body.id}`, { features: { subscription_update: { enabled: true } } });
    expect(update.status).toBe(200);
  });
});

describe("products", () => {
  test("require prices with unique billing intervals", async () => {
    expect((await create(switching([{ product, prices: [monthly, yearly] }]))).status).toBe(200);
    const message = "For each product, its price must have unique billing intervals.";
    await expectRejection(create(switching([{ product, prices: [monthly, otherMonthly] }])), message, PRODUCTS);
    const twice = [
      { product, prices: [monthly] },
      { product, prices: [otherMonthly] },
    ];
    await expectRejection(create(switching(twice)), message, PRODUCTS);
  });

  test("can have prices with the same billing interval in different currencies", async () => {
    expect((await create(switching([{ product, prices: [monthly, yearly, euroMonthly] }]))).status).toBe(200);
    await expectRejection(
      create(switching([{ product, prices: [monthly, euroMonthly, otherEuroMonthly] }])),
      "For each product, its price must have unique billing intervals.",
      PRODUCTS,
    );
  });

  test("are limited to 10", async () => {
    const dashboard = sandbox.dashboard();
    const products = Array.from({ length: 11 }, () => {
      const id = dashboard.create("product", { name: "One of many" }).id;
      const price = { product: id, currency: "usd", unit_amount: 1, recurring: { interval: "month" } };
      return { product: id, prices: [dashboard.create("price", price).id] };
    });
    expect((await create(switching(products.slice(0, 10)))).status).toBe(200);
    await expectRejection(create(switching(products)), /at most 10 products/, PRODUCTS);
  });

  test("require prices that exist, are recurring and belong to them", async () => {
    const foreign = sandbox.dashboard().create("product", { name: "Other" }).id;
    const price = `${PRODUCTS}[0][prices][0]`;
    const listed = (prices: string[], of = product): Promise<Reply> => create(switching([{ product: of, prices }]));
    await expectRejection(listed(["price_nope"]), "No such price: 'price_nope'", price);
    await expectRejection(listed([oneTime]), /is not recurring/, price);
    await expectRejection(listed([monthly], foreign), /does not belong to the product/, price);
    await expectRejection(listed([monthly], "prod_nope"), "No such product: 'prod_nope'", `${PRODUCTS}[0][product]`);
  });

  test("of the other mode do not exist", async () => {
    const live = stripe.with({ authorization: `Bearer ${sandbox.keys.live}` });
    await expectRejection(
      live.post(PATH, { features: switching([{ product, prices: [monthly] }]) }),
      `No such product: '${product}'; a similar object exists in test mode, but a live mode key was used to make this request.`,
      `${PRODUCTS}[0][product]`,
    );
  });

  test("require a product and at least one price", async () => {
    await expectRejection(create(switching([{ product }])), /^Missing required param/, `${PRODUCTS}[0][prices]`);
    await expectRejection(create(switching([{ prices: [monthly] }])), /^Missing required/, `${PRODUCTS}[0][product]`);
    await expectRejection(create(switching([{ product, prices: [] }])), /empty string/, `${PRODUCTS}[0][prices]`);
  });

  test("can list archived prices and products", async () => {
    const dashboard = sandbox.dashboard();
    const id = dashboard.create("product", { name: "Old", active: false }).id;
    const price = dashboard.create("price", {
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
  ])("validate the adjustable quantity %j, rejected: %s", async (quantity, rejected) => {
    const reply = create(switching([{ product, prices: [monthly], adjustable_quantity: quantity }]));
    if (rejected === undefined) {
      expect((await reply).status).toBe(200);
    } else {
      await expectRejection(reply, /./, `${PRODUCTS}[0][adjustable_quantity][${rejected}]`);
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
  ])("accepts %s with %s: %s", async (mode, proration, accepted) => {
    const reply = cancel({ mode, proration_behavior: proration });
    if (accepted) {
      expect((await reply).status).toBe(200);
    } else {
      await expectRejection(reply, /^Invalid features\[subscription_cancel\]\[proration_behavior\]/, prorations);
    }
  });

  test("cannot move to the end of the period if prorations are on", async () => {
    const { body } = await cancel({ mode: "immediately", proration_behavior: "create_prorations" });
    const features = { subscription_cancel: { mode: "at_period_end" } };
    await expectRejection(stripe.post(`${PATH}/${body.id}`, { features }), /mode=immediately/, prorations);
  });

  test("rejects an unknown mode with Stripe's message", async () => {
    const param = "features[subscription_cancel][mode]";
    await expectRejection(
      cancel({ mode: "later" }),
      `Invalid ${param}: must be one of at_period_end or immediately`,
      param,
    );
  });

  test("requires options of reasons on create, and at least one if reasons are on", async () => {
    const options = "features[subscription_cancel][cancellation_reason][options]";
    const missing = `Missing required param: ${options}.`;
    await expectRejection(cancel({ cancellation_reason: { enabled: false } }), missing, options);
    await expectRejection(cancel({ cancellation_reason: { enabled: true, options: "" } }), /at least one/, options);
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
    await expectRejection(
      pause([{ interval, interval_count: tooLong }]),
      "The maximum pause duration is three years.",
      `${OPTIONS}[0][interval_count]`,
    );
  });

  test("has an interval count of 1 by default and at least 1", async () => {
    const { body } = await pause([{ interval: "week" }]);
    expect(body.features.subscription_pause.duration.interval_options).toEqual([
      { interval: "week", interval_count: 1 },
    ]);
    await expectRejection(
      pause([{ interval: "day", interval_count: 0 }]),
      /greater than/,
      `${OPTIONS}[0][interval_count]`,
    );
  });

  test("requires a type, and interval options for that type", async () => {
    await expectRejection(pause(""), `Missing required param: ${OPTIONS}.`, OPTIONS);
    expect((await pause("", "indefinite")).status).toBe(200);
    const duration = "features[subscription_pause][duration]";
    const features = { subscription_pause: { duration: { interval_options: [{ interval: "day" }] } } };
    await expectRejection(create(features), /^Missing/, `${duration}[type]`);
  });
});

describe("a request", () => {
  test("requires at least one feature on create, but not on update", async () => {
    await expectRejection(stripe.post(PATH, { name: "x" }), "Missing required param: features.", "features");
    const { body } = await create({ invoice_history: { enabled: true } });
    expect((await stripe.post(`${PATH}/${body.id}`, {})).status).toBe(200);
  });

  test.each([
    ["customer_update", { allowed_updates: ["email"] }],
    ["payment_method_update", { payment_method_configuration: "" }],
    ["subscription_cancel", { mode: "immediately" }],
    ["subscription_update", { proration_behavior: "none" }],
  ])("requires `enabled` of %s on create", async (feature, named) => {
    const param = `features[${feature}][enabled]`;
    await expectRejection(create({ [feature]: named }), `Missing required param: ${param}.`, param);
  });

  test.each([
    [{ is_default: true }, "is_default"],
    [{ active: true }, "active"],
    [{ login_page: { enabled: true, url: "https://x.y" } }, "login_page[url]"],
  ])("rejects the unknown parameter %j on create", async (more, param) => {
    const reply = create({ invoice_history: { enabled: true } }, more);
    await expectRejection(reply, `Received unknown parameter: ${param}`, param);
  });

  test("rejects unknown parameters at every depth", async () => {
    const products = [{ product, prices: [monthly], adjustable_quantity: { enabled: true, step: 1 } }];
    const param = `${PRODUCTS}[0][adjustable_quantity][step]`;
    await expectRejection(create(switching(products)), `Received unknown parameter: ${param}`, param);
  });

  test.each([
    [{ business_profile: { headline: "h".repeat(60) } }, undefined],
    [{ business_profile: { headline: "h".repeat(61) } }, "business_profile[headline]"],
    [{ name: "n".repeat(256) }, undefined],
    [{ name: "n".repeat(257) }, "name"],
    [{ default_return_url: "acme.com" }, "default_return_url"],
    [{ default_return_url: "http://localhost:3000" }, undefined],
    [{ business_profile: { privacy_policy_url: "privacy" } }, "business_profile[privacy_policy_url]"],
  ])("checks the limits of strings and URLs (case %#)", async (more, param) => {
    const reply = create({ invoice_history: { enabled: true } }, more);
    if (param === undefined) {
      expect((await reply).status).toBe(200);
    } else {
      await expectRejection(reply, /^(Invalid string: .*; must be at most|Not a valid URL)/, param);
    }
  });

  test("requires an existing payment method configuration", async () => {
    const pmc = sandbox.dashboard().create("payment_method_configuration", { name: "Cards" }).id;
    const update = (id: string): Promise<Reply> =>
      create({ payment_method_update: { enabled: true, payment_method_configuration: id } });
    expect((await update(pmc)).body.features.payment_method_update.payment_method_configuration).toBe(pmc);
    const param = "features[payment_method_update][payment_method_configuration]";
    await expectRejection(update("pmc_nope"), "No such payment_method_configuration: 'pmc_nope'", param);
  });
});

test("a feature without any allowed update is accepted", async () => {
  const features = { ...switching([{ product, prices: [monthly] }]), customer_update: { enabled: true } };
  expect((await create(features)).status).toBe(200);
});
