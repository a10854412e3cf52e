import { useSandbox } from "../../../support/sandbox";
import { Client, type Params } from "../client";

const PATH = "/v1/billing_portal/sessions";
const CONFIRM = "flow_data[subscription_update_confirm]";
const UPDATES_DISABLED =
  "This subscription cannot be updated because the subscription update feature in the portal configuration is disabled.";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);
let customer: string;
let product: string;
let monthly: string;
let yearly: string;
let archived: string;

beforeAll(() => {
  const dashboard = sandbox.dashboard();
  customer = dashboard.create("customer", {}).id;
  product = dashboard.create("product", { name: "Pro" }).id;
  const price = (interval: string): string =>
    dashboard.create("price", { product, currency: "usd", unit_amount: 1, recurring: { interval } }).id;
  [monthly, yearly, archived] = [price("month"), price("year"), price("week")];
});

/** A configuration that lists the monthly and the archived price. */
function configuration(allowed: readonly string[], features: Params = {}): string {
  const adjustable = { enabled: true, minimum: 1, maximum: 5 };
  const { id } = sandbox.dashboard().create("configuration", {
    features: {
      customer_update: { enabled: true, allowed_updates: ["email"] },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true },
      subscription_pause: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: [...allowed],
        products: [{ product, prices: [monthly, archived], adjustable_quantity: adjustable }],
      },
      ...features,
    },
  });
  return id;
}

function open(id: string, flow: Params, version = "2026-10-28.endive"): ReturnType<Client["post"]> {
  return stripe.with({ "stripe-version": version }).post(PATH, { customer, configuration: id, flow_data: flow });
}

const flowOf = (type: string): Params => {
  switch (type) {
    case "subscription_update_confirm":
      return { type, [type]: { subscription: "sub_1", items: [{ id: "si_1", price: monthly }] } };
    case "customer_update":
    case "payment_method_update":
      return { type };
    default:
      return { type, [type]: { subscription: "sub_1" } };
  }
};

const NONE = {
  customer_update: null,
  subscription_cancel: null,
  subscription_pause: null,
  subscription_update: null,
  subscription_update_confirm: null,
};
const HOMEPAGE = { hosted_confirmation: null, redirect: null, type: "portal_homepage" };

test.each<[string, object]>([
  ["customer_update", { customer_update: {} }],
  ["payment_method_update", {}],
  ["subscription_cancel", { subscription_cancel: { retention: null, subscription: "sub_1" } }],
  ["subscription_pause", { subscription_pause: { subscription: "sub_1" } }],
  ["subscription_update", { subscription_update: { subscription: "sub_1" } }],
])("a flow of type %s has every field of every flow", async (type, own) => {
  const { body } = await open(configuration(["price"]), flowOf(type));
  expect(body.flow).toEqual({ after_completion: HOMEPAGE, ...NONE, ...own, type });
});

test("a confirmed update is returned with all fields", async () => {
  const { body } = await open(configuration(["price", "promotion_code"]), {
    type: "subscription_update_confirm",
    subscription_update_confirm: {
      subscription: "sub_1",
      items: [{ id: "si_1", price: monthly, quantity: 2 }],
      discounts: [{ promotion_code: "promo_1" }],
    },
    after_completion: { type: "redirect", redirect: { return_url: "https://acme.com/done" } },
  });
  expect(body.flow).toEqual({
    after_completion: {
      hosted_confirmation: null,
      redirect: { return_url: "https://acme.com/done" },
      type: "redirect",
    },
    ...NONE,
    subscription_update_confirm: {
      discounts: [{ coupon: null, promotion_code: "promo_1" }],
      items: [{ id: "si_1", price: monthly, quantity: 2 }],
      subscription: "sub_1",
    },
    type: "subscription_update_confirm",
  });
});

test.each([
  ["2026-07-29.dahlia", ["customer_update", "subscription_pause"]],
  ["2026-08-26.dahlia", ["subscription_pause"]],
  ["2026-10-28.endive", []],
])("version %s does not support %j", async (version, unknown) => {
  const id = configuration(["price"]);
  const { body } = await open(id, flowOf("subscription_cancel"), version);
  expect(Object.keys(NONE).filter((field) => !(field in body.flow))).toEqual(unknown);
  for (const type of unknown) {
    const rejected = await open(id, flowOf(type), version);
    expect(rejected.body.error.message).toMatch(
      type === "customer_update"
        ? /^Invalid flow_data\[type\]: must be one of /
        : "Received unknown parameter: flow_data[subscription_pause]",
    );
  }
});

test.each(["subscription_cancel", "subscription_pause", "subscription_update", "subscription_update_confirm"])(
  "a flow of type %s requires its own object and accepts no other",
  async (type) => {
    const id = configuration(["price"]);
    const { body } = await open(id, { type });
    expect(body.error.message).toBe(`Missing required param: flow_data[${type}].`);
    const other = type === "subscription_cancel" ? "subscription_update" : "subscription_cancel";
    const rejected = await open(id, { ...flowOf(type), [other]: { subscription: "sub_1" } });
    expect(rejected.body.error.param).toBe(`flow_data[${other}]`);
  },
);

