// Writes docs/rules.md from the library's rules.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { format, resolveConfig } from "prettier";

const { PROGRAM_RULES, RULES, WARNINGS } = createRequire(import.meta.url)("../lib/private/rules/index.js");
const page = new URL("../docs/rules.md", import.meta.url);

const code = (statements) => `\`\`\`ts\n${statements}\n\`\`\``;
const portal = (example) => `new StripePortalConfiguration(this, "portal", { ${example} });`;
const section = ({ name, rule, answer, confidence, holdsForOverrides }, statements) => {
  const notes = [
    ...(answer ? [`- Stripe: ${answer}`, `- How sure: ${confidence}`] : []),
    ...(holdsForOverrides ? ["- For overrides too"] : []),
  ];
  return [`### ${name}`, rule, ...(notes.length > 0 ? [notes.join("\n")] : []), "Rejected:", code(statements), ""].join(
    "\n\n",
  );
};
const rejected = RULES.map((rule) => section(rule, portal(rule.example)));
const rejectedInStack = PROGRAM_RULES.map((rule) => section(rule, rule.example));
const warned = WARNINGS.map(
  ({ name, consequence, example }) => `### ${name}\n\n${consequence}\n\n${code(portal(example))}\n`,
);
const document = `# Rules

The constructs check these rules at synth time. \`npm run docs\` generates this page from the rules in \`lib/private/rules/\`.

If a value is unknown until apply, every rule except \`known-options\` skips it. If a string contains tokens, its literal part is checked. In the
examples, \`PRO\` and \`TEAM\` are products with one price each.

## Rejected

Rules with a response of Stripe are Stripe's own. Invalid Terraform settings (\`count\`, \`lifecycle\`, keys, overrides) and values of
the wrong type are rejected in the same way.

If Stripe raises a limit or adds a value, set it with an override (\`resource.addOverride()\`). Rules marked "For overrides too" check
overrides as well.

The constructor reports all violations of its properties in one error. Synthesis reports all violations of overrides, lazy values and
the stack in another. An error contains the path of the construct, the property, the rule, the value and the fix.

${rejected.join("\n")}
## Rejected within a stack

These rules check the portals of a stack against each other, and the prices that the stack creates.

${rejectedInStack.join("\n")}
## Warnings

Stripe accepts these portals, but they are probably mistakes. A portal prints all its warnings in one message. To acknowledge a warning, add its name
to \`acknowledgeWarnings\`.

${warned.join("\n")}`;
writeFileSync(page, await format(document, { ...(await resolveConfig(page)), parser: "markdown" }));
