// Embeds lib/private/deployment/apply-step.mjs in a module of the package in the working folder, before it is compiled. Bundlers (esbuild,
// webpack) would not include a file beside the compiled library.
import { readFileSync, writeFileSync } from "node:fs";

const source = readFileSync("lib/private/deployment/apply-step.mjs", "utf8");
writeFileSync(
  "lib/private/deployment/apply-step-source.ts",
  `/** The source of the step's script. Generated from apply-step.mjs by scripts/embed-step.mjs. */
export const APPLY_STEP_SOURCE = ${JSON.stringify(source)};
`,
);
