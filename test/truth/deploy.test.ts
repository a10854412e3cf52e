import { ApplyVia } from "../../lib";
import { Deployment, describeWithTerraform } from "../e2e/support/deployment";
import { Court } from "./support/agreement";
import { makeCatalog } from "./support/catalog";
import { RandomProgram } from "./support/programs";
import { deployAll, validPrograms } from "./support/random-portals";
import { FIXED_SEED, FRESH_SEED } from "./support/seeds";
import { essence, stated } from "./support/stated";

const PORTALS = 25;

describeWithTerraform("random portals, deployed", () => {
  let deployment: Deployment;
  let court: Court;

  beforeEach(async () => {
    deployment = await Deployment.start();
    const account = deployment.sandbox.account();
    court = { account, ids: makeCatalog(account) };
  });
  afterEach(() => deployment.close());

  async function expectHeldAsStated(all: readonly RandomProgram[]): Promise<void> {
    for (const { held, props } of await deployAll(deployment, all, court)) {
      expect(essence(held)).toEqual(essence(stated(props)));
    }
    await deployment.expectNoChanges();
  }

  test.each([
    ["fixed", FIXED_SEED],
    ["fresh", FRESH_SEED],
  ])("Stripe holds every field as the program says, also after another program (seed: %s, %i)", async (_, seed) => {
    const all = validPrograms(court, seed, 2 * PORTALS);
    await expectHeldAsStated(all.slice(0, PORTALS));
    // Without a step, texts that left the program would stay.
    const successors = all.slice(PORTALS).map((one) => ({ ...one, props: { ...one.props, applyVia: ApplyVia.STEP } }));
    await expectHeldAsStated(successors);
  });
});
