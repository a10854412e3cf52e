import { readFileSync } from "node:fs";
import type { Agent } from "node:http";
import { Agent as HttpsAgent, type AgentOptions } from "node:https";
import { setTimeout } from "node:timers/promises";
import { rootCertificates } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import Stripe from "stripe";
import { UsageError } from "../../exit-codes";
import { PRODUCTS } from "../portal/fields";

export type Portal = Stripe.BillingPortal.Configuration;
export type Price = Stripe.Price;

const PAGE = 100;
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 1000;

/** Stripe's API for one account, as far as the check needs it. It only reads. */
export interface StripeReader {
  /** All portals of the account, page by page. */
  portals(): AsyncIterable<readonly Portal[]>;
  portal(id: string): Promise<Portal>;
  price(id: string): Promise<Price>;
  /** The prices of a product, archived ones included, page by page. */
  pricesOf(product: string): AsyncIterable<readonly Price[]>;
  /** The prices that have one of at most ten lookup keys, archived ones included. */
  pricesWith(lookupKeys: readonly string[]): Promise<readonly Price[]>;
}

/** Creates readers with npm `stripe`, which uses the same proxy and certificates as Terraform's provider. */
export function createStripe(key: string): (account: string | undefined) => StripeReader {
  const stripe = new Stripe(key, {
    httpAgent: agentFromEnvironment(),
    maxNetworkRetries: 4,
    telemetry: false,
    timeout: 30_000,
  });
  return (account) => readerOf(stripe, account === undefined ? {} : { stripeContext: account });
}

/** @internal */
export function readerOf(stripe: Stripe, options: Stripe.RequestOptions): StripeReader {
  const configurations = stripe.billingPortal.configurations;
  return {
    portals: () =>
      pages((after) => configurations.list({ limit: PAGE, expand: [`data.${PRODUCTS}`], ...after }, options)),
    portal: (id) => patiently(() => configurations.retrieve(id, { expand: [PRODUCTS] }, options)),
    price: (id) => patiently(() => stripe.prices.retrieve(id, {}, options)),
    pricesOf: (product) => pages((after) => stripe.prices.list({ limit: PAGE, product, ...after }, options)),
    pricesWith: async (keys) =>
      (await patiently(() => stripe.prices.list({ limit: PAGE, lookup_keys: [...keys] }, options))).data,
  };
}

type After = { readonly starting_after?: string };

async function* pages<T extends { readonly id: string }>(
  list: (after: After) => Promise<Stripe.ApiList<T>>,
): AsyncIterable<readonly T[]> {
  let after: After | undefined = {};
  while (after !== undefined) {
    const from: After = after;
    const { data, has_more: hasMore } = await patiently(() => list(from));
    yield data;
    after = hasMore && data.length > 0 ? { starting_after: data.at(-1)!.id } : undefined;
  }
}

/** Waits if Stripe limits the rate. npm `stripe` repeats other requests, but not these. */
async function patiently<T>(request: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeRateLimitError) || attempt === ATTEMPTS) throw error;
      const advised = Number(error.headers?.["retry-after"]) * 1000;
      await setTimeout(advised > 0 ? advised : FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    }
  }
}

function agentFromEnvironment(): Agent | undefined {
  const certificates = certificatesFromEnvironment();
  const proxy = getProxyForUrl("https://api.stripe.com");
  if (proxy === "") return certificates && (new HttpsAgent({ keepAlive: true, ...certificates }) as Agent);
  const agent = new HttpsProxyAgent(proxy, { keepAlive: true, ...certificates });
  // The options of the constructor are for the connection to the proxy, these are for the one to Stripe.
  Object.assign(agent.options, certificates);
  return agent;
}

/** Go, and with it the provider, reads SSL_CERT_FILE. Node.js reads NODE_EXTRA_CA_CERTS only. */
function certificatesFromEnvironment(): AgentOptions | undefined {
  const files = [process.env.SSL_CERT_FILE, process.env.NODE_EXTRA_CA_CERTS].filter((file) => !!file) as string[];
  if (!process.env.SSL_CERT_FILE) return undefined;
  try {
    return { ca: [...rootCertificates, ...files.map((file) => readFileSync(file, "utf8"))] };
  } catch (error) {
    throw new UsageError(`cannot read the certificates in SSL_CERT_FILE: ${(error as Error).message}`);
  }
}
