import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as cdktf from "cdktf";
import { Sandbox, SandboxOptions, startSandbox } from "../../../cli/src/sandbox";
import { StripeProvider } from "../../../lib/provider/provider";
import { type FixtureScope, useFixture } from "../../support/fixture";
import { describeUnless } from "../../support/tools";
import { Outcome, outcomeOf } from "./outcome";

const STACK = "stack";

/** Adds constructs to a stack. */
export type Build = (stack: cdktf.TerraformStack) => void;

export interface BuildOptions {
  /** The build function adds the provider itself. @default false */
  readonly ownProvider?: boolean;
  /** Write native syntax instead of JSON. @default false */
  readonly hcl?: boolean;
}

/** A running command. */
export interface Running {
  readonly outcome: Promise<Outcome>;
  /** Terraform's own process. */
  readonly pid: number;
  /** Signals its children too, which survive Terraform. */
  kill(signal: NodeJS.Signals): void;
}

/** A change in a plan. */
export interface PlannedChange {
  readonly address: string;
  readonly actions: readonly string[];
}

/** A stack in a temporary folder, deployed with the real Terraform to a sandbox. */
export class Deployment {
  readonly folder = mkdtempSync(path.join(tmpdir(), "stripe-portal-e2e-"));
  /** Environment variables of the commands, in addition to those of the sandbox. */
  env: Record<string, string | undefined> = {};
  /** Adds the stack's backend. */
  backend: Build = (stack) => void new cdktf.LocalBackend(stack, { path: this.stateFile });
  private isInitialised = false;

  constructor(readonly sandbox: Sandbox) {}

  /** Terraform's working directory. */
  get stackFolder(): string {
    return path.join(this.folder, "stacks", STACK);
  }

  /** Terraform's state file. */
  get stateFile(): string {
    return path.join(this.folder, "terraform.tfstate");
  }

  /** Synthesizes a stack and replaces the one before. */
  write(build: Build, { ownProvider = false, hcl = false }: BuildOptions = {}): void {
    for (const file of ["cdk.tf", "cdk.tf.json"]) rmSync(path.join(this.stackFolder, file), { force: true });
    // `cdktf synth --hcl` sets this variable, and it is the only way to select native syntax.
    process.env.SYNTH_HCL_OUTPUT = String(hcl);
    const app = new cdktf.App({ outdir: this.folder });
    const stack = new cdktf.TerraformStack(app, STACK);
    delete process.env.SYNTH_HCL_OUTPUT;
    this.backend(stack);
    if (!ownProvider) new StripeProvider(stack, "stripe");
    build(stack);
    app.synth();
  }

  /** Starts a Terraform command in the stack's folder. */
  run(...args: string[]): Running {
    const child = spawn(process.env.E2E_TERRAFORM ?? "terraform", args, {
      cwd: this.stackFolder,
      env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", ...this.sandbox.env, ...this.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const pid = child.pid!;
    return { outcome: outcomeOf(child), pid, kill: (signal) => process.kill(-pid, signal) };
  }

  /** Runs a Terraform command, after `init` if it has not run. */
  async terraform(...args: string[]): Promise<Outcome> {
    await this.initialise();
    return this.run(...args).outcome;
  }

  /** Runs `terraform init` once. */
  async initialise(): Promise<void> {
    if (this.isInitialised) return;
    const { exitCode, output } = await this.run("init", "-input=false", "-no-color").outcome;
    if (exitCode !== 0) throw new Error(output);
    this.isInitialised = true;
  }

  /** Applies the stack and expects success. */
  async apply(...args: string[]): Promise<string> {
    const { exitCode, output } = await this.tryApply(...args);
    if (exitCode !== 0) throw new Error(`terraform apply failed:\n${output}`);
    return output;
  }

  /** Applies the stack and returns its outcome. */
  tryApply(...args: string[]): Promise<Outcome> {
    return this.terraform("apply", "-auto-approve", "-input=false", "-no-color", ...args);
  }

  /** Synthesizes and applies a stack. */
  async deploy(build: Build, options?: BuildOptions): Promise<string> {
    this.write(build, options);
    return this.apply();
  }

  /** Destroys the stack and returns the outcome. */
  destroy(): Promise<Outcome> {
    return this.terraform("destroy", "-auto-approve", "-input=false", "-no-color");
  }

  /** Plans, and returns the changes and the printed plan. */
  async plan(...args: string[]): Promise<{ changes: PlannedChange[]; output: string; exitCode: number | null }> {
    const file = path.join(this.folder, "plan");
    const { exitCode, output } = await this.terraform("plan", "-input=false", "-no-color", `-out=${file}`, ...args);
    if (exitCode !== 0) return { changes: [], output, exitCode };
    const shown = await this.terraform("show", "-json", file);
    const { resource_changes: all = [] } = JSON.parse(shown.output) as {
      resource_changes?: { address: string; change: { actions: string[] } }[];
    };
    const changes = all
      .map(({ address, change }) => ({ address, actions: change.actions }))
      .filter(({ actions }) => actions.join() !== "no-op");
    return { changes, output, exitCode };
  }

  /** Expects an empty plan, without changes of outputs. */
  async expectNoChanges(...args: string[]): Promise<void> {
    const options = ["-input=false", "-no-color", "-detailed-exitcode", ...args];
    const { exitCode, output } = await this.terraform("plan", ...options);
    if (exitCode !== 0) throw new Error(`expected an empty plan, got:\n${output}`);
  }

  /** The resources in Terraform's state. */
  async resources(): Promise<{ address: string; type: string; name: string; values: { id: string } }[]> {
    const { output } = await this.terraform("show", "-json");
    return JSON.parse(output).values.root_module.resources;
  }

  /** The values of the stack's outputs. */
  async outputs(): Promise<Record<string, unknown>> {
    const { output } = await this.terraform("output", "-json");
    const outputs = JSON.parse(output) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** The content of the state file. */
  state(): string {
    return existsSync(this.stateFile) ? readFileSync(this.stateFile, "utf8") : "";
  }

  /** The write requests as `METHOD path`, in order. */
  writes(): string[] {
    return this.sandbox.requests
      .filter(({ method }) => method !== "GET")
      .map(({ method, path: at }) => `${method} ${at}`);
  }

  /** The account's portal configurations without its default one. */
  get created() {
    return this.sandbox
      .dashboard()
      .list("configuration")
      .filter(({ is_default: isDefault }) => !isDefault);
  }

  /** Stops the sandbox and removes the folder. */
  async close(): Promise<void> {
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a sandbox and a deployment to it for each test, or for all. */
export function useDeployment({ once, ...options }: SandboxOptions & FixtureScope = {}): Deployment {
  return useFixture(async () => new Deployment(await startSandbox(options)), { once });
}

/** `describe` for tests that need Terraform. Skipped with a reason if it is missing, except in CI, which requires it. */
export function describeWithTerraform(name: string, body: () => void): void {
  describeUnless(process.env.E2E_SKIPPED_BECAUSE, name, body);
}
