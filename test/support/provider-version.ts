import { readFileSync } from "node:fs";
import * as path from "node:path";

const schema = JSON.parse(readFileSync(path.join(__dirname, "../../schema/stripe.json"), "utf8"));

/** The version of the provider that the library is made for. */
export const PROVIDER_VERSION: string = schema.provider_versions["registry.terraform.io/stripe/stripe"];

/** For `toMatchSnapshot()`, so that another version of the provider does not change the snapshots. */
export const ANY_PROVIDER_VERSION = {
  terraform: { required_providers: { stripe: { version: expect.any(String) } } },
};
