import * as cdktf from "cdktf";
import { ApplyWhen, PortalPlan, PortalProduct, SubscriptionPortal, SubscriptionPortalProps } from "../../lib";
import { Sandbox, startSandbox } from "../../cli/src/sandbox";
import { Build, Deployment, describeWithTerraform, useDeployment } from "./support/deployment";
import { deployExample, modesOf } from "./support/examples";
import { unwrapped } from "./support/stripe-side";

const EXAMPLE = "one-app-two-modes";
const RESTRICTED = "rk_test_without_prices";

describeWithTerraform("an app for both modes", () => {
  test("offers the same plans in each mode under different IDs, and sends nothing the second time", async () => {
    const sandbox = await startSandbox();
    const deployments = modesOf(EXAMPLE).map((mode) => ({ mode, deployment: new Deployment(sandbox) }));
    try {
      for (const { mode, deployment } of deployments) await deployExample(deployment, EXAMPLE, mode);
      const [test, live] = await Promise.all(
        deployments.map(async ({ mode, deployment }) => {
          const { portal_configuration_id: id } = await deployment.outputs();
          return productsOf(sandbox, mode, id as string);
        }),
      );
      const keys = [
        ["pro_monthly", "pro_yearly"],
        ["team_monthly", "team_yearly"],
      ];
      expect(test.map((product) => product.keys)).toEqual(keys);
      expect(live.map((product) => product.keys)).toEqual(keys);
      const [testIds, liveIds] = [test, live].map((products) => products.flatMap(({ ids }) => ids));
      expect(testIds.filter((id) => liveIds.includes(id))).toEqual([]);

      sandbox.clearRequests();
      for (const { deployment } of deployments) {
        await deployment.expectNoChanges();
        await deployment.apply();
        expect(deployment.writes()).toEqual([]);
      }
    } finally {
      for (const { deployment } of deployments) await deployment.close();
    }
  });
});

/** The products of a portal: their IDs with those of their prices, and the lookup keys of the prices. */
function productsOf(sandbox: Sandbox, mode: "test" | "live", id: string) {
  const dashboard = sandbox.dashboard({ mode });
  const { livemode, features } = dashboard.get("configuration", id);
  expect(livemode).toBe(mode === "live");
  return features.subscription_update.products!.map(({ product, prices }) => ({
    ids: [product, ...prices],
    keys: prices.map((price) => dashboard.get("price", price).lookup_key),
  }));
}

