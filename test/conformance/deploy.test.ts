import { ApplyVia } from "../../lib";
import { describeWithTerraform, useDeployment } from "../e2e/support/deployment";
import { Context } from "./support/agreement";
import { createCatalog } from "./support/catalog";
import { RandomPortal } from "./support/portals";
import { deployAll, validPortals } from "./support/random-portals";
import { FIXED_SEED, FRESH_SEED } from "./support/seeds";
import { normalize, expectedParams } from "./support/expected-params";

const PORTALS = 25;

describeWithTerraform("deployed random portals", () => {
  const deployment = useDeployment();
  let context: Context;

  beforeEach(() => {
    const account = deployment.sandbox.dashboard();
    context = { account, ids: createCatalog(account) };
  });

  async function expectInStripe(all: readonly RandomPortal[]): Promise<void> {
    for (const { held, props } of await deployAll(deployment, all, context)) {
      expect(normalize(held)).toEqual(normalize(expectedParams(props)));
    }
    await deployment.expectNoChanges();
  }

  test.each([
    ["fixed", FIXED_SEED],
    ["fresh", FRESH_SEED],
  ])("have every expected field in Stripe, at creation and after a change (seed: %s, %i)", async (_, seed) => {
    const all = validPortals(context, seed, 2 * PORTALS);
    await expectInStripe(all.slice(0, PORTALS));
    // The provider cannot clear strings, so the successors use a step.
    const successors = all.slice(PORTALS).map((one) => ({ ...one, props: { ...one.props, applyVia: ApplyVia.STEP } }));
    await expectInStripe(successors);
  });
});
