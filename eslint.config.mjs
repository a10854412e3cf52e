import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "**/node_modules",
      "**/dist",
      "**/cdktf.out",
      "lib/provider",
      "lib/private/deployment/apply-step.mjs",
      "lib/private/deployment/apply-step-source.ts",
      "cdktn",
      "lib/**/*.js",
      "**/*.d.ts",
      "reports",
      ".stryker-tmp",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: { globals: globals.nodeBuiltin },
  },
  {
    // Terraform's JSON has no types in cdktf's signatures, and neither have Stripe's responses.
    files: ["lib/**/*.ts", "test/**/*.ts"],
    rules: { "@typescript-eslint/no-explicit-any": "off" },
  },
  {
    files: ["**/*.cjs", "cli/bin/*.js"],
    languageOptions: { sourceType: "commonjs", globals: globals.node },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  // The folders of the sandbox depend on each other in one direction.
  ...[
    ["state", ["api", "network", "resources"]],
    ["api", ["network", "resources"]],
    ["resources", ["network"]],
    ["network", ["resources"]],
  ].map(([folder, others]) => ({
    files: [`cli/src/sandbox/${folder}/**/*.ts`],
    rules: { "no-restricted-imports": ["error", { patterns: [{ regex: `/(${others.join("|")})(/|$)` }] }] },
  })),
  {
    files: ["lib/**/*.ts"],
    rules: {
      // scripts/cdktn.mjs replaces this form of import to build the cdktn package.
      "no-restricted-syntax": [
        "error",
        {
          selector: 'ImportDeclaration[source.value="cdktf"] > ImportSpecifier',
          message: 'Write `import * as cdktf from "cdktf"`.',
        },
      ],
      // jsii requires a props interface for each construct, even if it adds no properties.
      "@typescript-eslint/no-empty-object-type": "off",
    },
  },
);
