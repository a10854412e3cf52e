import { type Sandbox, startSandbox } from "../../cli/src/sandbox";
import { Client, type Params } from "./client";

let sandbox: Sandbox;
let stripe: Client;

beforeAll(async () => {
  sandbox = await startSandbox({ environment: {} });
  stripe = new Client(sandbox);
  for (let number = 1; number <= 12; number++) {
    sandbox.account().createProduct({ id: `p${number}`, name: `Product ${number}` });
  }
});
afterAll(() => sandbox.close());

async function page(params: Params): Promise<[ids: string[], hasMore: boolean]> {
  const { body } = await stripe.get("/v1/products", params);
  return [body.data.map(({ id }: { id: string }) => id), body.has_more];
}

test("a list has its shape, ten objects, newest first", async () => {
  const { body } = await stripe.get("/v1/products");
  expect(body).toMatchObject({ object: "list", url: "/v1/products", has_more: true });
  expect(body.data).toHaveLength(10);
  expect(body.data[0].id).toBe("p12");
});

test.each<[Params, string[], boolean]>([
  [{ limit: 2 }, ["p12", "p11"], true],
  [{ limit: 2, starting_after: "p11" }, ["p10", "p9"], true],
  [{ limit: 2, starting_after: "p3" }, ["p2", "p1"], false],
  [{ limit: 2, starting_after: "p1" }, [], false],
  [{ limit: 2, ending_before: "p9" }, ["p11", "p10"], true],
  [{ limit: 3, ending_before: "p9" }, ["p12", "p11", "p10"], false],
  [{ limit: 2, ending_before: "p12" }, [], false],
])("%j is that page", async (params, ids, hasMore) => {
  expect(await page(params)).toEqual([ids, hasMore]);
});

test.each<[Params, number]>([
  [{ limit: 1 }, 200],
  [{ limit: 100 }, 200],
  [{ limit: 0 }, 400],
  [{ limit: 101 }, 400],
  [{ starting_after: "nope" }, 400],
  [{ starting_after: "p1", ending_before: "p2" }, 400],
  [{ page: 2 }, 400],
])("%j is answered with %s", async (params, status) => {
  expect((await stripe.get("/v1/products", params)).status).toBe(status);
});

test("configurations can be filtered by active and is_default", async () => {
  const account = sandbox.account();
  const { id } = account.createConfiguration({ features: { invoice_history: { enabled: true } } });
  account.update(id, { active: false });
  const ids = async (params: Params): Promise<string[]> =>
    (await stripe.get("/v1/billing_portal/configurations", params)).body.data.map((found: { id: string }) => found.id);
  const standard = account.defaultConfiguration!.id;
  expect(await ids({})).toEqual([id, standard]);
  expect(await ids({ active: false })).toEqual([id]);
  expect(await ids({ is_default: true })).toEqual([standard]);
  expect(await ids({ active: false, is_default: true })).toEqual([]);
});
