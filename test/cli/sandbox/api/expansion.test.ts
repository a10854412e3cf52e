import { useSandbox } from "../../../support/sandbox";
import { Client } from "../client";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);
let product: string;
let price: string;

beforeAll(() => {
  product = sandbox.dashboard().create("product", { name: "Pro", tax_details: { tax_code: "txcd_1" } }).id;
  price = sandbox.dashboard().create("price", { product, currency: "usd", unit_amount: 1 }).id;
  sandbox.dashboard().edit("product", product, { default_price: price });
});

test("expands objects within objects, four levels deep", async () => {
  const { body } = await stripe.get(`/v1/prices/${price}`, {
    expand: ["product.default_price.product.default_price"],
  });
  expect(body.product.default_price.product.default_price).toMatchObject({ id: price, product });
});

test("expands several fields of one object", async () => {
  const { body } = await stripe.get(`/v1/products/${product}`, {
    expand: ["default_price.product", "default_price.currency_options"],
  });
  expect(body.default_price).toMatchObject({ product: { id: product }, currency_options: { usd: { unit_amount: 1 } } });
});

test("an expanded object equals the response of its own endpoint", async () => {
  const old = stripe.with({ "stripe-version": "2026-05-27.dahlia" });
  const { body } = await old.get(`/v1/prices/${price}`, { expand: ["product"] });
  expect(body.product).toEqual((await old.get(`/v1/products/${product}`)).body);
  const { body: shown } = await stripe.get(`/v1/products/${product}`, { expand: ["default_price"] });
  expect(shown.default_price).toEqual((await stripe.get(`/v1/prices/${price}`)).body);
});

test("a list expands its elements", async () => {
  const { body } = await stripe.get("/v1/prices", { expand: ["data.product.default_price"] });
  expect(body.data[0].product.default_price.id).toBe(price);
});

test.each(["data", "data.recurring"])("%s of a list is accepted and changes nothing", async (path) => {
  expect((await stripe.get("/v1/prices", { expand: [path] })).body).toEqual((await stripe.get("/v1/prices")).body);
});

test.each([
  [
    "prices",
    "product.name",
    "This property cannot be expanded (product.name). You may want to try expanding 'data.product.name' instead.",
  ],
  [
    "prices",
    "product",
    "This property cannot be expanded (product). You may want to try expanding 'data.product' instead.",
  ],
  ["prices", "data.nope", "This property cannot be expanded (data.nope)."],
  ["prices", "data.constructor", "This property cannot be expanded (data.constructor)."],
  ["account", "nope", "This property cannot be expanded (nope)."],
  [
    "prices",
    "data.product.default_price.product.default_price",
    "You cannot expand more than 4 levels of a property. Property: data.product.default_price.product.default_price",
  ],
])("/v1/%s rejects the expansion of %s", async (kind, path, message) => {
  const { status, body } = await stripe.get(`/v1/${kind}`, { expand: [path] });
  expect([status, body.error.message]).toEqual([400, message]);
});
