import { isDeepStrictEqual } from "node:util";
import * as cdktf from "cdktf";
import { AccountView, Params } from "../../../cli/src/sandbox/account-view";
import { StripePortalConfiguration } from "../../../lib";
import { StripeProvider } from "../../../lib/provider/provider";
import { inStack, made, messageOf } from "../../support/synth";
import { Naming, programCatalog, renamed, withIds } from "./catalog";
import { RandomProgram } from "./programs";
import { essence, stated } from "./stated";

type Body = { [name: string]: any };

/** Where programs are judged: an account, and the ids of its products and prices. */
export interface Court {
  readonly account: AccountView;
  readonly ids: Naming;
}

/** How a program was judged. */
export interface Judgement {
  /** What the library says against it. */
  readonly library: string | undefined;
  /** What Stripe says against the same parameters. */
  readonly stripe: string | undefined;
  /** Where the two, or two runs, are not of one mind. */
  readonly disagreements: readonly string[];
}

/** Asks the library, and Stripe past the library; what the library makes of the program is then sent. */
export function judge(program: RandomProgram, court: Court): Judgement {
  const terraform: string[] = [];
  const library = messageOf(() => terraform.push(synthesize(program, court), synthesize(program, court)));
  const params = stated(renamed(program.props, court.ids));
  const stripe = messageOf(() => discarded(court, () => adopt(court, params)));
  if (library !== undefined) return { library, stripe, disagreements: [] };

  const [first, second] = terraform;
  const disagreements: string[] = [];
  if (stripe !== undefined) disagreements.push(`the library accepts what Stripe refuses: ${stripe}`);
  if (first !== second) disagreements.push("a second synth differs");
  for (const [name, send] of Object.entries(waysOf(first, court))) {
    const refusal = messageOf(() => {
      const held = discarded(court, () => court.account.configuration(send()));
      const [wanted, got] = [essence(params), essence(held)];
      if (!isDeepStrictEqual(got, wanted)) {
        disagreements.push(`${name}, Stripe holds ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
      }
    });
    if (refusal !== undefined) disagreements.push(`${name}, Stripe refuses what the library sends: ${refusal}`);
  }
  return { library, stripe, disagreements };
}

function synthesize({ props, isOwner }: RandomProgram, { ids }: Court): string {
  return inStack((stack) => {
    new StripeProvider(stack, "stripe");
    new StripePortalConfiguration(stack, "portal", renamed(props, isOwner ? programCatalog(stack) : ids));
    return cdktf.Testing.synth(stack, true);
  });
}

/** How the synthesized portal reaches Stripe: as a new configuration, and, with a step, in the place of another one. */
function waysOf(terraform: string, court: Court): { [name: string]: () => string } {
  const { resource, step, portal } = made(JSON.parse(withIds(terraform.replaceAll("%%{", "%{"), court.ids)));
  const birth = withoutMeta(resource);
  const sent: Body | undefined = step && portal;
  return {
    created: () => {
      const id = create(court, birth);
      if (sent !== undefined) court.account.update(id, sent);
      return id;
    },
    ...(sent && { adopted: () => adopt(court, sent) }),
  };
}

/** What the provider is told, without what Terraform is. */
function withoutMeta(resource: Body): Body {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !["depends_on", "lifecycle"].includes(name)));
}

/** As the provider does: a configuration is active at first. */
function create({ account }: Court, { active, ...params }: Body): string {
  const { id } = account.createConfiguration(params);
  if (active === false) account.update(id, { active });
  return id;
}

/** In the place of a configuration that has everything; metadata that left the program is emptied, as the step does. */
function adopt(court: Court, params: Params): string {
  const { account, ids } = court;
  const adjustable = { enabled: true, minimum: 3, maximum: 7 };
  const id = create(court, {
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
      customer_update: { enabled: true, allowed_updates: ["email"] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: {
        enabled: true,
        mode: "immediately",
        proration_behavior: "create_prorations",
        cancellation_reason: { enabled: true, options: ["unused"], feedback_options: ["before"] },
      },
      subscription_pause: {
        enabled: true,
        duration: { type: "interval_options", interval_options: [{ interval: "week" }] },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        products: [{ product: ids("plan-0"), prices: [ids("plan-0-month")], adjustable_quantity: adjustable }],
        proration_behavior: "always_invoice",
        billing_cycle_anchor: "now",
        trial_update_behavior: "continue_trial",
        schedule_at_period_end: { conditions: [{ type: "shortening_interval" }] },
      },
    },
  });
  account.update(id, { ...params, metadata: { before: "", ...(params.metadata as Body) } });
  return id;
}

/** Forgets the configurations that were made on the way. */
function discarded<T>({ account }: Court, act: () => T): T {
  try {
    return act();
  } finally {
    for (const { id, is_default: isDefault } of account.configurations) {
      if (!isDefault) account.remove("configuration", id);
    }
  }
}
