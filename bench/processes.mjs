import path from "node:path";

/** @typedef {{ command?: string, args: string[], repeat?: number }} Process Node.js if there is no command */

/** The options of cdktf's template for TypeScript that affect the time. */
const TSC_OPTIONS = "--noEmit --strict --skipLibCheck --target es2018 --module commonjs --types node".split(" ");
/** Maps stack traces to sources, as for every app that ts-node runs. */
const TS_NODE = ["--require", "ts-node/register/transpile-only"];

/**
 * The measured processes by name. Each receives a folder for its output, next to those of the others. `repeat` is the number of runs
 * in a round, because short processes vary more.
 * @param {{ portals: number, python?: string }} options the number of portals, 1,000 in a complete run, and Python with the packages
 * @returns {Record<string, (folder: string) => Process>}
 */
export function processes({ portals, python }) {
  const many = 10 * portals;
  return {
    import: importing("cdktf-stripe-portal"),
    "import cdktf": importing("cdktf"),
    "type check": typeChecking("portal"),
    "type check cdktf": typeChecking("cdktf"),
    construct: constructing("step", portals),
    "construct binding": constructing("binding", portals),
    "construct ts-node": constructing("step", portals, TS_NODE),
    "construct binding ts-node": constructing("binding", portals, TS_NODE),
    "synth 1000": synthesizing("step", portals),
    "synth 1000 binding": synthesizing("binding", portals),
    "synth 1000 provider": synthesizing("provider", portals),
    "synth 1000 tokens": synthesizing("tokens", portals),
    "synth 1000 binding tokens": synthesizing("binding-tokens", portals),
    "synth 1000 aws-cdk-lib": writing("cdk", "synth 1000"),
    "synth 10000": synthesizing("step", many),
    "synth 10000 binding": synthesizing("binding", many),
    "synth 10000 provider": synthesizing("provider", many),
    "write 10000": writing("json", "synth 10000"),
    "import in Python": importingInPython(python, "cdktf_stripe_portal"),
    "import cdktf in Python": importingInPython(python, "cdktf"),
  };
}

/** @param {string} name */
function importing(name) {
  return () => ({ args: ["-e", `require("${name}")`], repeat: 4 });
}

/** @param {string} name */
function typeChecking(name) {
  const tsc = "node_modules/typescript/bin/tsc";
  return () => ({ args: [tsc, ...TSC_OPTIONS, `type-check/${name}.ts`] });
}

/**
 * @param {string} app
 * @param {number} portals
 * @param {string[]} options
 */
function constructing(app, portals, options = []) {
  return (folder) => ({ args: [...options, "scenarios/construct.mjs", app, `${portals}`, folder], repeat: 2 });
}

/**
 * @param {string} app
 * @param {number} portals
 */
function synthesizing(app, portals) {
  return (folder) => ({ args: ["scenarios/synth.mjs", app, `${portals}`, folder] });
}

/**
 * Writes the document of another process, which must run first in each round.
 * @param {"cdk" | "json"} scenario
 * @param {string} source
 */
function writing(scenario, source) {
  const document = (folder) => path.join(path.dirname(folder), source, "stacks", "stack", "cdk.tf.json");
  return (folder) => ({ args: [`scenarios/${scenario}.mjs`, document(folder), folder] });
}

/**
 * @param {string | undefined} python
 * @param {string} name
 */
function importingInPython(python, name) {
  return () => ({ command: python, args: ["scenarios/python.py", name], repeat: 2 });
}
