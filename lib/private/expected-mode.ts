import * as cdktf from "cdktf";
import { PortalMode } from "../portal-mode";
import { hclTemplate } from "./hcl";
import { PortalResource } from "./portal-resource";
import { providerConfiguration } from "./provider-configuration";
import { Deferred, verbatim } from "./tokens";

/** Conditions that fail the plan where the program's key is of the other mode, and the apply where only Stripe can tell. */
export function modeConditions(
  portal: PortalResource,
  mode: PortalMode,
): Pick<cdktf.TerraformResourceLifecycle, "precondition" | "postcondition"> {
  const { apiKey } = providerConfiguration(portal);
  const other = mode === PortalMode.LIVE ? PortalMode.TEST : PortalMode.LIVE;
  const path = verbatim(portal.node.scope?.node.path ?? "");
  return {
    ...(apiKey !== undefined && {
      precondition: [
        {
          // `can` also lets a null key pass: the provider then takes the environment's, or says that there is none.
          condition: new Deferred((context) => {
            const key = hclTemplate(String(context.resolve(apiKey)));
            return `\${!can(regex("^(sk|rk)_${other}_", ${key}))}`;
          }),
          errorMessage: `${path} expects Stripe's ${mode} mode, but the provider's key is a ${other} mode key. Nothing was sent for this portal. Use a ${mode} mode key, or change expectedMode.`,
        },
      ],
    }),
    postcondition: [
      {
        condition: `\${self.livemode == ${mode === PortalMode.LIVE}}`,
        errorMessage: `${path} expects Stripe's ${mode} mode, but its configuration \${self.id} is of ${other} mode. Use a ${mode} mode key, deactivate it where it was created by mistake and \`terraform state rm\` it, or change expectedMode.`,
      },
    ],
  };
}
