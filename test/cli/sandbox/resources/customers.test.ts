import { useSandbox } from "../../../support/sandbox";
import { Client, type Params } from "../client";
import { created, describeWire } from "../wire";

const PATH = "/v1/customers";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);

test("a customer without parameters has every field that Stripe returns", async () => {
  const { status, body } = await stripe.post(PATH);
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.stringMatching(/^cus_\w{14}$/),
    object: "customer",
    address: null,
    balance: 0,
    created: expect.any(Number),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: expect.stringMatching(/^[0-9A-Z]{8}$/),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  });
});

test("an update merges, and an empty value unsets a field", async () => {
  const { body: created } = await stripe.post(PATH, {
    address: { city: "Berlin", country: "DE" },
    business_name: "Acme",
    email: "jenny@example.com",
    invoice_settings: { footer: "Thanks" },
    metadata: { team: "billing", tier: "1" },
    name: "Jenny Rosen",
    preferred_locales: ["de", "en"],
    shipping: { address: { line1: "Street 1" }, name: "Jenny" },
    tax_exempt: "reverse",
  });
  expect(created).toMatchObject({
    address: { city: "Berlin", country: "DE", line1: null, line2: null, postal_code: null, state: null },
    business_name: "Acme",
    shipping: { address: { line1: "Street 1", city: null }, name: "Jenny", phone: null },
    tax_exempt: "reverse",
  });
  const { body: changed } = await stripe.post(`${PATH}/${created.id}`, {
    invoice_settings: { custom_fields: [{ name: "PO", value: "1" }] },
    metadata: { tier: "" },
    phone: "+49 30 1",
  });
  expect(changed).toMatchObject({
    email: "jenny@example.com",
    invoice_settings: { custom_fields: [{ name: "PO", value: "1" }], footer: "Thanks" },
    metadata: { team: "billing" },
    phone: "+49 30 1",
  });
  const { body: unset } = await stripe.post(`${PATH}/${created.id}`, {
    address: "",
    business_name: "",
    email: "",
    invoice_settings: { custom_fields: "", footer: "" },
    metadata: "",
    name: "",
    shipping: "",
    tax_exempt: "",
  });
  expect(unset).toMatchObject({
    address: null,
    email: null,
    invoice_settings: { custom_fields: null, footer: null },
    metadata: {},
    name: null,
    shipping: null,
    tax_exempt: "none",
  });
  expect(unset).not.toHaveProperty("business_name");
  expect((await stripe.get(`${PATH}/${created.id}`)).body).toEqual(unset);
});

test("customers are listed by email", async () => {
  const own = stripe.with({ "stripe-account": "acct_customers" });
  const create = async (email: string): Promise<string> => (await own.post(PATH, { email })).body.id;
  const one = await create("one@example.com");
  const two = await create("two@example.com");
  const again = await create("one@example.com");
  const ids = async (params: Params): Promise<string[]> =>
    (await own.get(PATH, params)).body.data.map(({ id }: { id: string }) => id);
  expect(await ids({})).toEqual([again, two, one]);
  expect(await ids({ email: "one@example.com" })).toEqual([again, one]);
  expect(await ids({ email: "One@example.com" })).toEqual([]);
});

test("a deleted customer can be retrieved as deleted, but not be used", async () => {
  const { id } = sandbox.dashboard().create("customer", { email: "gone@example.com" });
  const deleted = { id, object: "customer", deleted: true };
  expect((await stripe.delete(`${PATH}/${id}`)).body).toEqual(deleted);
  expect((await stripe.get(`${PATH}/${id}`)).body).toEqual(deleted);
  const missing = { code: "resource_missing", param: "id", message: `No such customer: '${id}'` };
  const changed = await stripe.post(`${PATH}/${id}`, { name: "x" });
  expect([changed.status, changed.body.error]).toEqual([404, expect.objectContaining(missing)]);
  expect((await stripe.delete(`${PATH}/${id}`)).status).toBe(404);
  expect((await stripe.get(PATH, { email: "gone@example.com" })).body.data).toEqual([]);
  expect(
    sandbox
      .dashboard()
      .list("customer")
      .map((customer) => customer.id),
  ).not.toContain(id);
});

test("paging returns every customer if customers are deleted meanwhile", async () => {
  const own = stripe.with({ "stripe-account": "acct_deleting" });
  const dashboard = sandbox.dashboard({ account: "acct_deleting" });
  const created = [1, 2, 3, 4, 5].map((number) => dashboard.create("customer", { name: String(number) }).id).reverse();
  const seen: string[] = [];
  for (let more = true; more;) {
    const { body } = await own.get(PATH, { limit: 2, starting_after: seen.at(-1) });
    for (const { id } of body.data) {
      await own.delete(`${PATH}/${id}`);
      seen.push(id);
    }
    more = body.has_more;
  }
  expect(seen).toEqual(created);
});

test("a customer's lists are empty and returned if expanded", async () => {
  const { id } = sandbox.dashboard().create("customer", {});
  const { body } = await stripe.get(`${PATH}/${id}`, {
    expand: ["subscriptions", "tax_ids", "invoice_settings.default_payment_method"],
  });
  expect(body).toMatchObject({
    subscriptions: { object: "list", data: [], has_more: false, url: `/v1/customers/${id}/subscriptions` },
    tax_ids: { data: [] },
    invoice_settings: { default_payment_method: null },
  });
  expect(body).not.toHaveProperty("sources");
});

test.each<[Params, string, string]>([
  [{ email: "jenny" }, "email", "Invalid email address: jenny"],
  [{ email: "" }, "email", "You passed an empty string for 'email'."],
  [{ tax_exempt: "perhaps" }, "tax_exempt", "Invalid tax_exempt: must be one of exempt, none, or reverse"],
  [{ shipping: { name: "x" } }, "shipping[address]", "Missing required param: shipping[address]."],
  [{ payment_method: "pm_1" }, "payment_method", "The sandbox does not support the parameter payment_method."],
  [{ nickname: "x" }, "nickname", "Received unknown parameter: nickname"],
])("rejects %j", async (params, param, message) => {
  const { status, body } = await stripe.post(PATH, params);
  expect([status, body.error.param]).toEqual([400, param]);
  expect(body.error.message).toContain(message);
});

test("the error for a customer of the other mode names the mode", async () => {
  const { id } = sandbox.dashboard({ mode: "live" }).create("customer", {});
  expect((await stripe.get(`${PATH}/${id}`)).body.error.message).toBe(
    `No such customer: '${id}'; a similar object exists in live mode, but a test mode key was used to make this request.`,
  );
});

describeWire("customer", "GET /v1/customers/:id", {
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
  notShown: { discount: "the sandbox has no coupons" },
  notExpanded: ["cash_balance", "tax"],
});

describeWire("deleted_customer", "DELETE /v1/customers/:id", {
  answers: async (stripe) => {
    const { id } = await created(stripe, "/v1/customers", {});
    return [(await stripe.delete(`/v1/customers/${id}`)).body];
  },
});
