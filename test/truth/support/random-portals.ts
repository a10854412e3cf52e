import * as cdktf from "cdktf";
import * as fc from "fast-check";
import { StripePortalConfiguration } from "../../../lib";
import { Deployment } from "../../e2e/support/deployment";
import { Court, judge } from "./agreement";
import { deployedIds, programCatalog, renamed } from "./catalog";
import { programs, RandomProgram } from "./programs";

/** Random programs that library and Stripe accept. */
export function validPrograms(court: Court, seed: number, count: number): RandomProgram[] {
  const [paymentMethods] = court.account.paymentMethodConfigurations;
  const isValid = (program: RandomProgram) => {
    const { library, stripe } = judge(program, court);
    return library === undefined && stripe === undefined;
  };
  return fc.sample(programs(paymentMethods.id).filter(isValid), { seed, numRuns: count });
}

/** Deploys programs in one stack; returns each program's configuration and its properties as Stripe has them. */
export async function deployAll(deployment: Deployment, all: readonly RandomProgram[], court: Court) {
  await deployment.deploy((stack) =>
    all.forEach(({ props, isOwner }, index) => {
      const ids = isOwner ? programCatalog(stack) : court.ids;
      const portal = new StripePortalConfiguration(stack, `portal-${index}`, renamed(props, ids));
      new cdktf.TerraformOutput(stack, `id-${index}`, { value: portal.portalConfigurationId });
    }),
  );
  const outputs = await deployment.outputs();
  return all.map(({ props, isOwner }, index) => ({
    held: court.account.configuration(String(outputs[`id-${index}`])),
    props: renamed(props, isOwner ? deployedIds(court.account) : court.ids),
  }));
}
