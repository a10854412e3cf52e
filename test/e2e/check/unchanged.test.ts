import * as cdktf from "cdktf";
import {
  ApplyVia,
  ApplyWhen,
  BasicPortal,
  FullPortal,
  RevenueSafePortal,
  StripePortalConfiguration,
  SubscriptionPortal,
} from "../../../lib";
import type { Dashboard } from "../../../cli/src/sandbox";
import { createCatalog, renamed, stackCatalog } from "../../conformance/support/catalog";
import type { RandomPortal } from "../../conformance/support/portals";
import { validPortals } from "../../conformance/support/random-portals";
import { FRESH_SEED } from "../../conformance/support/seeds";
import { addPlan } from "../support/catalog";
import { check } from "../support/checking";
import { describeWithTerraform, useDeployment } from "../support/deployment";

/** `npm run prove` sets it to 1,000. */
const PORTALS = Number(process.env.PROVE_PORTALS ?? 30);
const BATCH = 25;

describeWithTerraform("a check of portals that nobody touched", () => {
  const deployment = useDeployment();

  /** A configuration that was made in the Dashboard. */
  function adoptee(account: Dashboard, index: number): string {
    return account.create("configuration", {
      name: `by hand ${index}`,
      metadata: { by: "hand" },
      default_return_url: "https://before.example",
      login_page: { enabled: index % 2 === 0 },
      features: {
        customer_update: { enabled: true, allowed_updates: ["email", "phone"] },
        subscription_pause: { enabled: true },
        invoice_history: { enabled: true },
      },
    }).id;
  }

  async function expectEqual(count: number): Promise<void> {
    deployment.sandbox.clearRequests();
    const { exitCode, findings, notCompared, portals } = await check(deployment);
    expect([findings, notCompared]).toEqual([[], []]);
    expect(exitCode).toBe(0);
    expect(portals).toHaveLength(count);
    const requests = deployment.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
    expect(requests.filter((request) => !request.startsWith("GET "))).toEqual([]);
    expect(requests.filter((request) => request.includes("/configurations")).length).toBeLessThanOrEqual(count);
  }

  test("accepts all presets, each of them new and adopted, with every ApplyVia and ApplyWhen", async () => {
    const account = deployment.sandbox.dashboard();
    const ids = Array.from({ length: 12 }, (_, index) => adoptee(account, index));
    const build = (stack: cdktf.TerraformStack): void => {
      const products = [addPlan(stack), addPlan(stack, "team")];
      const each = [
        {},
        { applyVia: ApplyVia.STEP },
        { applyWhen: ApplyWhen.ALWAYS },
        { lifecycle: { ignoreChanges: ["metadata", "active"] } },
      ];
      for (const [index, more] of each.entries()) {
        for (const importFrom of [undefined, ids[index]]) {
          const name = `${importFrom === undefined ? "new" : "adopted"}-${index}`;
          const adopted = (offset: number) => (importFrom === undefined ? undefined : ids[index + 4 * offset]);
          new FullPortal(stack, `full-${name}`, {
            ...more,
            importFrom: adopted(0),
            businessProfile: {
              headline: "Full",
              privacyPolicyUrl: "https://a.example",
              termsOfServiceUrl: "https://b.example",
            },
            defaultReturnUrl: "https://c.example",
          });
          new SubscriptionPortal(stack, `subscription-${name}`, {
            ...more,
            importFrom: adopted(1),
            products,
            defaultReturnUrl: "https://c.example",
          });
          new RevenueSafePortal(stack, `safe-${name}`, { ...more, importFrom: adopted(2), products });
        }
      }
      new BasicPortal(stack, "basic", { applyVia: ApplyVia.PROVIDER });
    };
    await deployment.deploy(build);
    await expectEqual(25);
    // The second apply adopts nothing and changes nothing, apart from the steps that always run.
    await deployment.apply();
    await expectEqual(25);
  });

  const batches = Array.from({ length: Math.ceil(PORTALS / BATCH) }, (_, index) => [
    index,
    Math.min(BATCH, PORTALS - index * BATCH),
    FRESH_SEED + index,
  ]);

  test.each(batches)(
    "accepts random portals, a third of them adopted (batch %i: %i portals, seed %i)",
    async (_, count, seed) => {
      const account = deployment.sandbox.dashboard();
      const context = { account, ids: createCatalog(account) };
      const all: readonly RandomPortal[] = validPortals(context, seed, count);
      const adopted = all.map((__, index) => (index % 3 === 0 ? adoptee(account, index) : undefined));
      await deployment.deploy((stack) =>
        all.forEach(({ props, isOwner }, index) => {
          const naming = isOwner ? stackCatalog(stack) : context.ids;
          new StripePortalConfiguration(stack, `portal-${index}`, {
            ...renamed(props, naming),
            importFrom: adopted[index],
          });
        }),
      );
      await expectEqual(count);
    },
  );
});
