// Writes docs/rules.md from the library's tables of rules and warnings.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { format, resolveConfig } from "prettier";

const require = createRequire(import.meta.url);
const { PRICE_WARNINGS } = require("../lib/private/validation/price-warnings.js");
const { RULES, WARNINGS } = require("../lib/private/validation/rules.js");
const { STACK_RULES } = require("../lib/private/validation/stack-rules.js");
const parameters = require("../schema/portal-parameters.json");
const page = new URL("../docs/rules.md", import.meta.url);

const sentence = (clause) => `${clause[0].toUpperCase()}${clause.slice(1).replace(/\.$/, "")}.`;
const code = (statements) => `\`\`\`ts\n${statements}\n\`\`\``;
const portal = (example) => `new StripePortalConfiguration(this, "portal", { ${example} });`;
const entry = (name, ...paragraphs) => [`### ${name}`, ...paragraphs, ""].join("\n\n");
/** @param {any} rule */
const ruleEntry = ({ name, rule, answer, confidence, holdsForOverrides }, statements) => {
  const notes = [
    answer ? `- Stripe's response: ${answer}` : "- Enforced by this library only",
    ...(answer ? [`- Evidence: ${confidence}`] : []),
    ...(holdsForOverrides ? ["- Also applies to overrides"] : []),
  ];
  return entry(name, sentence(rule), notes.join("\n"), "Example:", code(statements));
};
const portalRules = RULES.map((rule) => ruleEntry(rule, portal(rule.example)));
const stackRules = STACK_RULES.map((rule) => ruleEntry(rule, rule.example));
const warningEntry = ({ name, consequence }, statements) => entry(name, consequence, code(statements));
const warnings = [
  ...WARNINGS.map((warning) => warningEntry(warning, portal(warning.example))),
  ...PRICE_WARNINGS.map((warning) => warningEntry(warning, warning.example)),
];
/** @param {any} parameter */
const limitsOf = ({ values, minLength, maxLength, minimum, maximum, maxItems, ...map }) =>
  [
    values?.map((value) => `\`${value}\``).join(", "),
    maxItems && `at most ${maxItems}`,
    map.maxKeys &&
      `at most ${map.maxKeys} keys of at most ${map.maxKeyLength} characters, values of at most ${map.maxValueLength}`,
    maxLength && `${minLength ? `${minLength} to` : "at most"} ${maxLength} characters`,
    minimum !== undefined && (maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`),
  ]
    .filter(Boolean)
    .join("; ");
const parameterRows = parameters
  .filter(({ type }) => type !== "object")
  .map((parameter) => {
    const { name, type, since, provider } = parameter;
    const support = [since && `Stripe API ${since}`, !provider && "step only"].filter(Boolean).join(", ");
    return `| \`${name}\` | ${type} | ${limitsOf(parameter)} | ${support} |`;
  });
const text = `# Rules and warnings

The constructs check Stripe's rules at synth time, so that mistakes fail before anything is sent. This page lists each rule with
an example that breaks it, and each warning with an example that causes it. In the examples, \`PRO\` and \`TEAM\` are products
with one price each. The page is generated from the tables in \`lib/private/portal/\` and
\`lib/private/validation/\`; run \`npm run docs\` to update it.

- **Errors.** All violations of a portal are reported in one error. It contains the path of the construct and, for each
  violation, the property, the rule, the value, and the fix. The constructor checks the props. Synth checks overrides, lazy
  values, and the rules for the whole stack.
- **Tokens.** Values that are known at apply time only do not break a rule, except \`option-values\` and \`warning-names\`.
  If a string contains tokens, its literal part is checked.
- **Overrides.** \`resource.addOverride()\` can exceed limits and use values that Stripe has added since the release of this
  library. Of the rules for a portal, only those marked "Also applies to overrides" are checked for overrides.
- **Evidence.** Some of Stripe's rules are documented or were reported by several sources. Others were reported once, or are
  inferred from similar rules.

The constructs also reject unknown properties, values of the wrong type, and Terraform arguments that a portal does not support,
such as \`count\`. These checks are not listed here.

## Parameters

The values and limits that \`allowed-values\`, \`string-lengths\`, \`absolute-links\`, \`ids\`, \`whole-numbers\` and the rules for
metadata check. \`cdktf-stripe-portal/portal-parameters.json\` contains this table with defaults.

| Parameter | Type | Values and limits | Requires |
| --- | --- | --- | --- |
${parameterRows.join("\n")}

## Rules for a portal

${portalRules.join("\n")}
## Rules for the whole stack

These rules apply to several portals in one stack, and to the prices and keys that the stack contains.

${stackRules.join("\n")}
## Warnings

Stripe accepts these portals, but they rarely do what you intend. Each portal has at most one annotation, which lists all its
warnings. To remove a warning, add its name to \`acknowledgeWarnings\`.

${warnings.join("\n")}`;
writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: "markdown" }));
