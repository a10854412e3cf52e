import { useSandbox } from "../../../support/sandbox";
import { Client } from "../client";
import { created, describeWire } from "../wire";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);

test("a product with only a name has every field that Stripe returns", async () => {
  const { status, body } = await stripe.post("/v1/products", { name: "Pro" });
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.stringMatching(/^prod_\w{14}$/),
    object: "product",
    active: true,
    created: expect.any(Number),
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name: "Pro",
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: expect.any(Number),
    url: null,
  });
});

test("every field of a product is returned, and unset by an empty value", async () => {
  const full = {
    active: false,
    description: "All of it",
    images: ["https://acme.com/a.png", "https://acme.com/b.png"],
    marketing_features: [{ name: "Fast" }, { name: "Safe" }],
    metadata: { team: "billing" },
    name: "Pro",
    package_dimensions: { height: 1.5, length: 2, weight: 3, width: 4 },
    shippable: true,
    statement_descriptor: "ACME PRO",
    tax_code: "txcd_1",
    unit_label: "seat",
    url: "https://acme.com/pro",
  };
  const { body } = await stripe.post("/v1/products", { ...full, id: "prod_full" });
  expect(body).toMatchObject({ ...full, id: "prod_full" });
  const unset = await stripe.post("/v1/products/prod_full", {
    description: "",
    images: "",
    marketing_features: "",
    metadata: "",
    package_dimensions: "",
    tax_code: "",
    unit_label: "",
    url: "",
  });
  expect(unset.body).toMatchObject({
    description: null,
    images: [],
    marketing_features: [],
    metadata: {},
    name: "Pro",
    package_dimensions: null,
    shippable: true,
    tax_code: null,
    unit_label: null,
    url: null,
  });
});

test("an id can be chosen once", async () => {
  await stripe.post("/v1/products", { id: "chosen", name: "A" });
  const { status, body } = await stripe.post("/v1/products", { id: "chosen", name: "B" });
  expect(status).toBe(400);
  expect(body.error).toMatchObject({
    code: "resource_already_exists",
    message: "Product already exists.",
    param: "id",
  });
});

test("a product can create its default price", async () => {
  const { body } = await stripe.post("/v1/products", {
    name: "Pro",
    default_price_data: { currency: "usd", unit_amount: 900, recurring: { interval: "month" } },
    expand: ["default_price"],
  });
  expect(body.default_price).toMatchObject({ object: "price", product: body.id, unit_amount: 900, type: "recurring" });
});

test("a default price must belong to its product", async () => {
  const dashboard = sandbox.dashboard();
  const mine = dashboard.create("product", { name: "Mine" }).id;
  const other = dashboard.create("product", { name: "Other" }).id;
  const price = dashboard.create("price", { product: other, currency: "usd", unit_amount: 1 }).id;
  const { body } = await stripe.post(`/v1/products/${mine}`, { default_price: price });
  expect(body.error).toMatchObject({ param: "default_price", message: expect.stringContaining("does not belong to") });
  expect((await stripe.post(`/v1/products/${other}`, { default_price: price })).body.default_price).toBe(price);
});

test("a product can be deleted without prices, and only archived with prices", async () => {
  const dashboard = sandbox.dashboard();
  const { id } = dashboard.create("product", { name: "Pro" });
  expect((await stripe.delete(`/v1/products/${id}`)).body).toEqual({ id, object: "product", deleted: true });
  expect((await stripe.get(`/v1/products/${id}`)).body.error).toMatchObject({
    code: "resource_missing",
    message: `No such product: '${id}'`,
  });
  const sold = dashboard.create("product", { name: "Sold" }).id;
  dashboard.create("price", { product: sold, currency: "usd", unit_amount: 1 });
  const rejected = await stripe.delete(`/v1/products/${sold}`);
  expect(rejected.body.error.message).toMatch(/^This product cannot be deleted/);
  expect((await stripe.post(`/v1/products/${sold}`, { active: false })).body.active).toBe(false);
});

test("lists can be filtered", async () => {
  const alone = stripe.with({ "stripe-account": "acct_products" });
  for (const params of [
    { id: "a", name: "A", url: "https://a.b" },
    { id: "b", name: "B", active: false },
    { id: "c", name: "C", shippable: true },
  ]) {
    await alone.post("/v1/products", params);
  }
  const ids = async (params: Record<string, string | string[]>): Promise<string[]> =>
    (await alone.get("/v1/products", params)).body.data.map(({ id }: { id: string }) => id);
  expect(await ids({})).toEqual(["c", "b", "a"]);
  expect(await ids({ active: "true" })).toEqual(["c", "a"]);
  expect(await ids({ ids: ["a", "b"] })).toEqual(["b", "a"]);
  expect(await ids({ shippable: "true" })).toEqual(["c"]);
  expect(await ids({ url: "https://a.b" })).toEqual(["a"]);
  expect(await ids({ type: "good" })).toEqual([]);
});

test("tax details require a newer API version", async () => {
  const params = { name: "Pro", tax_details: { tax_code: "txcd_1" } };
  const { body } = await stripe.post("/v1/products", params);
  expect(body.tax_details).toEqual({ performance_location: null, tax_code: "txcd_1" });
  const old = stripe.with({ "stripe-version": "2026-05-27.dahlia" });
  expect((await old.post("/v1/products", params)).body.error.param).toBe("tax_details");
  expect((await old.get(`/v1/products/${body.id}`)).body).not.toHaveProperty("tax_details");
});

test.each([
  ["images", 8, "https://acme.com/a.png"],
  ["marketing_features", 15, { name: "Fast" }],
])("a product has at most the following number of %s: %s", async (name, most, element) => {
  const create = (count: number): ReturnType<Client["post"]> =>
    stripe.post("/v1/products", { name: "Pro", [name]: Array.from({ length: count }, () => element) });
  expect((await create(most)).status).toBe(200);
  expect((await create(most + 1)).body.error).toMatchObject({
    param: name,
    message: `Array ${name} exceeded maximum ${most} allowed elements.`,
  });
});

describeWire("product", "GET /v1/products/:id", {
  answers: async (stripe) => [
    await created(stripe, "/v1/products", {
      name: "x",
      default_price_data: { currency: "usd", unit_amount: 1 },
      marketing_features: [{ name: "Fast" }],
      package_dimensions: { height: 1, length: 1, weight: 1, width: 1 },
      expand: ["default_price"],
    }),
  ],
  notExpanded: ["tax_code"],
  undeclared: { type: ["service"] },
});

describeWire("deleted_product", "DELETE /v1/products/:id", {
  answers: async (stripe) => {
    const { id } = await created(stripe, "/v1/products", { name: "x" });
    return [(await stripe.delete(`/v1/products/${id}`)).body];
  },
});
