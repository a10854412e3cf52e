import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { StripeProvider } from "../../lib/provider/provider";
import { valueOf } from "./hcl";

export type Json = any;

/** Runs a function with an app, and removes the app's folder afterwards. */
export function inApp<T>(use: (app: cdktf.App) => T, options: cdktf.AppConfig = {}): T {
  const outdir = mkdtempSync(join(tmpdir(), "portal-test-"));
  try {
    return use(cdktf.Testing.app({ outdir, ...options }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Runs a function with a stack, and removes the app's folder afterwards. */
export function inStack<T>(use: (stack: cdktf.TerraformStack) => T): T {
  return inApp((app) => use(new cdktf.TerraformStack(app, "stack")));
}

/** The Terraform of a stack. Adds a provider if the stack has none. Throws if a validation fails. */
export function synthOf(build: (stack: cdktf.TerraformStack) => unknown): Json {
  return inStack((stack) => {
    build(stack);
    return synth(stack);
  });
}

/**
 * The Terraform of a stack, without cdktf's metadata and default backend, and without the checksum of the step's script. The app
 * writes it, because `Testing.synth()` skips parts of a real synth. A stack can be synthesized several times.
 */
export function synth(stack: cdktf.TerraformStack): Json {
  const app = cdktf.App.of(withProvider(stack));
  app.synth();
  const written = withoutChecksums(JSON.stringify(readStack(app, stack.node.id)));
  const terraform = JSON.parse(written, (key, value) => (key === "//" ? undefined : value));
  delete terraform.terraform.backend;
  return terraform;
}

/** The Terraform of a stack in native syntax. */
export function hclOf(build: (stack: cdktf.TerraformStack) => unknown): string {
  return inStack((stack) => {
    build(stack);
    return withoutChecksums(cdktf.Testing.synthHcl(withProvider(stack), true));
  });
}

function withoutChecksums(terraform: string): string {
  return terraform.replace(/(assets\/[^/"]+\/)[0-9A-F]{32}\//g, "$1checksum/");
}

function withProvider(stack: cdktf.TerraformStack): cdktf.TerraformStack {
  if (stack.allProviders().length === 0) new StripeProvider(stack, "stripe");
  return stack;
}

/** The Terraform resources of a portal. */
export interface PortalBlocks {
  readonly resource: Json;
  readonly desiredState?: Json;
  readonly step?: Json;
  readonly guard?: Json;
  /** The whole portal, as the step or the resource sends it. */
  readonly portal: Json;
}

/** The resources of the portal with this construct ID. */
export function blocksOf(terraform: Json, id = "portal"): PortalBlocks {
  const { stripe_billing_portal_configuration: portals = {}, terraform_data: data = {} } = terraform.resource;
  const name = Object.keys(portals).find((each) => new RegExp(`^${id}_[0-9A-F]{8}$`).test(each))!;
  const resource = portals[name];
  const [desiredState, step, guard] = ["DesiredState", "Step", "Guard"].map((suffix) => data[`${name}_${suffix}`]);
  return { resource, desiredState, step, guard, portal: step ? sentBy(step) : resource };
}

/** The portal that a step sends. */
function sentBy(step: Json): Json {
  const { STRIPE_PORTAL_DESIRED_STATE: expression } = environmentOf(step);
  const [, portal] = /^\$\{base64gzip\(jsonencode\((.*)\)\)\}$/s.exec(expression)!;
  return valueOf(portal);
}

/** The resources of a portal with these props. */
export function portalOf(props: StripePortalConfigurationProps): PortalBlocks {
  return blocksOf(synthOf((stack) => new StripePortalConfiguration(stack, "portal", props)));
}

/** The error of a portal with these props at `stack/portal`, or undefined if it is valid. */
export function errorOf(props: StripePortalConfigurationProps): string | undefined {
  return messageOf(() => portalOf(props));
}

/** The message of an error, or undefined if the function does not throw. */
export function messageOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

/** The constructor's error for these violations. */
export function expectedError(...violations: string[]): string {
  return `StripePortalConfiguration at stack/portal cannot be deployed:${violations.map((line) => `\n  - ${line}`).join("")}`;
}

/** The environment of the script that a step or a guard runs. */
export function environmentOf(resource: Json): Json {
  return resource.provisioner[0]["local-exec"].environment;
}

/** A copy of plain data. */
export function copied<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** Freezes plain data, so that writes throw. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || value instanceof Construct) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** The Terraform that a synth has written for a stack. */
export function readStack(app: cdktf.App, name: string): Json {
  return JSON.parse(readFileSync(join(app.outdir, "stacks", name, "cdk.tf.json"), "utf8"));
}
