import { useSandbox } from "../../../support/sandbox";
import { Client, type Params } from "../client";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);

beforeAll(() => {
  for (let number = 1; number <= 12; number++) {
    sandbox.dashboard().create("product", { id: `p${number}`, name: `Product ${number}` });
  }
});

async function page(params: Params): Promise<[ids: string[], hasMore: boolean]> {
  const { body } = await stripe.get("/v1/products", params);
  return [body.data.map(({ id }: { id: string }) => id), body.has_more];
}

test("a list contains ten objects by default, newest first", async () => {
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
])("%j returns the page %j", async (params, ids, hasMore) => {
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
  [{ created: "yesterday" }, 400],
  [{ created: { since: 1 } }, 400],
])("%j returns the status %s", async (params, status) => {
  expect((await stripe.get("/v1/products", params)).status).toBe(status);
});

test("configurations can be filtered by active and is_default", async () => {
  const dashboard = sandbox.dashboard();
  const { id } = dashboard.create("configuration", { features: { invoice_history: { enabled: true } } });
  dashboard.edit("configuration", id, { active: false });
  const ids = async (params: Params): Promise<string[]> =>
    (await stripe.get("/v1/billing_portal/configurations", params)).body.data.map((found: { id: string }) => found.id);
  const standard = dashboard.list("configuration")[0].id;
  expect(await ids({})).toEqual([id, standard]);
  expect(await ids({ active: false })).toEqual([id]);
  expect(await ids({ is_default: true })).toEqual([standard]);
  expect(await ids({ active: false, is_default: true })).toEqual([]);
});

test("rejects two cursors", async () => {
  const { body } = await stripe.get("/v1/products", { starting_after: "p1", ending_before: "p2" });
  expect(body.error.message).toBe(
    "Received both starting_after and ending_before parameters. Please pass in only one.",
  );
});

describe("a cursor that has left the filter", () => {
  const account = { "stripe-account": "acct_cursor" };
  const active = async (params: Params): Promise<string[]> => {
    const { body } = await stripe.with(account).get("/v1/products", { active: true, ...params });
    return body.data.map(({ id }: { id: string }) => id);
  };
  beforeAll(() => {
    const dashboard = sandbox.dashboard({ account: "acct_cursor" });
    for (const id of ["a", "b", "c", "d", "e"]) {
      dashboard.create("product", { id, name: id });
    }
    dashboard.edit("product", "c", { active: false });
  });

  test("keeps its position forwards", async () => {
    expect(await active({ starting_after: "c" })).toEqual(["b", "a"]);
  });

  test("keeps its position backwards", async () => {
    expect(await active({ ending_before: "c" })).toEqual(["e", "d"]);
  });

  test("returns every product once if products are archived while paging", async () => {
    const seen: string[] = [];
    const own = stripe.with({ "stripe-account": "acct_paging" });
    const dashboard = sandbox.dashboard({ account: "acct_paging" });
    for (let number = 1; number <= 25; number++) {
      dashboard.create("product", { id: `paged${number}`, name: "x" });
    }
    let cursor: string | undefined;
    for (let more = true; more;) {
      const { body } = await own.get("/v1/products", { active: true, limit: 10, starting_after: cursor });
      for (const { id } of body.data) {
        dashboard.edit("product", id, { active: false });
        seen.push((cursor = id));
      }
      more = body.has_more;
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });
});

describe("created", () => {
  const account = { "stripe-account": "acct_created" };
  const T = 1_800_000_000;
  const listed = async (kind: string, created: Params[string]): Promise<number[]> => {
    const { body } = await stripe.with(account).get(`/v1/${kind}`, { created });
    return body.data.map((object: { created: number }) => object.created);
  };
  beforeAll(() => {
    const now = jest.spyOn(Date, "now");
    const dashboard = sandbox.dashboard({ account: "acct_created" });
    for (const time of [T, T + 10, T + 20]) {
      now.mockReturnValue(time * 1000);
      const product = dashboard.create("product", { name: "x" }).id;
      dashboard.create("price", { product, currency: "usd", unit_amount: 1 });
      dashboard.create("customer", { name: "x" });
    }
    now.mockRestore();
  });

  test.each<[Params[string], number[]]>([
    [T + 10, [T + 10]],
    [{ gt: T }, [T + 20, T + 10]],
    [{ gte: T, lt: T + 20 }, [T + 10, T]],
    [{ gt: T, lte: T + 10 }, [T + 10]],
    [{ gt: T + 20 }, []],
  ])("%j filters products, prices and customers", async (created, expected) => {
    for (const kind of ["products", "prices", "customers"]) {
      expect(await listed(kind, created)).toEqual(expected);
    }
  });
});

test("decodes ids in paths", async () => {
  sandbox.dashboard().create("product", { id: "my plan/2", name: "Encoded" });
  const { body } = await stripe.get("/v1/products/my%20plan%2F2");
  expect(body).toMatchObject({ id: "my plan/2", name: "Encoded" });
  sandbox.dashboard().edit("product", "my plan/2", { name: "Renamed" });
  expect((await stripe.delete("/v1/products/my%20plan%2F2")).body.deleted).toBe(true);
});

test("an id with invalid encoding does not exist", async () => {
  const { status, body } = await stripe.get("/v1/products/100%");
  expect([status, body.error.message]).toEqual([404, "No such product: '100%'"]);
});

test("a trailing slash is rejected with a hint", async () => {
  const { status, body } = await stripe.get("/v1/prices/");
  expect(status).toBe(404);
  expect(body.error.message).toBe(
    "Unrecognized request URL (GET: /v1/prices/). If you are trying to list objects, remove the trailing slash. If you " +
      "are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. Please see " +
      "https://stripe.com/docs or we can help at https://support.stripe.com/.",
  );
});
