import * as cdktf from "cdktf";
import * as fc from "fast-check";
import { StripePortalConfiguration } from "../../../lib";
import { Deployment } from "../../e2e/support/deployment";
import { Context, compareWithStripe } from "./agreement";
import { deployedIds, stackCatalog, renamed } from "./catalog";
import { portals, RandomPortal } from "./portals";

/** Random portals that library and Stripe accept. */
export function validPortals(context: Context, seed: number, count: number): RandomPortal[] {
  const [paymentMethods] = context.account.list("payment_method_configuration");
  const isValid = (portal: RandomPortal) => {
    const { library, stripe } = compareWithStripe(portal, context);
    return library === undefined && stripe === undefined;
  };
  return fc.sample(portals(paymentMethods.id).filter(isValid), { seed, numRuns: count });
}

/** Deploys portals in one stack. Returns the configuration of each, and its properties with the ids in Stripe. */
export async function deployAll(deployment: Deployment, all: readonly RandomPortal[], context: Context) {
  await deployment.deploy((stack) =>
    all.forEach(({ props, isOwner }, index) => {
      const ids = isOwner ? stackCatalog(stack) : context.ids;
      const portal = new StripePortalConfiguration(stack, `portal-${index}`, renamed(props, ids));
      new cdktf.TerraformOutput(stack, `id-${index}`, { value: portal.portalConfigurationId });
    }),
  );
  const outputs = await deployment.outputs();
  return all.map(({ props, isOwner }, index) => ({
    held: context.account.get("configuration", String(outputs[`id-${index}`])),
    props: renamed(props, isOwner ? deployedIds(context.account) : context.ids),
  }));
}
