import * as cdktf from "cdktf";
import { isStripeProvider, providerOf } from "../terraform/provider";
import { Violation } from "../errors";
import { ChangedPortal } from "./changed-portal";

/** A provider that Terraform would use for a portal although it is not Stripe's. */
export function foreignProvider({ resource, meta }: ChangedPortal): readonly Violation[] {
  // An override of `provider` may refer to a provider that is not a construct.
  if (resource.provider === undefined && meta.provider !== undefined) return [];
  const provider = providerOf(resource);
  if (provider !== undefined) return isStripeProvider(provider) ? [] : [isNotStripes(provider)];
  const [named] = resource.cdktfStack.allProviders().filter((each) => isUnusedDefault(each, resource.cdktfStack));
  return named === undefined ? [] : [isNotDefault(named)];
}

/** Returns true if a provider has no alias, but also not the local name that Terraform derives from a portal's resource type. */
function isUnusedDefault(provider: cdktf.TerraformProvider, stack: cdktf.TerraformStack): boolean {
  return isStripeProvider(provider) && provider.alias === undefined && provider.cdktfStack === stack;
}

function isNotStripes({ terraformResourceType, terraformProviderSource }: cdktf.TerraformProvider): Violation {
  return {
    property: "provider",
    rule: "must be Stripe's provider, with the source stripe/stripe",
    got: `${terraformResourceType}, with the source ${terraformProviderSource}`,
    fix: "pass a `StripeProvider`; if the stack needs both providers, give one of them another local name",
  };
}

function isNotDefault({ terraformResourceType, node }: cdktf.TerraformProvider): Violation {
  return {
    property: "provider",
    rule: "is required if the local name of Stripe's provider is not `stripe`",
    fix: `pass the provider ${node.path}, which is named \`${terraformResourceType}\``,
  };
}
