import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { describeWithTerraform } from "./support/deployment";
import { EXAMPLES, modesOf } from "./support/examples";
import { Outcome, outcomeOf } from "./support/outcome";

const ROOT = path.resolve(__dirname, "../..");
const CONFIGURATION = /bpc_\w+/g;

describeWithTerraform("npm start", () => {
  test("deploys every example, prints the created portals, and leaves no files behind", async () => {
    const { exitCode, output } = await start();

    const table = output.slice(output.indexOf("┌"));
    expect(output).not.toMatch(/error/i);
    expect(exitCode).toBe(0);
    const deployments = EXAMPLES.flatMap((example) => modesOf(example).map((mode) => ({ example, mode })));
    for (const { example, mode } of deployments) {
      expect(output).toMatch(new RegExp(`cdktf deploy ${example} \\(${mode} mode\\) \\.\\.\\. done`));
      expect(table).toMatch(new RegExp(`│ ${example} +│ bpc_\\w+ +│ ${mode} `));
    }
    // The example `many-portals` has six.
    expect(new Set(table.match(CONFIGURATION)).size).toBe(deployments.length + 5);
    expect(existsSync(path.join(ROOT, "dist", "examples"))).toBe(false);
  });

  test("reports the required Terraform version if Terraform is not installed", async () => {
    const { exitCode, output } = await start({ TERRAFORM_BINARY_NAME: "no-terraform" });

    expect(exitCode).toBe(1);
    expect(output).toMatch(/`no-terraform` is not on PATH: install Terraform 1\.4 or later/);
    expect(output).not.toMatch(/^\s+at /m);
  });
});

function start(changes: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const env = { ...process.env, ...changes };
  const script = path.join(ROOT, "scripts", "start.mjs");
  return outcomeOf(spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "pipe"] }));
}
