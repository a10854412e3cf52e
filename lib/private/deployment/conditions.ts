import * as cdktf from "cdktf";
import { PortalMode } from "../../portal-props";
import { hclTemplate } from "../terraform/hcl";
import { Conditions, PortalResource } from "./portal-resource";
import { providerConfiguration } from "../terraform/provider";
import { Deferred, escapeTemplate } from "../terraform/tokens";

/**
 * Conditions that fail the plan if the app's API key belongs to the other mode. If the mode is known to Stripe only, they fail the
 * apply.
 */
export function modeConditions(portal: PortalResource, mode: PortalMode): Conditions {
  const { apiKey } = providerConfiguration(portal);
  const other = mode === PortalMode.LIVE ? PortalMode.TEST : PortalMode.LIVE;
  const path = escapeTemplate(portal.node.scope?.node.path ?? "");
  const ofKey = (condition: (key: string) => string, errorMessage: string): cdktf.TerraformCondition => ({
    condition: new Deferred((context) => `\${${condition(hclTemplate(String(context.resolve(apiKey))))}}`),
    errorMessage: `${path} expects Stripe's ${mode} mode, but the provider's key ${errorMessage}`,
  });
  return {
    ...(apiKey !== undefined && {
      precondition: [
        ofKey(
          (key) => `${key} != null && ${key} != ""`,
          `is empty, so the provider would use STRIPE_API_KEY. Nothing was sent for this portal. Set the variable that holds the key, or leave \`apiKey\` out of the StripeProvider.`,
        ),
        ofKey(
          // `can` accepts a null key, which the condition above reports.
          (key) => `!can(regex("^(sk|rk)_${other}_", ${key}))`,
          `is a ${other} mode key. Nothing was sent for this portal. Use a ${mode} mode key, or change expectedMode.`,
        ),
      ],
    }),
    postcondition: [
      {
        condition: `\${self.livemode == ${mode === PortalMode.LIVE}}`,
        errorMessage: `${path} expects Stripe's ${mode} mode, but its configuration \${self.id} is in ${other} mode. Use a ${mode} mode key, or change expectedMode. If the configuration was created by mistake, deactivate it in Stripe and run \`terraform state rm ${portal.address}\`.`,
      },
    ],
  };
}

/** A condition that fails the plan if Terraform already manages another configuration at the portal's address. */
export function importCondition(portal: PortalResource, importFrom: string): Conditions {
  const path = escapeTemplate(portal.node.scope?.node.path ?? "");
  return {
    postcondition: [
      {
        condition: new Deferred((context) => `\${self.id == ${hclTemplate(String(context.resolve(importFrom)))}}`),
        errorMessage: `${path} must adopt the configuration in importFrom, but Terraform manages \${self.id} at this address: it ignores an import for an address in its state, and -replace creates another configuration. Set importFrom to \${self.id}, or run \`terraform state rm ${portal.address}\` and apply again: \${self.id} then stays as it is in Stripe, and nothing manages it.`,
      },
    ],
  };
}
