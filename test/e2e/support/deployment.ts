import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as cdktf from "cdktf";
import { Sandbox, SandboxOptions, startSandbox } from "../../../cli/src/sandbox";
import { StripeProvider } from "../../../lib/provider/provider";
import { describeUnless } from "../../support/tools";
import { Outcome, outcomeOf } from "./outcome";

const STACK = "stack";

/** Builds a program's constructs. */
export type Program = (stack: cdktf.TerraformStack) => void;

export interface ProgramOptions {
  /** Whether the program declares the provider itself. @default false */
  readonly ownProvider?: boolean;
  /** Native syntax instead of JSON. @default false */
  readonly hcl?: boolean;
}

/** A running command. */
export interface Running {
  readonly outcome: Promise<Outcome>;
  /** Terraform's own process. */
  readonly pid: number;
  /** Reaches its children too, which a dead Terraform leaves behind. */
  kill(signal: NodeJS.Signals): void;
}

/** Something in the plan: an address, and what happens to it. */
export interface PlannedChange {
  readonly address: string;
  readonly actions: readonly string[];
}

/** A program in a folder of its own, deployed with the real Terraform against a sandbox. */
export class Deployment {
  /** A deployment against a new sandbox; `close()` ends both. */
  static async start(options: SandboxOptions = {}): Promise<Deployment> {
    return new Deployment(await startSandbox(options));
  }

  readonly folder = mkdtempSync(path.join(tmpdir(), "stripe-portal-e2e-"));
  /** What the commands have in their environment besides the sandbox's. */
  env: Record<string, string | undefined> = {};
  /** Gives a stack the backend that keeps its state. */
  backend: Program = (stack) => void new cdktf.LocalBackend(stack, { path: this.stateFile });
  private isInitialised = false;

  constructor(readonly sandbox: Sandbox) {}

  /** The folder that Terraform runs in. */
  get stackFolder(): string {
    return path.join(this.folder, "stacks", STACK);
  }

  /** The file that Terraform keeps its state in. */
  get stateFile(): string {
    return path.join(this.folder, "terraform.tfstate");
  }

  /** Synthesizes a program, in the place of the one before. */
  write(program: Program, { ownProvider = false, hcl = false }: ProgramOptions = {}): void {
    for (const file of ["cdk.tf", "cdk.tf.json"]) rmSync(path.join(this.stackFolder, file), { force: true });
    // What `cdktf synth --hcl` sets: stacks read nothing else.
    process.env.SYNTH_HCL_OUTPUT = String(hcl);
    const app = new cdktf.App({ outdir: this.folder });
    const stack = new cdktf.TerraformStack(app, STACK);
    delete process.env.SYNTH_HCL_OUTPUT;
    this.backend(stack);
    if (!ownProvider) new StripeProvider(stack, "stripe");
    program(stack);
    app.synth();
  }

  /** Starts a Terraform command in the program's folder. */
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

  /** Runs a Terraform command after `init` where that is due. */
  async terraform(...args: string[]): Promise<Outcome> {
    await this.initialise();
    return this.run(...args).outcome;
  }

  /** `terraform init`, once in a folder unless the program needs other providers. */
  async initialise(): Promise<void> {
    if (this.isInitialised) return;
    const { exitCode, output } = await this.run("init", "-input=false", "-no-color").outcome;
    if (exitCode !== 0) throw new Error(output);
    this.isInitialised = true;
  }

  /** Applies the program and expects success. */
  async apply(...args: string[]): Promise<string> {
    const { exitCode, output } = await this.tryApply(...args);
    if (exitCode !== 0) throw new Error(`terraform apply failed:\n${output}`);
    return output;
  }

  /** Applies the program, whatever comes of it. */
  tryApply(...args: string[]): Promise<Outcome> {
    return this.terraform("apply", "-auto-approve", "-input=false", "-no-color", ...args);
  }

  /** Writes and applies a program. */
  async deploy(program: Program, options?: ProgramOptions): Promise<string> {
    this.write(program, options);
    return this.apply();
  }

  /** Destroys everything, whatever comes of it. */
  destroy(): Promise<Outcome> {
    return this.terraform("destroy", "-auto-approve", "-input=false", "-no-color");
  }

  /** What the plan would change; `output` is how people see it. */
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

  /** Expects that the program, as applied, plans nothing, neither for resources nor for outputs. */
  async expectNoChanges(): Promise<void> {
    const { exitCode, output } = await this.terraform("plan", "-input=false", "-no-color", "-detailed-exitcode");
    if (exitCode !== 0) throw new Error(`expected an empty plan, got:\n${output}`);
  }

  /** The resources in Terraform's state. */
  async resources(): Promise<{ address: string; type: string; name: string; values: { id: string } }[]> {
    const { output } = await this.terraform("show", "-json");
    return JSON.parse(output).values.root_module.resources;
  }

  /** The values of the program's outputs. */
  async outputs(): Promise<Record<string, unknown>> {
    const { output } = await this.terraform("output", "-json");
    const outputs = JSON.parse(output) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** The state file's text. */
  state(): string {
    return existsSync(this.stateFile) ? readFileSync(this.stateFile, "utf8") : "";
  }

  /** The requests that write, as `METHOD path`, in order. */
  writes(): string[] {
    return this.sandbox.requests
      .filter(({ method }) => method !== "GET")
      .map(({ method, path: at }) => `${method} ${at}`);
  }

  /** The portal configurations that the program created: all but the account's default one. */
  get created() {
    return this.sandbox.account().configurations.filter(({ is_default: isDefault }) => !isDefault);
  }

  /** Stops the sandbox and removes the folder. */
  async close(): Promise<void> {
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** `describe` for tests that need Terraform: skipped with the reason where it is missing, which CI does not allow. */
export function describeWithTerraform(name: string, body: () => void): void {
  describeUnless(process.env.E2E_SKIPPED_BECAUSE, name, body);
}
