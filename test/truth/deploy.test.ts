import * as cdktf from "cdktf";
import * as fc from "fast-check";
import { ApplyVia, StripePortalConfiguration } from "../../lib";
import { Deployment, describeWithTerraform } from "../e2e/support/deployment";
import { Court, judge } from "./support/agreement";
import { deployedIds, makeCatalog, programCatalog, renamed } from "./support/catalog";
import { programs, RandomProgram } from "./support/programs";
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

  function validPrograms(seed: number): RandomProgram[] {
    const [paymentMethods] = court.account.paymentMethodConfigurations;
    const isValid = (program: RandomProgram) => {
      const { library, stripe } = judge(program, court);
      return library === undefined && stripe === undefined;
    };
    return fc.sample(programs(paymentMethods.id).filter(isValid), { seed, numRuns: 2 * PORTALS });
  }

  async function expectHeldAsStated(all: readonly RandomProgram[]): Promise<void> {
    await deployment.deploy((stack) =>
      all.forEach(({ props, isOwner }, index) => {
        const ids = isOwner ? programCatalog(stack) : court.ids;
        const portal = new StripePortalConfiguration(stack, `portal-${index}`, renamed(props, ids));
        new cdktf.TerraformOutput(stack, `id-${index}`, { value: portal.portalConfigurationId });
      }),
    );
    const outputs = await deployment.outputs();
    all.forEach(({ props, isOwner }, index) => {
      const held = court.account.configuration(String(outputs[`id-${index}`]));
      const wanted = stated(renamed(props, isOwner ? deployedIds(court.account) : court.ids));
      expect(essence(held)).toEqual(essence(wanted));
    });
    await deployment.expectNoChanges();
  }

  test.each([
    ["fixed", FIXED_SEED],
    ["fresh", FRESH_SEED],
  ])(
    "Stripe holds every field as the program says, also where another portal was before (seed: %s, %i)",
    async (_, seed) => {
      const all = validPrograms(seed);
      await expectHeldAsStated(all.slice(0, PORTALS));
      // Without a step, texts that left the program would stay.
      const successors = all
        .slice(PORTALS)
        .map((one) => ({ ...one, props: { ...one.props, applyVia: ApplyVia.STEP } }));
      await expectHeldAsStated(successors);
    },
  );
});
