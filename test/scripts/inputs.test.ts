import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

const script = pathToFileURL(path.join(__dirname, "../../scripts/inputs.mjs")).href;
const FILES = [
  "lib/index.ts",
  "cli/src/main.ts",
  "schema/stripe.json",
  "README.md",
  "test/a.test.ts",
  "docs/guide/a.md",
];

let folder: string;

const write = (file: string, content = "old") => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "inputs-test-"));
  FILES.forEach((file) => write(file));
  write(".gitignore", "dist/\nlib/*.js\n");
  write("lib/index.js", "compiled");
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder });
  git("init", "--quiet");
  git("add", ".");
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs code in a process, because Jest's transform cannot import an ES module. */
const run = (code: string, env: NodeJS.ProcessEnv = {}) => {
  const source = `import { isUpToDate, recordInputs } from ${JSON.stringify(script)};
    import { writeFileSync } from "node:fs";
    const folder = ${JSON.stringify(folder)};
    ${code}`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", source], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
};
const build = (body = "", env?: NodeJS.ProcessEnv) => run(`recordInputs("library", () => { ${body} }, folder);`, env);
const isUpToDate = () => run(`console.log(isUpToDate("library", ["lib/index.js"], folder));`).stdout === "true\n";

test.each<[string, () => void]>([
  ["nothing changes", () => undefined],
  ["a test changes", () => write("test/a.test.ts", "new")],
  ["a guide is added", () => write("docs/guide/b.md")],
  ["an output changes", () => write("lib/index.js", "new")],
  ["a file is written with the same content", () => write("lib/index.ts")],
])("a build stays up to date if %s", (_, change) => {
  expect(isUpToDate()).toBe(false);
  build();
  change();
  expect(isUpToDate()).toBe(true);
});

test.each<[string, () => void]>([
  ["a source changes", () => write("lib/index.ts", "new")],
  [
    "a source changes and keeps its size and time",
    () => {
      const { atime, mtime } = statSync(path.join(folder, "lib/index.ts"));
      write("lib/index.ts", "new");
      utimesSync(path.join(folder, "lib/index.ts"), atime, mtime);
    },
  ],
  ["a source is added", () => write("lib/private/new.ts")],
  ["a source is deleted", () => rmSync(path.join(folder, "cli/src/main.ts"))],
  ["a source is renamed", () => renameSync(path.join(folder, "lib/index.ts"), path.join(folder, "lib/main.ts"))],
  ["a file in a new folder is added", () => write("templates/stack.json")],
  ["an output is deleted", () => rmSync(path.join(folder, "lib/index.js"))],
  ["its files are no git repository", () => rmSync(path.join(folder, ".git"), { recursive: true })],
])("a build is out of date if %s", (_, change) => {
  build();
  change();
  expect(isUpToDate()).toBe(false);
});

test("a build is out of date if a source changes while it runs", () => {
  build(`writeFileSync(folder + "/lib/index.ts", "new");`);
  expect(isUpToDate()).toBe(false);
});

test("a failed build leaves no earlier build up to date", () => {
  build();
  expect(build(`process.exit(1);`).status).toBe(1);
  expect(isUpToDate()).toBe(false);
});

test("a build without git succeeds and is out of date", () => {
  expect(build("", { PATH: "" }).status).toBe(0);
  expect(isUpToDate()).toBe(false);
});
