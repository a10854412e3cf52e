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
      "lib/private/apply-step-source.ts",
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
    // Terraform's JSON is untyped in cdktf's own signatures, and Stripe's on the wire.
    files: ["lib/**/*.ts", "test/**/*.ts"],
    rules: { "@typescript-eslint/no-explicit-any": "off" },
  },
  {
    files: ["**/*.cjs", "cli/bin/*.js"],
    languageOptions: { sourceType: "commonjs", globals: globals.node },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["lib/**/*.ts"],
    rules: {
      // The engine is imported in one way, so that one source serves cdktf and its continuation.
      "no-restricted-syntax": [
        "error",
        {
          selector: 'ImportDeclaration[source.value="cdktf"] > ImportSpecifier',
          message: 'Write `import * as cdktf from "cdktf"`.',
        },
      ],
      // jsii wants a props interface for each construct, also where it adds nothing yet.
      "@typescript-eslint/no-empty-object-type": "off",
    },
  },
);
