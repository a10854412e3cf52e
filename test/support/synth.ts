import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { StripePortalConfiguration, StripePortalConfigurationProps } from "../../lib";
import { StripeProvider } from "../../lib/provider/provider";
import { valueOf } from "./hcl";

export type Json = any;

/** Uses an app whose folder is gone afterwards. */
export function inApp<T>(use: (app: cdktf.App) => T, options: cdktf.AppConfig = {}): T {
  const outdir = mkdtempSync(join(tmpdir(), "portal-test-"));
  try {
    return use(cdktf.Testing.app({ outdir, ...options }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Uses a stack whose folder is gone afterwards. */
export function inStack<T>(use: (stack: cdktf.TerraformStack) => T): T {
  return inApp((app) => use(new cdktf.TerraformStack(app, "stack")));
}

/** The Terraform of a program that passes all validations; it gets a provider where it has none. */
export function synthOf(build: (stack: cdktf.TerraformStack) => unknown): Json {
  return inStack((stack) => {
    build(stack);
    return synth(stack);
  });
}

/**
 * The Terraform of a stack, once or again, as its app writes it: `Testing.synth()` overlooks what the app itself needs of its
 * elements. Without the engine's metadata and default backend; the folder of the step's script is named without its checksum.
 */
export function synth(stack: cdktf.TerraformStack): Json {
  const app = cdktf.App.of(withProvider(stack));
  app.synth();
  const written = withoutChecksums(JSON.stringify(readStack(app, stack.node.id)));
  const terraform = JSON.parse(written, (key, value) => (key === "//" ? undefined : value));
  delete terraform.terraform.backend;
  return terraform;
}

/** The same in Terraform's native syntax. */
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

/** What a portal is made of, by the construct's id. */
export interface Made {
  readonly resource: Json;
  readonly desiredState?: Json;
  readonly step?: Json;
  readonly guard?: Json;
  /** The whole portal, wherever it is sent from. */
  readonly portal: Json;
}

export function made(terraform: Json, id = "portal"): Made {
  const named = (type: string, name: string): Json => {
    const known = Object.entries(terraform.resource[type] ?? {});
    return known.find(([address]) => new RegExp(`^${name}_[0-9A-F]{8}$`).test(address))?.[1];
  };
  const resource = named("stripe_billing_portal_configuration", id);
  const desiredState = named("terraform_data", `${id}_DesiredState`);
  const step = named("terraform_data", `${id}_Step`);
  const guard = named("terraform_data", `${id}_Guard`);
  return { resource, desiredState, step, guard, portal: step ? sentBy(step) : resource };
}

/** The portal that a step sends. */
function sentBy(step: Json): Json {
  const { STRIPE_PORTAL_DESIRED_STATE: expression } = environmentOf(step);
  const [, portal] = /^\$\{base64gzip\(jsonencode\((.*)\)\)\}$/s.exec(expression)!;
  return valueOf(portal);
}

/** What a portal of these properties is made of. */
export function portalOf(props: StripePortalConfigurationProps): Made {
  return made(synthOf((stack) => new StripePortalConfiguration(stack, "portal", props)));
}

/** What a portal of these properties, named `stack/portal`, is refused with; undefined where it is not. */
export function refusalOf(props: StripePortalConfigurationProps): string | undefined {
  return messageOf(() => portalOf(props));
}

/** What an error says; undefined where there is none. */
export function messageOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

/** The constructor's error for failures that no later call can mend. */
export function refused(...failures: string[]): string {
  return `StripePortalConfiguration at stack/portal cannot be deployed:${failures.map((line) => `\n  - ${line}`).join("")}`;
}

/** The environment that a step or a guard runs its script in. */
export function environmentOf(resource: Json): Json {
  return resource.provisioner[0]["local-exec"].environment;
}

/** A copy of plain data. */
export function copied<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** The same plain data, which throws where anything writes to it. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || value instanceof Construct) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** What a real synth has written of a stack. */
export function readStack(app: cdktf.App, name: string): Json {
  return JSON.parse(readFileSync(join(app.outdir, "stacks", name, "cdk.tf.json"), "utf8"));
}
