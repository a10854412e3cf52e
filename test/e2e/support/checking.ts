import Stripe from "stripe";
import { compareWithStripe, type CompareOptions } from "../../../cli/src/check/compare-with-stripe";
import { inspectApp, type InspectedApp } from "../../../cli/src/check/inspect-app";
import type { Report } from "../../../cli/src/check/report";
import { readerOf } from "../../../cli/src/check/stripe/client";
import { Deployment } from "./deployment";

/** The environment of Terraform's commands, as the check needs it. */
export function environmentOf({ sandbox, env }: Deployment): NodeJS.ProcessEnv {
  const terraform = process.env.E2E_TERRAFORM ?? "terraform";
  return { ...process.env, CHECKPOINT_DISABLE: "1", TERRAFORM_BINARY_NAME: terraform, ...sandbox.env, ...env };
}

/** Reads state and plan of a deployed stack. */
export function inspect(deployment: Deployment): Promise<InspectedApp> {
  return inspectApp([{ name: "stack", folder: deployment.stackFolder }], environmentOf(deployment));
}

/** Compares portals with the sandbox. */
export function compareWithSandbox(
  { sandbox }: Deployment,
  app: InspectedApp,
  options: Partial<CompareOptions> = {},
): Promise<Report> {
  const stripe = new Stripe(sandbox.keys.test, { ...sandbox.stripeOptions(), telemetry: false });
  const readerFor = (account?: string) => readerOf(stripe, account === undefined ? {} : { stripeContext: account });
  return compareWithStripe(app, { readerOf: readerFor, keyMode: "test", ...options });
}

/** Checks a deployed stack. */
export async function check(deployment: Deployment, options?: Partial<CompareOptions>): Promise<Report> {
  return compareWithSandbox(deployment, await inspect(deployment), options);
}
