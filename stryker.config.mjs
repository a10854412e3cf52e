// `npm run test:mutation`: checks that the unit tests detect changes of rules and rendering. Not part of `npm test`.
import { PluginKind, declareValuePlugin } from "@stryker-mutator/api/plugin";

const PAGE_STRINGS = ["name", "rule", "answer", "confidence", "example", "consequence"];

/** Ignores the strings of a rule or warning that are used only in docs/rules.md. */
const rulesPage = {
  shouldIgnore(path) {
    if (!path.isObjectProperty() || !PAGE_STRINGS.includes(path.node.key.name)) return undefined;
    const siblings = path.parent.properties.map(({ key }) => key?.name);
    return siblings.includes("check") && siblings.includes("example") ? "a string of docs/rules.md" : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, "rules-page", rulesPage)];

export default {
  plugins: ["@stryker-mutator/mocha-runner", import.meta.url],
  mutate: ["lib/private/{portal,validation,terraform,deployment}/!(*.d|apply-step-source).ts"],
  ignorers: ["rules-page"],
  testRunner: "mocha",
  mochaOptions: { spec: ["scripts/mutation-tests.cjs"] },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // Nothing checks types here, and the step's script must stay as it is.
  disableTypeChecks: false,
  // Mutants of static code, such as the strings of the rules, would each need a new process.
  ignoreStatic: true,
  jsonReporter: { fileName: "reports/mutation/mutation.json" },
  ignorePatterns: [
    "/cdktn",
    "/dist",
    "/examples",
    "/offline-provider",
    "/reports",
    "/lib/*.js",
    "/lib/{features,private,presets}/**/*.js",
  ],
  reporters: ["clear-text", "json", "progress-append-only"],
  thresholds: { high: 95, low: 90, break: 90 },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
};
