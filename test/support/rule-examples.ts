import * as cdktf from "cdktf";
import * as ts from "typescript";
import * as library from "../../lib";
import { Price } from "../../lib/provider/price";
import { StripeProvider } from "../../lib/provider/provider";

const PRO: library.PortalProduct = { product: "prod_pro", prices: ["price_pro"] };
const TEAM: library.PortalProduct = { product: "prod_team", prices: ["price_team"] };

/** Runs the statements of a rule's example. */
export function runExample(statements: string, self?: cdktf.TerraformStack): unknown {
  const scope = { ...library, cdktf, Price, StripeProvider, PRO, TEAM };
  const { outputText } = ts.transpileModule(statements, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  return new Function(...Object.keys(scope), outputText).apply(self, Object.values(scope));
}

/** The props of a rule's example. */
export function exampleProps(example: string): library.StripePortalConfigurationProps {
  return runExample(`return { ${example} };`) as library.StripePortalConfigurationProps;
}
