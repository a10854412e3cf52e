const { availableParallelism } = require("node:os");

/** The common settings: TypeScript without type checks, and the library from its source. */
const project = {
  globals: { ENGINE: "cdktf" },
  moduleFileExtensions: ["ts", "js", "json", "mjs", "node"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs", ignoreDynamic: true },
      },
    ],
  },
  transformIgnorePatterns: ["/node_modules/", "\\.js$"],
  setupFiles: ["<rootDir>/test/support/no-token-traces.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "cdktf.out"],
  moduleNameMapper: {
    "^cdktf-stripe-portal$": "<rootDir>/lib/index.ts",
    "^cdktf-stripe-portal/(lib/.*)$": "<rootDir>/$1",
  },
};

/** The settings of tests that deploy. */
const withTerraform = {
  ...project,
  globalSetup: "<rootDir>/test/e2e/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/e2e/support/global-teardown.ts",
  setupFilesAfterEnv: ["<rootDir>/test/e2e/support/audit-wire.ts"],
};

module.exports = {
  testTimeout: 180_000,
  // Most tests wait for other processes. By default Jest keeps a core free, so that two cores would run one test at a time.
  // Jest takes a percentage above 100 for a number.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: "<rootDir>/scripts/slow-tests-first.cjs",
  projects: [
    {
      ...project,
      displayName: "unit",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: ["consumers", "e2e", "conformance"].map((folder) => `<rootDir>/test/${folder}/`),
    },
    {
      ...project,
      displayName: "cdktn",
      globals: { ENGINE: "cdktn" },
      testMatch: [
        "<rootDir>/test/{lean,portal-configuration}.test.ts",
        "<rootDir>/test/{docs,presets,private}/**/*.test.ts",
      ],
      // The script of the step is the same file in both packages.
      testPathIgnorePatterns: ["/apply-step"],
      resolver: "<rootDir>/test/support/cdktn-resolver.cjs",
      // The cdktn package is tested as it is compiled and published.
      moduleFileExtensions: ["js", "ts", "json", "mjs", "node"],
    },
    {
      ...withTerraform,
      displayName: "e2e",
      testMatch: ["<rootDir>/test/{e2e,consumers}/**/*.test.ts"],
    },
    {
      ...withTerraform,
      displayName: "conformance",
      testMatch: ["<rootDir>/test/conformance/**/*.test.ts"],
    },
  ],
  reporters: ["default", "<rootDir>/scripts/closing-line-reporter.cjs"],
};
