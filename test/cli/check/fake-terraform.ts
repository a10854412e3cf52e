import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan, StateResource } from "../../../cli/src/check/app/terraform";
import { planOf } from "./hand-made";

/** Prints the state and the plan in the stack's folder, and logs its arguments. */
const SCRIPT = `#!${process.execPath}
const fs = require("node:fs");
const path = require("node:path");
const args = process.argv.slice(2);
fs.appendFileSync(process.env.FAKE_LOG, args.join(" ") + "\\n");
const fail = (message) => { process.stderr.write("\\n╷\\n│ Error: " + message + "\\n│ \\n╵\\n"); process.exit(1); };
if (args[0] === "init") { fs.mkdirSync(".terraform"); process.exit(); }
if (!fs.existsSync(".terraform")) fail("Backend initialization required, please run \\"terraform init\\"");
const { state, plan, stateError, planError } = JSON.parse(fs.readFileSync("fake.json", "utf8"));
const file = args.find((arg) => arg.startsWith("-out="));
if (file) {
  fs.writeFileSync(file.slice("-out=".length), "a plan with secrets");
  if (planError) fail(planError);
  // Until a signal ends it.
  if (process.env.FAKE_HANG) setInterval(() => undefined, 1000);
  else
  process.exit(plan.exitCode || 0);
}
if (path.isAbsolute(args.at(-1))) { process.stdout.write(JSON.stringify(plan)); process.exit(); }
if (stateError) fail(stateError);
process.stdout.write(JSON.stringify({ format_version: "1.0", values: { root_module: { resources: state } } }));
`;

/** The output of the commands, or the errors with which they fail. */
export interface Answers {
  readonly state: readonly StateResource[];
  readonly plan?: Plan;
  readonly stateError?: string;
  readonly planError?: string;
}

/** A folder with a synthesized app and a Terraform that prints hand-made answers. */
export class FakeTerraform {
  readonly folder = mkdtempSync(join(tmpdir(), "fake-terraform-"));
  readonly env: Readonly<Record<string, string>> = {
    TERRAFORM_BINARY_NAME: join(this.folder, "terraform"),
    FAKE_LOG: join(this.folder, "log"),
  };

  constructor() {
    writeFileSync(this.env.TERRAFORM_BINARY_NAME, SCRIPT);
    chmodSync(this.env.TERRAFORM_BINARY_NAME, 0o755);
  }

  /** Terraform's arguments so far. */
  get calls(): string[] {
    return existsSync(this.env.FAKE_LOG) ? readFileSync(this.env.FAKE_LOG, "utf8").trim().split("\n") : [];
  }

  /** Writes a synthesized and initialised stack and returns its folder. */
  addStack(name: string, answers: Answers): string {
    const folder = join(this.folder, "cdktf.out", "stacks", name);
    mkdirSync(join(folder, ".terraform"), { recursive: true });
    writeFileSync(join(folder, "cdk.tf.json"), "{}");
    writeFileSync(join(folder, "fake.json"), JSON.stringify({ plan: planOf(answers.state), ...answers }));
    this.stacks[name] = { name, workingDirectory: join("stacks", name) };
    writeFileSync(join(this.folder, "cdktf.out", "manifest.json"), JSON.stringify({ stacks: this.stacks }));
    return folder;
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  private readonly stacks: Record<string, object> = {};
}
