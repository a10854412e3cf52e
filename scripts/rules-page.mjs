// Writes docs/rules.md from the library's own table of rules.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { format, resolveConfig } from "prettier";

const { PROGRAM_RULES, RULES, WARNINGS } = createRequire(import.meta.url)("../lib/private/rules/index.js");
const page = new URL("../docs/rules.md", import.meta.url);

const code = (statements) => `\`\`\`ts\n${statements}\n\`\`\``;
const portal = (example) => `new StripePortalConfiguration(this, "portal", { ${example} });`;
const refusal = ({ name, rule, answer, confidence, holdsForOverrides }, statements) => {
  const notes = [
    ...(answer ? [`- Stripe: ${answer}`, `- How sure: ${confidence}`] : []),
    ...(holdsForOverrides ? ["- For overrides too"] : []),
  ];
  return [`### ${name}`, rule, ...(notes.length > 0 ? [notes.join("\n")] : []), "Refused:", code(statements), ""].join(
    "\n\n",
  );
};
const refused = RULES.map((rule) => refusal(rule, portal(rule.example)));
const refusedInProgram = PROGRAM_RULES.map((rule) => refusal(rule, rule.example));
const warned = WARNINGS.map(
  ({ name, consequence, example }) => `### ${name}\n\n${consequence}\n\n${code(portal(example))}\n`,
);
const text = `# Rules

What the constructs refuse while synthesizing, because Stripe would refuse it, and what they warn of. This page is made from the
table in \`lib/private/rules/\` by \`npm run docs\`. What only Terraform knows passes every rule but \`known-options\`; of a string that contains tokens, the literal part is checked. In the examples \`PRO\` and \`TEAM\` are products with
one price each.

## Refused

These rules are Stripe's, but for those without an answer of Stripe. What concerns Terraform (\`count\`, \`lifecycle\`, keys, overrides) and
programs without types is refused in the same way. Overrides (\`resource.addOverride()\`) are the way beyond limits and closed sets that Stripe has widened since; the rules that say so hold for them too.
What the properties break is told in one error of the constructor, what overrides, lazy values and the whole program show in one of synthesis; an error names the construct's path, the property, the rule, the value and the fix.

${refused.join("\n")}
## Refused within a program

What only the whole stack shows: portals beside each other, and prices that the program makes.

${refusedInProgram.join("\n")}
## Warned of

Stripe accepts it, but nobody wants it. One warning for each portal; \`acknowledgeWarnings: ["name"]\` silences one of them.

${warned.join("\n")}`;
writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: "markdown" }));
