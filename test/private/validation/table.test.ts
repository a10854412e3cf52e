import { readFileSync } from "node:fs";
import * as path from "node:path";
import { PRICE_WARNINGS } from "../../../lib/private/validation/price-warnings";
import { RULES, WARNINGS } from "../../../lib/private/validation/rules";
import { STACK_RULES } from "../../../lib/private/validation/stack-rules";
import { exampleProps, runExample } from "../../support/rule-examples";
import { inStack, messageOf, errorOf, synth, synthOf } from "../../support/synth";

describe("the table of rules", () => {
  test.each(RULES.map((rule) => [rule.name, rule] as const))("the example of %s breaks this rule only", (_, rule) => {
    const portal = exampleProps(rule.example);
    const broken = RULES.filter(({ check }) => check(portal).length > 0).map(({ name }) => name);
    expect(broken).toEqual([rule.name]);
    expect(errorOf(exampleProps(rule.example))).toBeDefined();
  });

  test.each(STACK_RULES.map((rule) => [rule.name, rule] as const))(
    "the example of %s breaks this rule of the stack only",
    (_, rule) => {
      const error = () => messageOf(() => synthOf((stack) => runExample(`{ ${rule.example} }`, stack)));
      expect(error()?.match(/\n {2}- /g)).toHaveLength(1);

      const { check } = rule;
      try {
        Object.assign(rule, { check: () => [] });
        // Without this rule, the engine fails to merge the two resources.
        const engine =
          rule.name === "unique-addresses" ? expect.stringContaining("cannot be a resolvable token") : undefined;
        expect(error()).toEqual(engine);
      } finally {
        Object.assign(rule, { check });
      }
    },
  );

  test.each(WARNINGS.map((warning) => [warning.name, warning] as const))(
    "the example of %s causes this warning only",
    (_, warning) => {
      const portal = exampleProps(warning.example);
      const given = WARNINGS.filter(({ check }) => check(portal) !== undefined).map(({ name }) => name);
      expect(given).toEqual([warning.name]);
      expect(RULES.flatMap(({ check }) => check(portal))).toEqual([]);
    },
  );

  test.each(PRICE_WARNINGS.map(({ name, example }) => [name, example]))(
    "%s: its example produces this warning and no other",
    (name, example) => {
      inStack((stack) => {
        runExample(example, stack);
        synth(stack);
        const [warning, ...others] = stack.node.findChild("portal").node.metadata.map(({ data }) => String(data));
        expect(others).toEqual([]);
        expect([...warning.matchAll(/acknowledgeWarnings: "(.*?)"/g)].map(([, each]) => each)).toEqual([name]);
      });
    },
  );

  test("contains unique names, all of which are on the rules page", () => {
    const names = [...RULES, ...STACK_RULES, ...WARNINGS, ...PRICE_WARNINGS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const page = readFileSync(path.resolve(__dirname, "../../../docs/rules.md"), "utf8");
    expect([...page.matchAll(/^### (.*)$/gm)].map(([, name]) => name)).toEqual(names);
  });
});