test.each<[Params, string | undefined]>([
  [{ type: "redirect" }, "redirect"],
  [{ type: "redirect", redirect: { return_url: "https://acme.com" } }, undefined],
  [{ type: "portal_homepage", redirect: { return_url: "https://acme.com" } }, "redirect"],
  [{ type: "redirect", redirect: { return_url: "/done" } }, "redirect][return_url"],
  [{ type: "hosted_confirmation" }, undefined],
  [{ type: "hosted_confirmation", hosted_confirmation: { custom_message: "Thanks" } }, undefined],
  [{ type: "portal_homepage", hosted_confirmation: { custom_message: "Thanks" } }, "hosted_confirmation"],
])("after_completion %j is validated, rejected: %s", async (after, wrong) => {
  const { body } = await open(configuration([]), { type: "payment_method_update", after_completion: after });
  expect(body.error?.param).toBe(wrong && `flow_data[after_completion][${wrong}]`);
});

test.each([
  ["customer_update", "customer update"],
  ["subscription_cancel", "subscription cancel"],
  ["subscription_pause", "subscription pause"],
])("a flow of type %s requires its feature", async (type, words) => {
  const id = configuration(["price"], { [type]: { enabled: false } });
  const { status, body } = await open(id, flowOf(type));
  expect(status).toBe(400);
  expect(body.error.message).toContain(`because the ${words} feature in the portal configuration is disabled.`);
});

test.each(["subscription_update", "subscription_update_confirm"])(
  "a flow of type %s to a portal without updates is rejected with Stripe's message",
  async (type) => {
    const { id } = sandbox.dashboard().list("configuration")[0];
    const { status, body } = await open(id, flowOf(type));
    expect([status, body.error.message]).toEqual([400, UPDATES_DISABLED]);
  },
);

describe("subscription_update_confirm", () => {
  const confirm = (
    item: Params | readonly Params[],
    discounts?: readonly Params[],
    allowed = ["price", "quantity", "promotion_code"],
  ): ReturnType<Client["post"]> => {
    const items = (Array.isArray(item) ? item : [item]).map((each: Params) => ({ id: "si_1", ...each }));
    const id = configuration(allowed);
    return open(id, {
      type: "subscription_update_confirm",
      subscription_update_confirm: { subscription: "sub_1", items, ...(discounts && { discounts: [...discounts] }) },
    });
  };

  test("accepts a listed price, and a quantity", async () => {
    expect((await confirm({ price: monthly })).status).toBe(200);
    expect((await confirm({ price: monthly, quantity: 5 })).status).toBe(200);
    expect((await confirm({ quantity: 7 }, undefined, ["quantity"])).status).toBe(200);
    expect((await confirm({}, [{ coupon: "co_1" }], [])).status).toBe(200);
  });

  test("rejects a price that is not listed, does not exist or is archived", async () => {
    expect((await confirm({ price: yearly })).body.error).toMatchObject({
      param: `${CONFIRM}[items][0][price]`,
      message: expect.stringContaining("is not listed in the portal configuration"),
    });
    expect((await confirm({ price: "price_nope" })).body.error.message).toBe("No such price: 'price_nope'");
    sandbox.dashboard().edit("price", archived, { active: false });
    const inactive = await confirm({ price: archived });
    sandbox.dashboard().edit("price", archived, { active: true });
    expect(inactive.body.error.message).toBe("The price specified is inactive. This field only accepts active prices.");
  });

  test.each<[Params, readonly Params[] | undefined, string]>([
    [{ price: "price_1" }, undefined, "[items][0][price]"],
    [{ quantity: 2 }, undefined, "[items][0][quantity]"],
    [{}, [{ promotion_code: "promo_1" }], "[discounts][0][promotion_code]"],
  ])("rejects %j with the discounts %j if the configuration does not allow it", async (item, discounts, param) => {
    expect((await confirm(item, discounts, [])).body.error.param).toBe(`${CONFIRM}${param}`);
  });

  test.each([0, 6])("rejects a quantity of %s outside of the adjustable range", async (quantity) => {
    const { body } = await confirm({ price: monthly, quantity });
    expect(body.error.param).toBe(`${CONFIRM}[items][0][quantity]`);
  });

  test("rejects two items", async () => {
    const { body } = await confirm([{ price: monthly }, { price: monthly }]);
    expect(body.error.param).toBe(`${CONFIRM}[items]`);
  });

  test("rejects an item that changes nothing", async () => {
    const { body } = await confirm({});
    expect(body.error.message).toBe("Cannot update the subscription because there are no changes to confirm.");
  });

  test("rejects a discount that is a coupon and a promotion code", async () => {
    const { body } = await confirm({ price: monthly }, [{ coupon: "co_1", promotion_code: "promo_1" }]);
    expect(body.error).toMatchObject({
      param: `${CONFIRM}[discounts][0]`,
      message: "You may only specify one of these parameters: coupon, promotion_code.",
    });
  });
});
