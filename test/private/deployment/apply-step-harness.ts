import { ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { StripeDouble } from "./stripe-double";

export const SCRIPT = path.join(__dirname, "../../../lib/private/deployment/apply-step.mjs");
const PRELOAD = path.join(__dirname, "apply-step.preload.cjs");

export const KEY = "sk_test_51NotToBeSeenAnywhere";
export const PRODUCTS = "features.subscription_update.products";
/** How much faster a hurried step's clock runs: 30 seconds take 1.5. */
export const SPEED = 20;
export const HURRIED = { CLOCK_SPEED: String(SPEED) };

export let stripe: StripeDouble;
export let folder: string;

const running = new Set<ChildProcess>();

/** Starts Stripe's double and makes a folder for a test file. Each test starts with a configuration in which everything is off. */
export function serveStripe(): void {
  beforeAll(async () => {
    stripe = await StripeDouble.start();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "apply-step-"));
    fs.writeFileSync(path.join(folder, "ca.pem"), stripe.authority);
  });
  beforeEach(() => stripe.reset(bare()));
  afterEach(() => running.forEach((child) => child.kill("SIGKILL")));
  afterAll(async () => {
    await stripe.stop();
    fs.rmSync(folder, { recursive: true });
  });
}

/** A configuration as the provider creates it, with everything off. */
function bare(): Record<string, any> {
  return {
    id: "bpc_1",
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: 1,
    default_return_url: null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: false },
      payment_method_update: { enabled: false, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: [], options: ["other", "unused"] },
        enabled: false,
        mode: "at_period_end",
        proration_behavior: "none",
      },
      subscription_pause: { enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: [],
        enabled: false,
        products: [],
        proration_behavior: "none",
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: 1,
  };
}

/** The desired state of a portal with plan switching, as the construct renders it. */
export function switching(): Record<string, any> {
  return {
    active: true,
    name: "Acme",
    default_return_url: "https://acme.com/account?from=portal&x=[1]",
    business_profile: {
      headline: "Manage your plan",
      privacy_policy_url: "https://acme.com/privacy",
      terms_of_service_url: "",
    },
    login_page: { enabled: true },
    metadata: { team: "billing" },
    features: {
      customer_update: { enabled: true, allowed_updates: ["email", "tax_id"] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true, payment_method_configuration: "" },
      subscription_cancel: {
        enabled: false,
        mode: "at_period_end",
        proration_behavior: "none",
        cancellation_reason: { enabled: false, options: [], feedback_options: [] },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price", "quantity"],
        proration_behavior: "always_invoice",
        billing_cycle_anchor: "unchanged",
        trial_update_behavior: "end_trial",
        products: [
          {
            product: "prod_pro",
            prices: ["price_month", "price_year"],
            adjustable_quantity: { enabled: true, minimum: 1, maximum: 50 },
          },
          { product: "prod_team", prices: ["price_team"], adjustable_quantity: { enabled: false } },
        ],
        schedule_at_period_end: { conditions: [{ type: "shortening_interval" }] },
      },
      subscription_pause: { enabled: false },
    },
  };
}

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** The desired state, or its JSON. */
  readonly desired?: unknown;
  readonly env?: Record<string, string | undefined>;
  readonly verb?: string;
  readonly script?: string;
  readonly onStart?: (child: ChildProcess) => void;
}

export function run({
  desired = switching(),
  env = {},
  verb = "apply",
  script = SCRIPT,
  onStart,
}: RunOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [script, verb].filter(Boolean), {
    cwd: folder,
    env: {
      SystemRoot: process.env.SystemRoot,
      NODE_OPTIONS: `--require ${JSON.stringify(PRELOAD)}`,
      HTTPS_PROXY: `http://127.0.0.1:${stripe.proxyPort}`,
      NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem"),
      // Without the proxy, too, the step reaches the double only.
      STRIPE_PORT: String(stripe.port),
      STRIPE_API_KEY: KEY,
      STRIPE_PORTAL_CONFIGURATION: "bpc_1",
      STRIPE_PORTAL_PATH: "app/portal",
      STRIPE_PORTAL_DESIRED_STATE: encoded(typeof desired === "string" ? desired : JSON.stringify(desired)),
      ...env,
    },
  });
  running.add(child);
  onStart?.(child);
  const output = { out: "", err: "" };
  child.stdout!.on("data", (chunk) => (output.out += chunk));
  child.stderr!.on("data", (chunk) => (output.err += chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      running.delete(child);
      // In every test: no output contains the key.
      expect(output.out + output.err).not.toContain(env.STRIPE_API_KEY?.trim() || KEY);
      resolve({ code, signal, ...output });
    });
  });
}

/** Terraform's `base64gzip`. */
export function encoded(json: string): string {
  return gzipSync(json).toString("base64");
}

export async function succeed(options?: RunOptions): Promise<Outcome> {
  const outcome = await run(options);
  expect(outcome).toMatchObject({ code: 0, err: "" });
  return outcome;
}

export async function fail(options?: RunOptions): Promise<string> {
  const { code, err } = await run(options);
  expect(code).toBe(1);
  expect(err).toMatch(/^Error: /);
  expect(err).not.toMatch(/unexpected|internal error|at .*:\d+/);
  return err;
}

/** A desired state that Stripe already holds from an earlier apply. */
export async function settled(desired = switching()): Promise<Record<string, any>> {
  const name = JSON.stringify(desired);
  if (!applied.has(name)) {
    await succeed({ desired });
    applied.set(name, stripe.portal);
  }
  stripe.reset(structuredClone(applied.get(name)!));
  return desired;
}

const applied = new Map<string, Record<string, any>>();
