// `npm run test:mutation`: do the unit tests notice when rules or rendering change? Not part of `npm test`.
import { PluginKind, declareValuePlugin } from "@stryker-mutator/api/plugin";

const PAGE_TEXTS = ["name", "rule", "answer", "confidence", "example", "consequence"];

/** What only docs/rules.md shows of a rule or warning: texts for people, which `npm run docs` keeps up to date. */
const rulesPage = {
  shouldIgnore(path) {
    if (!path.isObjectProperty() || !PAGE_TEXTS.includes(path.node.key.name)) return undefined;
    const siblings = path.parent.properties.map(({ key }) => key?.name);
    return siblings.includes("check") && siblings.includes("example") ? "a text of docs/rules.md" : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, "rules-page", rulesPage)];

export default {
  plugins: ["@stryker-mutator/mocha-runner", import.meta.url],
  mutate: [
    "lib/private/rules/**/!(*.d).ts",
    "lib/private/{render-features,render-portal,native-portal,expressions,boolean-conditions,with-preset,merge-features,with-products,tokens,hcl}.ts",
  ],
  ignorers: ["rules-page"],
  testRunner: "mocha",
  mochaOptions: { spec: ["scripts/mutation-tests.cjs"] },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // What runs once, on loading, wants a process for each mutant: the tables' texts and shapes, not their checks.
  ignoreStatic: true,
  jsonReporter: { fileName: "reports/mutation/mutation.json" },
  ignorePatterns: [
    "/cdktn",
    "/dist",
    "/examples",
    "/offline-provider",
    "/reports",
    "/lib/*.js",
    "/lib/{private,presets}/**/*.js",
  ],
  reporters: ["clear-text", "json", "progress-append-only"],
  thresholds: { high: 95, low: 90, break: 90 },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
};
