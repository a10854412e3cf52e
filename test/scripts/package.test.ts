import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const script = path.join(__dirname, "../../scripts/package.mjs");

/** Runs `npm run package` with only the tools in a folder. */
const runWith = (tools: string, ...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env: { PATH: tools } });
const run = (...args: string[]) => runWith(__dirname, ...args);

const USAGE = "Usage: npm run package -- [language ...] [--engine cdktf|cdktn] [--release]";

test("prints its usage", () => {
  const { status, stdout, stderr } = run("--help");
  expect([status, stdout, stderr]).toEqual([0, `${USAGE}\n`, ""]);
});

test.each([
  ["an unknown language", ["ruby"], 'unknown language; expected one of js, python, java, go, dotnet; got: "ruby"'],
  ["an unknown engine", ["--engine", "pulumi"], 'unknown engine; expected one of cdktf, cdktn; got: "pulumi"'],
  ["an unknown option", ["--fast"], USAGE],
  ["an engine without a name", ["--engine"], USAGE],
  ["Python without Python", ["python"], /^the package for python requires `python3`: install Python 3\.10 or later .*/],
  ["Java without a JDK", ["js", "java"], /^the package for java requires `javac`: install a JDK.*/],
  [
    "every package without Go",
    ["js", "go", "dotnet"],
    /^the package for go requires `go`: install Go 1\.25 or later.*/,
  ],
])("rejects %s in one line and builds nothing", (_, args, message) => {
  const { status, stdout, stderr } = run(...args);
  expect(stdout).toBe("");
  const expected = typeof message === "string" ? message : expect.stringMatching(message);
  expect(stderr.trimEnd().split("\n")).toEqual([expected]);
  expect(status).toBe(1);
});

const testOnUnix = process.platform === "win32" ? test.skip : test;

const MODULE = "github.com/hashicorp/terraform-cdk-go/cdktf@v";

testOnUnix.each([
  ["it cannot look up the engine's module", [], "i/o timeout", `Cannot determine if ${MODULE}`],
  [
    "a release has no engine's module to compile it with",
    ["--release"],
    "404 Not Found",
    `cannot be compiled without ${MODULE}`,
  ],
  [
    "the proxy rejects the engine's module in a release",
    ["--release"],
    "403 Forbidden",
    `cannot be compiled without ${MODULE}`,
  ],
])("builds no Go module if %s", (_, options, answer, message) => {
  const tools = mkdtempSync(path.join(tmpdir(), "stripe-portal-tools-"));
  const go = `#!/bin/sh\n[ "$1" = list ] || exit 0\necho "reading the module: ${answer}" >&2\nexit 1\n`;
  writeFileSync(path.join(tools, "go"), go, { mode: 0o755 });
  // Without git, the library would be built first.
  const git = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
  symlinkSync(git, path.join(tools, "git"));
  try {
    const { status, stdout, stderr } = runWith(tools, "go", ...options);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(`${answer}\n\n`);
    expect(stderr).toMatch(message);
  } finally {
    rmSync(tools, { recursive: true });
  }
});
