import { ChildProcess, spawn } from "node:child_process";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { Interception, Interceptor, Sandbox, SandboxRequest, startSandbox } from "../../../../cli/src/sandbox";
import { renderPortal } from "../../../../lib/private/portal/render";
import { Exchange, recordExchanges } from "../../../support/exchanges";
import { HELD_OFF, MAXIMAL } from "../../../support/portals";
import { copied, Json } from "../../../support/synth";

export const SCRIPT = path.join(__dirname, "../../../../lib/private/deployment/apply-step.mjs");
const PRELOAD = path.join(__dirname, "preload.cjs");

export const KEY = "sk_test_51NotToBeSeenAnywhere";
/** Other keys that the sandbox accepts. `rk_test_prices` and `rk_test_portal` each lack a permission. */
const KEYS = [
  ...["rk_test_1", "sk_org_test_1", "sk_live_1", "rk_live_1"],
  { key: "rk_test_prices", permissions: ["plan_read"] },
  { key: "rk_test_portal", permissions: ["customer_portal_write"] },
];

/** A portal configuration with everything off, as Stripe returns it. */
export const HELD = {
  id: "bpc_1",
  object: "billing_portal.configuration",
  active: true,
  livemode: false,
  metadata: {},
  features: HELD_OFF,
};
/** A second product for the maximal portal. */
export const TEAM = { product: "prod_team", prices: ["price_team"], adjustable_quantity: { enabled: false } };

/** An answer to a request, or undefined to execute it. */
type Answer = Interception | Promise<never> | undefined;
/** No answer: the time limit of the request passes. */
export const NO_ANSWER = new Promise<never>(() => {});

/** The IDs of Stripe's objects, by the names that the tests give them. */
const ids = new Map<string, string>();
const running = new Set<ChildProcess>();

/** The sandbox, with the tests' names in place of IDs. */
export const stripe = {
  sandbox: undefined as unknown as Sandbox,
  /** The requests of the test that the sandbox has executed, with their headers, and the responses. */
  exchanges: [] as Exchange[],

  get requests(): SandboxRequest[] {
    return withNames([...stripe.sandbox.requests]);
  },

  /** The requests that write. */
  get writes(): SandboxRequest[] {
    return stripe.requests.filter(({ method }) => method === "POST");
  },

  /** The portal that Stripe holds. */
  get portal(): Json {
    return withNames(stripe.sandbox.dashboard().get("configuration", ids.get("bpc_1")!));
  },

  /** Changes the portal in the Dashboard. */
  edit(params: Json): void {
    stripe.sandbox.dashboard().edit("configuration", ids.get("bpc_1")!, withIds(params));
  },

  /** Adds `bpc_1`, in which everything is off. */
  addPortal(where?: Parameters<Sandbox["dashboard"]>[0]): void {
    const off = { features: { invoice_history: { enabled: false } } };
    ids.set("bpc_1", stripe.sandbox.dashboard(where).create("configuration", off).id);
  },

  /** Adds a monthly price of 20 USD with the ID `price_<name>`, and its product. */
  addPrice(name: string, { product = `prod_${name}`, ...fields }: Json = {}): void {
    const dashboard = stripe.sandbox.dashboard();
    if (!dashboard.list("product").some(({ id }) => id === product)) {
      dashboard.create("product", { id: product, name: product });
    }
    const price = { product, currency: "usd", unit_amount: 2000, recurring: { interval: "month" } };
    ids.set(`price_${name}`, dashboard.create("price", { ...price, ...fields }).id);
  },

  /** Answers the next requests, one each. */
  answerNext(...answers: Answer[]): void {
    stripe.sandbox.intercept = (() => {
      const answer = answers.shift();
      if (answer !== NO_ANSWER) return withIds(answer);
      passTimeLimit();
      return answer;
    }) as Interceptor;
  },
};

/** Starts a sandbox for a test file, with the products and prices of the maximal portal. */
export function serveStripe(): void {
  recordExchanges(stripe.exchanges);
  beforeAll(async () => {
    const environment = { NODE_OPTIONS: `--require ${JSON.stringify(PRELOAD)}` };
    stripe.sandbox = await startSandbox({ keys: [KEY, ...KEYS], environment });
    ids.set("pmc_1", stripe.sandbox.dashboard().list("payment_method_configuration")[0].id);
  });
  beforeEach(() => {
    const { sandbox, exchanges } = stripe;
    sandbox.intercept = undefined;
    sandbox.clearRequests();
    exchanges.length = 0;
    for (const { id } of sandbox.dashboard().list("price")) sandbox.dashboard().remove("price", id);
    stripe.addPrice("month", { product: "prod_pro" });
    stripe.addPrice("year", { product: "prod_pro", recurring: { interval: "year" } });
    stripe.addPrice("team", { product: "prod_team" });
    stripe.addPortal();
  });
  afterEach(() => running.forEach((child) => child.kill("SIGKILL")));
  afterAll(() => stripe.sandbox.close());
}

