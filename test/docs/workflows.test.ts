import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { describeWithTools, GO } from "../support/tools";

const ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";

const root = path.resolve(__dirname, "../..");
const read = (...names: string[]) => readFileSync(path.join(root, ...names), "utf8");
const GUIDES = readdirSync(path.join(root, "docs/guide")).map((file): [string, string] => [
  file,
  read("docs/guide", file),
]);

const snippets = GUIDES.flatMap(([file, text]) =>
  [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, code], index): [string, string] => [`${file}, ${index}`, code]),
);
const workflows = [
  ...snippets.filter(([, code]) => /^jobs:/m.test(code)),
  ...readdirSync(path.join(root, ".github/workflows")).map((file): [string, string] => [
    file,
    read(".github/workflows", file),
  ]),
];

/** The faults of a workflow. */
function faultsOf(code: string): string {
  // shellcheck and pyflakes may be missing.
  const args = ["run", ACTIONLINT, "-shellcheck=", "-pyflakes=", "-no-color", "-"];
  const { stdout, stderr, status } = spawnSync("go", args, { input: code, encoding: "utf8" });
  if (status !== 0 && stdout === "") throw new Error(stderr);
  return stdout;
}

describeWithTools("actionlint", [GO], () => {
  test.each(workflows)("accepts the workflow %s", (_, code) => {
    expect(faultsOf(code)).toBe("");
  });

  test("rejects a broken workflow", () => {
    expect(faultsOf("on: push\njobs:\n  a:\n    steps: []\n")).toContain('"runs-on" section is missing');
  });
});

test.each(snippets.filter(([, code]) => code.includes("before_script")))(
  "the GitLab pipeline %s has jobs",
  (_, code) => {
    for (const job of Object.values<any>(parse(code))) {
      expect(job).toMatchObject({ script: expect.any(Array), rules: [{ if: expect.any(String) }] });
    }
  },
);

test("the guides and the CLI's README have the options that the check has", () => {
  const help = execFileSync(process.execPath, [
    path.join(root, "cli/bin/stripe-portal.js"),
    "check",
    "--help",
  ]).toString();
  const known = [...help.matchAll(/^ {2}(?:-h, )?(--[\w-]+)/gm)].map(([, option]) => option);
  const lines = [...GUIDES.map(([, text]) => text), read("README.md")].flatMap((text) => text.split("\n"));
  const commands = lines.flatMap((line) => /stripe-portal check (.*)/.exec(line)?.[1] ?? []);
  const used = commands.flatMap((command) => command.match(/(?<=^| )--[\w-]+/g) ?? []);
  expect(used.length).toBeGreaterThan(3);
  expect(used.filter((option) => !known.includes(option))).toEqual([]);
  const documented = [
    ...read("cli/README.md")
      .split("`stripe-portal check")[2]
      .matchAll(/^\| `(--[\w-]+)/gm),
  ];
  const ofCheck = documented.slice(0, known.length - 1).map(([, option]) => option);
  expect([...ofCheck, "--help"].sort()).toEqual([...known].sort());
});
