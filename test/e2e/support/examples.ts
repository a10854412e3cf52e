import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { Sandbox } from "../../../cli/src/sandbox";
import { Deployment } from "./deployment";

const ROOT = path.resolve(__dirname, "../../..");
const FOLDER = path.join(ROOT, "examples");

type Mode = "test" | "live";

interface ExampleAccounts {
  /** The modes to deploy an example into. */
  modesOf(example: string): readonly Mode[];
  /** Creates the products and prices that exist before the examples, and returns the environment of their deployments. */
  prepareAccount(sandbox: Sandbox, mode: Mode): Record<string, string>;
}

const { modesOf, prepareAccount }: ExampleAccounts = jest.requireActual(
  path.join(ROOT, "scripts/example-accounts.cjs"),
);
export { modesOf, prepareAccount };

/** The names of all examples. */
export const EXAMPLES: readonly string[] = readdirSync(FOLDER).filter((name) => name !== "README.md");

/** The source of an example's app. */
export function sourceOf(name: string): string {
  return readFileSync(path.join(FOLDER, name, "main.ts"), "utf8");
}

/** Deploys an example into a mode of an account. */
export async function deployExample(deployment: Deployment, name: string, mode: Mode = "test"): Promise<void> {
  deployment.env = prepareAccount(deployment.sandbox, mode);
  const { STRIPE_MODE } = deployment.env;
  Object.assign(process.env, { CDKTF_OUTDIR: deployment.folder, STRIPE_MODE });
  jest.isolateModules(() => void jest.requireActual(path.join(FOLDER, name, "main.ts")));
  delete process.env.CDKTF_OUTDIR;
  delete process.env.STRIPE_MODE;

  const stacks = path.dirname(deployment.stackFolder);
  rmSync(deployment.stackFolder, { recursive: true, force: true });
  const [stack] = readdirSync(stacks);
  renameSync(path.join(stacks, stack), deployment.stackFolder);
  const file = path.join(deployment.stackFolder, "cdk.tf.json");
  const json = JSON.parse(readFileSync(file, "utf8"));
  json.terraform.backend = { local: { path: deployment.stateFile } };
  writeFileSync(file, JSON.stringify(json));
  await deployment.apply();
}

/** The IDs of portals in the outputs of an example, which has one or a map of them. */
export function portalIds(outputs: Record<string, unknown>): string[] {
  const { portal_configuration_id: id, portal_configuration_ids: ids = {} } = outputs;
  return id === undefined ? Object.values(ids as Record<string, string>) : [id as string];
}
