import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as cdktf from "cdktf";
import * as ts from "typescript";
import * as library from "../../../lib";
import { PROGRAM_RULES, RULES, WARNINGS } from "../../../lib/private/rules";
import { Price } from "../../../lib/provider/price";
import { StripeProvider } from "../../../lib/provider/provider";
import { messageOf, refusalOf, synthOf } from "../../support/synth";

const PRO: library.PortalProduct = { product: "prod_pro", prices: ["price_pro"] };
const TEAM: library.PortalProduct = { product: "prod_team", prices: ["price_team"] };

/** Runs TypeScript as the page shows it. */
function run(text: string, self?: cdktf.TerraformStack): unknown {
  const scope = { ...library, cdktf, Price, StripeProvider, PRO, TEAM };
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  return new Function(...Object.keys(scope), outputText).apply(self, Object.values(scope));
}

const propsOf = (example: string) => run(`return { ${example} };`) as library.StripePortalConfigurationProps;

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

  test.each(PROGRAM_RULES.map((rule) => [rule.name, rule] as const))(
    "%s: its example breaks it within the program, and no other rule",
    (_, { name, example }) => {
      const broken: string[] = [];
      for (const rule of PROGRAM_RULES) {
        const { check } = rule;
        jest.spyOn(rule as { check: typeof check }, "check").mockImplementation((...args) => {
          const failures = check(...args);
          if (failures.length > 0) broken.push(rule.name);
          return failures;
        });
      }
      const message = messageOf(() => synthOf((stack) => run(`{ ${example} }`, stack)));
      expect(message?.match(/\n {2}- /g)).toHaveLength(1);
      expect(broken).toEqual([name]);
      jest.restoreAllMocks();
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
    const names = [...RULES, ...PROGRAM_RULES, ...WARNINGS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const page = readFileSync(path.resolve(__dirname, "../../../docs/rules.md"), "utf8");
    expect([...page.matchAll(/^### (.*)$/gm)].map(([, name]) => name)).toEqual(names);
  });
});
