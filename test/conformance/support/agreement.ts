import { isDeepStrictEqual } from "node:util";
import * as cdktf from "cdktf";
import { Dashboard, Params } from "../../../cli/src/sandbox/dashboard";
import { StripePortalConfiguration } from "../../../lib";
import { StripeProvider } from "../../../lib/provider/provider";
import { EVERYTHING } from "../../support/portals";
import { blocksOf, inStack, messageOf } from "../../support/synth";
import { Naming, stackCatalog, renamed, withIds } from "./catalog";
import { RandomPortal } from "./portals";
import { normalize, expectedParams } from "./expected-params";

type Body = { [name: string]: any };

/** An account, and the ids of its products and prices. */
export interface Context {
  readonly account: Dashboard;
  readonly ids: Naming;
}

/** The errors of library and Stripe for one portal. */
export interface Comparison {
  /** The error of the library, if it rejects the portal. */
  readonly library: string | undefined;
  /** The error of Stripe, if it rejects the same parameters. */
  readonly stripe: string | undefined;
  /** Differences between library and Stripe, or between two synths. */
  readonly differences: readonly string[];
}

/** Validates a portal with the library and with Stripe, then sends the synthesized portal and compares the result. */
export function compareWithStripe(portal: RandomPortal, context: Context): Comparison {
  const terraform: string[] = [];
  const library = messageOf(() => terraform.push(synthesize(portal, context), synthesize(portal, context)));
  const params = expectedParams(renamed(portal.props, context.ids));
  const stripe = messageOf(() => withoutTraces(context, () => adopt(context, params)));
  if (library !== undefined) return { library, stripe, differences: [] };

  const [first, second] = terraform;
  const differences: string[] = [];
  if (stripe !== undefined) differences.push(`the library accepts the portal, but Stripe rejects it: ${stripe}`);
  if (first !== second) differences.push("a second synth differs");
  for (const [name, send] of Object.entries(sendersOf(first, context))) {
    const rejection = messageOf(() => {
      const held = withoutTraces(context, () => context.account.get("configuration", send()));
      const [expected, got] = [normalize(params), normalize(held)];
      if (!isDeepStrictEqual(got, expected)) {
        differences.push(`${name}, Stripe holds ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`);
      }
    });
    if (rejection !== undefined) differences.push(`${name}, Stripe rejects the request of the library: ${rejection}`);
  }
  return { library, stripe, differences };
}

function synthesize({ props, isOwner }: RandomPortal, { ids }: Context): string {
  return inStack((stack) => {
    new StripeProvider(stack, "stripe");
    new StripePortalConfiguration(stack, "portal", renamed(props, isOwner ? stackCatalog(stack) : ids));
    return cdktf.Testing.synth(stack, true);
  });
}

/** Functions that send the synthesized portal: as a new configuration and, with a step, in the place of another one. */
function sendersOf(terraform: string, context: Context): { [name: string]: () => string } {
  const { resource, step, portal } = blocksOf(JSON.parse(withIds(terraform.replaceAll("%%{", "%{"), context.ids)));
  const initial = withoutMeta(resource);
  const sent: Body | undefined = step && portal;
  return {
    created: () => {
      const id = create(context, initial);
      if (sent !== undefined) context.account.edit("configuration", id, sent);
      return id;
    },
    ...(sent && { adopted: () => adopt(context, sent) }),
  };
}

/** The attributes of the provider, without Terraform's meta-arguments. */
function withoutMeta(resource: Body): Body {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !["depends_on", "lifecycle"].includes(name)));
}

/** Creates a configuration as the provider does: active first. */
function create({ account }: Context, { active, ...params }: Body): string {
  const { id } = account.create("configuration", params);
  if (active === false) account.edit("configuration", id, { active });
  return id;
}

/** Replaces a configuration with every property. Removed metadata is sent empty, as by the step. */
function adopt(context: Context, params: Params): string {
  const { account, ids } = context;
  const adjustable = { enabled: true, minimum: 3, maximum: 7 };
  const id = create(context, {
    name: "before",
    default_return_url: "https://before.com",
    business_profile: {
      headline: "before",
      privacy_policy_url: "https://b.com",
      terms_of_service_url: "https://b.com",
    },
    login_page: { enabled: true },
    metadata: { before: "yes" },
    features: {
      ...EVERYTHING,
      payment_method_update: { enabled: true },
      subscription_update: {
        ...EVERYTHING.subscription_update,
        products: [{ product: ids("plan-0"), prices: [ids("plan-0-month")], adjustable_quantity: adjustable }],
      },
    },
  });
  account.edit("configuration", id, { ...params, metadata: { before: "", ...(params.metadata as Body) } });
  return id;
}

/** Removes the configurations that a function created. */
function withoutTraces<T>({ account }: Context, act: () => T): T {
  try {
    return act();
  } finally {
    for (const { id, is_default: isDefault } of account.list("configuration")) {
      if (!isDefault) account.remove("configuration", id);
    }
  }
}