describeWithTerraform("plans", () => {
  // The tests share a folder, which is initialized once, and a portal.
  const deployment = useDeployment({
    once: true,
    keys: ["sk_test_sandbox", { key: RESTRICTED, permissions: ["customer_portal_write"] }],
  });
  let before: unknown;
  let pro: string;
  let team: string;

  beforeAll(async () => {
    pro = makeProduct({ pro_monthly: "month", pro_yearly: "year", pro_cheap: "month" });
    team = makeProduct({ team_monthly: "month" });
    await deployment.deploy(portal({ plans: [PRO] }));
  });
  beforeEach(() => {
    deployment.env = {};
    [before] = deployment.created;
    deployment.sandbox.clearRequests();
  });

  const PRO: PortalPlan = { lookupKeys: ["pro_monthly", "pro_yearly"] };

  const portal =
    (props: SubscriptionPortalProps): Build =>
    (stack) =>
      void new SubscriptionPortal(stack, "portal", props);

  /** Creates a product with a price for each lookup key, and returns its ID. */
  const makeProduct = (intervals: Readonly<Record<string, string>>): string => {
    const { id } = deployment.sandbox.dashboard().create("product", { name: "A plan" });
    for (const [key, interval] of Object.entries(intervals)) makePrice(id, key, { recurring: { interval } });
    return id;
  };

  const makePrice = (product: string, key: string, params: { recurring?: { interval: string } }): string =>
    deployment.sandbox.dashboard().create("price", {
      product,
      currency: "usd",
      unit_amount: 2_000,
      lookup_key: key,
      transfer_lookup_key: true,
      ...params,
    }).id;

  const offered = () => deployment.created[0].features.subscription_update.products;

  /** Deploys, and expects a rejection of the step that changes nothing in Stripe. */
  const expectRejection = async (build: Build, message: string): Promise<void> => {
    deployment.write(build);
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(unwrapped(output)).toContain(message);
    expect(output).toContain("Nothing was changed in Stripe.");
    expect(deployment.writes()).toEqual([]);
    expect(deployment.created).toEqual([before]);
  };

  describe("whose key has moved to another price", () => {
    test("offer it when the step is replaced", async () => {
      const moved = makePrice(pro, "pro_yearly", { recurring: { interval: "year" } });
      await deployment.expectNoChanges();
      const step = (await deployment.resources()).find(({ name }) => name.endsWith("_Step"))!;
      const output = await deployment.apply(`-replace=${step.address}`);

      expect(output).toContain(`pro_yearly -> ${moved} (${pro}, 20.00 USD / year)`);
      expect(offered()).toMatchObject([{ product: pro, prices: [expect.any(String), moved] }]);
      await deployment.expectNoChanges();
    });

    test("offer it at the next apply with ApplyWhen.ALWAYS", async () => {
      await deployment.deploy(portal({ plans: [PRO], applyWhen: ApplyWhen.ALWAYS }));
      const moved = makePrice(pro, "pro_yearly", { recurring: { interval: "year" } });
      await deployment.apply();

      expect(offered()).toMatchObject([{ product: pro, prices: [expect.any(String), moved] }]);
    });
  });

  describe("send nothing", () => {
    const plans = (...lookupKeys: string[][]): PortalPlan[] => lookupKeys.map((keys) => ({ lookupKeys: keys }));

    test.each<[string, PortalPlan[], () => { message: string; products?: PortalProduct[] }]>([
      [
        "no price has a key",
        plans(["pro_monthly", "pro_weekly"]),
        () => ({
          message:
            "plans[0] (pro_monthly, pro_weekly): no price has the lookup key pro_weekly. Create the price, or correct the key.",
        }),
      ],
      [
        "an archived price has the key",
        plans(["old_monthly"]),
        () => {
          const archived = makePrice(team, "old_monthly", { recurring: { interval: "month" } });
          deployment.sandbox.dashboard().edit("price", archived, { active: false });
          return {
            message: `no active price has the lookup key old_monthly; the archived price ${archived} has it. Transfer it`,
          };
        },
      ],
      [
        "a one-time price has the key",
        plans(["setup"]),
        () => ({ message: `setup is the lookup key of the one-time price ${makePrice(team, "setup", {})}.` }),
      ],
      [
        "a plan has prices of two products",
        plans(["pro_monthly", "team_monthly"]),
        () => ({
          message: `a plan must have the prices of one product; got: pro_monthly of ${pro}, team_monthly of ${team}.`,
        }),
      ],
      [
        "two plans have the same product",
        plans(["pro_monthly"], ["pro_yearly"]),
        () => ({ message: `plans[1] (pro_yearly): ${pro} is already in plans[0] (pro_monthly). Combine the two.` }),
      ],
      [
        "a plan and a listed product are the same",
        plans(["pro_monthly"]),
        () => ({
          products: [{ product: pro, prices: ["price_1"] }],
          message: `plans[0] (pro_monthly): ${pro} is already in products[0]. Combine the two.`,
        }),
      ],
      [
        "two prices have the same interval in a currency",
        plans(["pro_monthly", "pro_cheap"]),
        () => ({ message: "pro_monthly and pro_cheap have the same billing interval in USD. Remove one." }),
      ],
    ])("if %s", async (_, rejected, expectation) => {
      const { message, products } = expectation();
      await expectRejection(portal({ plans: rejected, products }), message);
    });

    test("if the variable with the key is null", async () => {
      const build: Build = (stack) => {
        const key = new cdktf.TerraformVariable(stack, "key", { type: "string" });
        key.addOverride("default", null);
        portal({ plans: [PRO, { lookupKeys: [key.stringValue] }] })(stack);
      };
      await expectRejection(build, "plans[1] (not set): each lookup key is required. Set the variable or expression");
    });

    test("if a restricted key cannot read prices", async () => {
      deployment.env = { STRIPE_API_KEY: RESTRICTED };
      await expectRejection(
        portal({ plans: [PRO, { lookupKeys: ["team_monthly"] }] }),
        "A restricted key needs the permission Prices: Read.",
      );
      expect(deployment.sandbox.requests.at(-1)).toMatchObject({ method: "GET", path: "/v1/prices", status: 403 });
    });
  });

  test("match Stripe again once an error is corrected, without a request that writes", async () => {
    await expectRejection(portal({ plans: [{ lookupKeys: ["missing"] }] }), "no price has the lookup key missing");
    await deployment.deploy(portal({ plans: [PRO] }));
    expect(deployment.writes()).toEqual([]);
    await deployment.expectNoChanges();
  });
});
