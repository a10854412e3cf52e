import { withStack } from "./stack.mjs";
import { watchMemory } from "./watch-memory.mjs";

/**
 * Applies a portal in each of several accounts. Each account has a provider with an alias.
 * @param {import("../../scripts/terraform-provider.mjs").PreparedProvider} provider
 * @param {number} aliases
 */
export function measureMemory(provider, aliases) {
  return withStack(provider, "local", async (stack) => {
    stack.write((packages, scope) => addAccounts(packages, scope, aliases));
    await stack.terraform(["init", "-input=false"]);
    let stop = /** @type {() => object} */ (() => ({}));
    const { wall } = await stack.terraform(["apply", "-auto-approve", "-input=false"], {
      onStart: (pid) => (stop = watchMemory(pid)),
    });
    return { aliases, wall, ...stop() };
  });
}

function addAccounts({ portal, provider }, stack, aliases) {
  for (let number = 0; number < aliases; number++) {
    const alias = `account-${number}`;
    const account = new provider.StripeProvider(stack, alias, { alias, stripeAccount: `acct_${number}` });
    new portal.StripePortalConfiguration(stack, `portal-${number}`, {
      provider: account,
      applyVia: portal.ApplyVia.PROVIDER,
      features: { invoiceHistory: {} },
    });
  }
}
