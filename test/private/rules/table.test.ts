import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import * as library from "../../../lib";
import { RULES, WARNINGS } from "../../../lib/private/rules";
import { refusalOf } from "../../support/synth";

const PRO: library.PortalProduct = { product: "prod_pro", prices: ["price_pro"] };
const TEAM: library.PortalProduct = { product: "prod_team", prices: ["price_team"] };

/** The properties of an example, evaluated as the page shows them. */
function propsOf(example: string): library.StripePortalConfigurationProps {
  const scope = { ...library, PRO, TEAM };
  const { outputText } = ts.transpileModule(`return { ${example} };`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  return new Function(...Object.keys(scope), outputText)(...Object.values(scope));
}

const input = (props: library.StripePortalConfigurationProps) => ({
  props,
  features: props.features,
  products: props.features.subscriptionUpdate?.products,
});

describe("the table of rules", () => {
  test.each(RULES.map((rule) => [rule.name, rule] as const))(
    "%s: its example breaks it, and no other rule",
    (_, rule) => {
      const portal = input(propsOf(rule.example));
      const broken = RULES.filter(({ check }) => check(portal).length > 0).map(({ name }) => name);
      expect(broken).toEqual([rule.name]);
      expect(refusalOf(propsOf(rule.example))).toBeDefined();
    },
  );

  test.each(WARNINGS.map((warning) => [warning.name, warning] as const))(
    "%s: its example is warned of",
    (_, warning) => {
      const portal = input(propsOf(warning.example));
      const given = WARNINGS.filter(({ check }) => check(portal) !== undefined).map(({ name }) => name);
      expect(given).toEqual([warning.name]);
      expect(RULES.flatMap(({ check }) => check(portal))).toEqual([]);
    },
  );

  test("names each rule once, and the page has them all", () => {
    const names = [...RULES, ...WARNINGS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const page = readFileSync(path.resolve(__dirname, "../../../docs/rules.md"), "utf8");
    expect([...page.matchAll(/^### (.*)$/gm)].map(([, name]) => name)).toEqual(names);
  });
});
