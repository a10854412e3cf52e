import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { StripeMock } from "../../support/stripe-mock";
import { fieldsOf } from "../../support/stripe-types";
import { GO, missing } from "../../support/tools";

/** The fields in npm `stripe`'s types, read once because that takes a second. */
const newerTypes = () => ({
  parameters: [...fieldsOf("ConfigurationCreateParams"), ...fieldsOf("ConfigurationUpdateParams")],
  answers: {
    "billing_portal.configuration": [...fieldsOf("Configuration")],
    price: [...fieldsOf("Price", "Prices")],
    product: [...fieldsOf("Product", "Products")],
  },
});

const cleanUps: (() => void)[] = [];

/** Prepares Terraform and stripe-mock once for all end-to-end tests. Jest passes the environment on to them. */
export default async function globalSetup(): Promise<void> {
  Object.assign(globalThis, { cleanUpEndToEnd: () => cleanUps.splice(0).forEach((cleanUp) => cleanUp()) });
  await prepareProvider();
  await startStripeMock();
}

async function prepareProvider(): Promise<void> {
  const script = pathToFileURL(path.join(__dirname, "../../../scripts/terraform-provider.mjs")).href;
  const { prepareTerraformProvider, MissingToolError } = await import(script);
  try {
    const provider = await prepareTerraformProvider();
    Object.assign(process.env, provider.env, { E2E_TERRAFORM: provider.terraform });
    cleanUps.push(provider.dispose);
  } catch (error) {
    if (!(error instanceof MissingToolError) || process.env.CI) throw error;
    process.env.E2E_SKIPPED_BECAUSE = (error as Error).message;
  }
}

/** Starts stripe-mock for the audit in `audit-wire.ts`. */
async function startStripeMock(): Promise<void> {
  const lacking = missing(GO);
  if (lacking !== undefined) {
    if (process.env.CI) throw new Error(lacking);
    process.stderr.write(`Skipping the comparison with stripe-mock: ${lacking}\n`);
    return;
  }
  const mock = await StripeMock.start();
  const folder = mkdtempSync(path.join(tmpdir(), "stripe-types-"));
  cleanUps.push(
    () => mock.stop(),
    () => rmSync(folder, { recursive: true, force: true }),
  );
  const types = path.join(folder, "types.json");
  writeFileSync(types, JSON.stringify(newerTypes()));
  Object.assign(process.env, { STRIPE_MOCK_URL: mock.url, STRIPE_TYPES_FILE: types });
}
