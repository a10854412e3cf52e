import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { Deployment } from "./deployment";

const FOLDER = path.resolve(__dirname, "../../../examples");

/** The names of all examples. */
export const EXAMPLES: readonly string[] = readdirSync(FOLDER).filter((name) => name !== "README.md");

/** Deploys an example. */
export async function deployExample(deployment: Deployment, name: string): Promise<void> {
  process.env.CDKTF_OUTDIR = deployment.folder;
  jest.isolateModules(() => void jest.requireActual(path.join(FOLDER, name, "main.ts")));
  delete process.env.CDKTF_OUTDIR;

  rmSync(deployment.stackFolder, { recursive: true, force: true });
  renameSync(path.join(deployment.folder, "stacks", name), deployment.stackFolder);
  const file = path.join(deployment.stackFolder, "cdk.tf.json");
  const stack = JSON.parse(readFileSync(file, "utf8"));
  stack.terraform.backend = { local: { path: deployment.stateFile } };
  writeFileSync(file, JSON.stringify(stack));

  deployment.env = {
    TF_VAR_default_portal: deployment.sandbox.dashboard().list("configuration")[0].id,
    TF_VAR_stripe_api_key: deployment.sandbox.keys.test,
  };
  await deployment.apply();
}

/** The IDs of portals in the outputs of an example, which has one or a map of them. */
export function portalIds(outputs: Record<string, unknown>): string[] {
  const { portal_configuration_id: id, portal_configuration_ids: ids = {} } = outputs;
  return id === undefined ? Object.values(ids as Record<string, string>) : [id as string];
}