/** The maximal portal as the construct renders it. Each of its lists has several members. */
export function maximal(): Json {
  const desired = copied(renderPortal(MAXIMAL)) as Json;
  const { subscription_cancel, subscription_pause, subscription_update } = desired.features;
  subscription_cancel.cancellation_reason.feedback_options.push("feedback_2");
  subscription_pause.duration.interval_options.push({ interval: "month", interval_count: 1 });
  subscription_update.products.push(copied(TEAM));
  return desired;
}

/** An error as Stripe sends it. */
export function stripeError(status: number, error: object, headers: Record<string, string> = {}): Interception {
  return {
    status,
    headers: { "Request-Id": "req_1", ...headers },
    body: { error: { type: "invalid_request_error", ...error } },
  };
}

export interface Outcome {
  readonly code: number | null;
  /** The pauses between attempts, in milliseconds. They end at once. */
  readonly pauses: number[];
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly desired?: unknown;
  readonly env?: Record<string, string | undefined>;
  readonly verb?: string;
  readonly script?: string;
}

/** Runs the step. */
export async function run({
  desired = { name: "Acme" },
  env = {},
  verb = "apply",
  script = SCRIPT,
}: RunOptions = {}): Promise<Outcome> {
  const { HTTPS_PROXY, NODE_EXTRA_CA_CERTS, NODE_OPTIONS, STRIPE_PORTAL_SANDBOX } = stripe.sandbox.env;
  const child = spawn(process.execPath, [script, verb].filter(Boolean), {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      SystemRoot: process.env.SystemRoot,
      HTTPS_PROXY,
      NODE_EXTRA_CA_CERTS,
      NODE_OPTIONS,
      STRIPE_PORTAL_SANDBOX,
      STRIPE_API_KEY: KEY,
      STRIPE_PORTAL_CONFIGURATION: ids.get("bpc_1"),
      STRIPE_PORTAL_PATH: "app/portal",
      STRIPE_PORTAL_DESIRED_STATE: base64gzip(jsonencode(withIds(desired))),
      ...env,
    },
  });
  running.add(child);
  const output = { out: "", err: "" };
  const pauses: number[] = [];
  child.stdout!.on("data", (chunk) => (output.out += chunk));
  child.stderr!.on("data", (chunk) => (output.err += chunk));
  child.on("message", (pause: number) => pauses.push(pause));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  running.delete(child);
  // In every test: no output contains the key.
  expect(output.out + output.err).not.toContain(env.STRIPE_API_KEY?.trim() || KEY);
  return { code, pauses, ...withNames(output) };
}

/** Stops all running steps with a signal. */
export function interrupt(signal: NodeJS.Signals): void {
  running.forEach((child) => child.kill(signal));
}

/** Lets the time limit of the current request pass in all running steps. */
export function passTimeLimit(): void {
  running.forEach((child) => child.send("pass"));
}

export async function succeed(options?: RunOptions): Promise<string> {
  const { code, out, err } = await run(options);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out;
}

export async function fail(options?: RunOptions): Promise<string> {
  const { code, err } = await run(options);
  expect(code).toBe(1);
  expect(err).toMatch(/^Error: /);
  expect(err).not.toMatch(/unexpected|internal error|at .*:\d+/);
  return err;
}

/** Terraform's function of this name. */
export function base64gzip(json: string): string {
  return gzipSync(json).toString("base64");
}

/** Terraform's function of this name, which escapes some characters. */
function jsonencode(value: unknown): string {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escape);
}

/** A copy with Stripe's IDs in place of the tests' names. */
function withIds<T>(value: T): T {
  if (value === undefined) return value;
  return JSON.parse(JSON.stringify(value), (_, item) => ids.get(item) ?? item);
}

/** A copy with the tests' names in place of Stripe's IDs. */
function withNames<T>(value: T): T {
  const json = [...ids].reduce((json, [name, id]) => json.replaceAll(id, name), JSON.stringify(value));
  return JSON.parse(json);
}
