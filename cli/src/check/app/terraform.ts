import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, type RunResult } from "./run";

/** A resource in the output of `terraform show -json`. */
export interface StateResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly values?: { readonly [name: string]: unknown };
  readonly sensitive_values?: unknown;
  readonly depends_on?: readonly string[];
  readonly tainted?: boolean;
  readonly deposed_key?: string;
}

interface Module {
  readonly resources?: readonly StateResource[];
  readonly child_modules?: readonly Module[];
}

/** A resource in a plan. */
export interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly deposed?: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    readonly after_unknown?: unknown;
    readonly after_sensitive?: unknown;
    readonly importing?: { readonly id?: string };
  };
}

/** An expression in the configuration of a plan. */
export interface PlanExpression {
  readonly constant_value?: unknown;
  readonly references?: readonly string[];
}

/** The output of `terraform show -json <plan>`. */
export interface Plan {
  readonly resource_changes?: readonly ResourceChange[];
  readonly variables?: { readonly [name: string]: { readonly value?: unknown } };
  readonly configuration?: {
    readonly provider_config?: {
      readonly [key: string]: { readonly expressions?: { readonly [name: string]: PlanExpression } };
    };
    readonly root_module?: {
      readonly resources?: readonly { readonly address: string; readonly provider_config_key?: string }[];
    };
  };
}

/** A Terraform command that failed. Its message is Terraform's own. */
export class TerraformError extends Error {}

/** Terraform in the folder of one stack. It only reads: it neither locks nor refreshes the state. */
export class Terraform {
  private isInitialised = false;

  constructor(
    private readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
    readonly binary: string = env.TERRAFORM_BINARY_NAME || "terraform",
  ) {}

  /** The resources in the state, those of modules included. */
  async state(): Promise<StateResource[]> {
    const { values } = (await this.json("show", "-json", "-no-color")) as { values?: { root_module?: Module } };
    return values?.root_module === undefined ? [] : resourcesOf(values.root_module);
  }

  /** The plan against the state as it is. Terraform sends no request to Stripe, except to adopt a portal. */
  async plan(): Promise<Plan> {
    const folder = mkdtempSync(join(tmpdir(), "stripe-portal-check-"));
    // A plan contains variables in clear text: it must not outlive a signal either.
    const remove = (): void => rmSync(folder, { recursive: true, force: true });
    process.once("exit", remove);
    try {
      const file = join(folder, "plan");
      const options = ["-input=false", "-no-color", "-lock=false", "-refresh=false", "-detailed-exitcode"];
      await this.run(["plan", ...options, `-out=${file}`], [0, 2]);
      return (await this.json("show", "-json", "-no-color", file)) as Plan;
    } finally {
      remove();
      process.off("exit", remove);
    }
  }

  private async json(...args: string[]): Promise<unknown> {
    const output = await this.run(args, [0]);
    try {
      return JSON.parse(output);
    } catch {
      throw new TerraformError(`${this.binary} ${args[0]} did not print JSON`);
    }
  }

  private async run(args: readonly string[], success: readonly number[]): Promise<string> {
    let result = await this.start(args);
    if (!success.includes(result.code) && !this.isInitialised && needsInit(result)) {
      this.isInitialised = true;
      const init = await this.start(["init", "-input=false", "-no-color"]);
      if (init.code !== 0) throw new TerraformError(errorIn(init));
      result = await this.start(args);
    }
    if (!success.includes(result.code)) throw new TerraformError(errorIn(result));
    return result.stdout;
  }

  private async start(args: readonly string[]): Promise<RunResult> {
    try {
      return await run(this.binary, args, { cwd: this.folder, env: { ...this.env, TF_IN_AUTOMATION: "1" } });
    } catch (error) {
      throw new TerraformError(
        `cannot run ${this.binary}: ${(error as Error).message}. Install Terraform, or set TERRAFORM_BINARY_NAME`,
      );
    }
  }
}

function resourcesOf({ resources = [], child_modules: modules = [] }: Module): StateResource[] {
  return [...resources, ...modules.flatMap(resourcesOf)];
}

function needsInit({ stdout, stderr }: RunResult): boolean {
  return /\binit\b/.test(`${stdout}${stderr}`);
}

/** Terraform's first error as one line. It wraps its messages and draws a box around them. */
function errorIn({ stdout, stderr, code }: RunResult): string {
  const lines = `${stderr}\n${stdout}`.replace(/[│╷╵]/g, "").split(/\n\s*Error: /)[1] ?? stderr;
  const text = (lines.split(/\n\s*Error: /)[0] ?? "").replace(/\s+/g, " ").trim();
  return text === "" ? `it exited with code ${code}` : text;
}
