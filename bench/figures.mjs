/**
 * A measured figure. Its value is the ratio of a metric of two processes, and must not exceed the target.
 *
 * @typedef {object} Figure
 * @property {string} key the key in results.json
 * @property {string} title
 * @property {string} ours a process in processes.mjs
 * @property {string} theirs the process that it is compared with
 * @property {"cpu" | "wall" | "processCpu" | "rss" | "modules"} metric a metric in measure.mjs
 * @property {(ours: number, theirs: number) => number} [compare] replaces the ratio
 * @property {"bindings"} [none] a metric of `ours` that must be 0 too
 * @property {number} target
 */

/** @type {Figure[]} */
export const FIGURES = [
  {
    key: "import_ratio",
    title: "import of the package, over cdktf",
    ours: "import",
    theirs: "import cdktf",
    metric: "processCpu",
    target: 1.03,
  },
  {
    key: "import_modules",
    title: "modules that it loads beyond cdktf, no bindings",
    ours: "import",
    theirs: "import cdktf",
    metric: "modules",
    compare: (ours, theirs) => ours - theirs,
    none: "bindings",
    target: 30,
  },
  {
    key: "tsc_ratio",
    title: "type check of five lines, over cdktf",
    ours: "type check",
    theirs: "type check cdktf",
    metric: "processCpu",
    target: 1.1,
  },
  {
    key: "construct_ratio",
    title: "construct a portal, over the binding, warm",
    ours: "construct",
    theirs: "construct binding",
    metric: "cpu",
    target: 0.2,
  },
  {
    key: "construct_sourcemap_ratio",
    title: "the same with ts-node's source maps",
    ours: "construct ts-node",
    theirs: "construct binding ts-node",
    metric: "cpu",
    target: 0.05,
  },
  {
    key: "synth1000_ratio",
    title: "1,000 portals with a step, over the binding",
    ours: "synth 1000",
    theirs: "synth 1000 binding",
    metric: "cpu",
    target: 0.5,
  },
  {
    key: "synth10000_ratio",
    title: "10,000 portals with a step, over the binding",
    ours: "synth 10000",
    theirs: "synth 10000 binding",
    metric: "cpu",
    target: 0.4,
  },
  {
    key: "synth1000_tokens_ratio",
    title: "1,000 with products and prices of the app, over the binding",
    ours: "synth 1000 tokens",
    theirs: "synth 1000 binding tokens",
    metric: "cpu",
    target: 0.8,
  },
  {
    key: "synth1000_provider_ratio",
    title: "1,000 without a step, over the binding",
    ours: "synth 1000 provider",
    theirs: "synth 1000 binding",
    metric: "cpu",
    target: 0.4,
  },
  {
    key: "synth10000_json_ratio",
    title: "10,000 with a step, over writing the JSON, wall clock",
    ours: "synth 10000",
    theirs: "write 10000",
    metric: "wall",
    target: 8,
  },
  {
    key: "synth1000_awscdk_ratio",
    title: "1,000 with a step, over CfnResource of aws-cdk-lib",
    ours: "synth 1000",
    theirs: "synth 1000 aws-cdk-lib",
    metric: "cpu",
    target: 1.3,
  },
  {
    key: "growth_exponent",
    title: "growth from 1,000 to 10,000, exponent",
    ours: "synth 10000",
    theirs: "synth 1000",
    metric: "cpu",
    compare: (ours, theirs) => Math.log10(ours / theirs),
    target: 1.05,
  },
  {
    key: "rss10000_ratio",
    title: "peak memory, 10,000 with a step, over the binding",
    ours: "synth 10000",
    theirs: "synth 10000 binding",
    metric: "rss",
    target: 1.2,
  },
  {
    key: "rss10000_provider_ratio",
    title: "peak memory, 10,000 without a step, over the binding",
    ours: "synth 10000 provider",
    theirs: "synth 10000 binding",
    metric: "rss",
    target: 0.6,
  },
  {
    key: "python_import_ratio",
    title: "import in Python, over cdktf",
    ours: "import in Python",
    theirs: "import cdktf in Python",
    metric: "processCpu",
    target: 1.1,
  },
];
