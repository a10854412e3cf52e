import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { Json, inApp } from "../support/synth";

const root = path.join(__dirname, "../..");

/** Evaluates an expression with modules of the bench in Node.js, because jest's transform cannot import an ES module. */
function evaluate(names: Record<string, string>, expression: string): Json {
  const imports = Object.entries(names).map(
    ([file, exported]) => `import { ${exported} } from "${pathToFileURL(path.join(root, "bench", file)).href}";`,
  );
  const script = `${imports.join("\n")}\nconsole.log(JSON.stringify(${expression}));`;
  const env = { ...process.env, NODE_OPTIONS: "" };
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8", env }));
}

/** The keys on which README and the guides rely. */
const KEYS = [
  "import_ratio",
  "import_modules",
  "tsc_ratio",
  "construct_ratio",
  "construct_sourcemap_ratio",
  "synth1000_ratio",
  "synth10000_ratio",
  "synth1000_tokens_ratio",
  "synth1000_provider_ratio",
  "synth10000_json_ratio",
  "synth1000_awscdk_ratio",
  "growth_exponent",
  "rss10000_ratio",
  "rss10000_provider_ratio",
  "python_import_ratio",
];

test("results.json contains the machine and every figure, and null for a skipped one", () => {
  const metrics = { cpu: 10, wall: 20, processCpu: 10, processWall: 20, rss: 10, modules: 10, bindings: 0 };
  const document = evaluate(
    { "figures.mjs": "FIGURES", "report.mjs": "documentOf, resultOf" },
    `(() => {
      const metrics = ${JSON.stringify(metrics)};
      const samples = Object.fromEntries(FIGURES.flatMap(({ ours, theirs }) => [[ours, [metrics]], [theirs, [metrics]]]));
      const measured = FIGURES.filter(({ key }) => key !== "python_import_ratio");
      return documentOf(FIGURES, new Map(measured.map((figure) => [figure.key, resultOf(figure, samples)])), 5);
    })()`,
  );
  expect(Object.keys(document)).toEqual(["date", "cpu", "node", "runs", ...KEYS, "details"]);
  expect(document).toMatchObject({ import_ratio: 1, import_modules: 0, growth_exponent: 0, python_import_ratio: null });
});

test("every figure compares two processes that exist", () => {
  const [compared, existing]: string[][] = evaluate(
    { "figures.mjs": "FIGURES", "processes.mjs": "processes" },
    `[FIGURES.flatMap(({ ours, theirs }) => [ours, theirs]), Object.keys(processes({ portals: 1 }))]`,
  );
  expect(new Set(compared)).toEqual(new Set(existing));
});

test("the binding and a portal without a step synthesize the same 47 values", () => {
  const resources = inApp(({ outdir }) =>
    evaluate(
      { "workload.mjs": "APPS, packagesOf" },
      `["provider", "binding"].map((name) => {
        const packages = packagesOf(${JSON.stringify(path.join(root, "package.json"))});
        const app = packages.cdktf.Testing.app({ outdir: ${JSON.stringify(outdir)} });
        const stack = new packages.cdktf.TerraformStack(app, "stack");
        APPS[name](packages, stack, 1);
        return JSON.parse(packages.cdktf.Testing.synth(stack)).resource.stripe_billing_portal_configuration;
      })`,
    ),
  );
  const withoutMeta = (key: string, value: Json) => (["//", "lifecycle"].includes(key) ? undefined : value);
  const [portal, binding] = resources.map((byAddress: Json) =>
    JSON.parse(JSON.stringify(Object.values(byAddress)), withoutMeta),
  );
  expect(portal).toEqual(binding);
  expect(leaves(binding)).toBe(47);
});

function leaves(value: Json): number {
  if (value === null || typeof value !== "object") return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + leaves(item), 0);
}
