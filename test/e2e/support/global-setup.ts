import * as path from "node:path";
import { pathToFileURL } from "node:url";

/** Prepares Terraform's provider once for all end-to-end tests; Jest passes the environment on to them. */
export default async function globalSetup(): Promise<void> {
  const script = pathToFileURL(path.join(__dirname, "../../../scripts/terraform-provider.mjs")).href;
  const { prepareTerraformProvider, MissingToolError } = await import(script);
  try {
    const provider = await prepareTerraformProvider();
    Object.assign(process.env, provider.env, { E2E_TERRAFORM: provider.terraform });
    Object.assign(globalThis, { disposeTerraformProvider: provider.dispose });
  } catch (error) {
    if (!(error instanceof MissingToolError) || process.env.CI) throw error;
    process.env.E2E_SKIPPED_BECAUSE = (error as Error).message;
  }
}
