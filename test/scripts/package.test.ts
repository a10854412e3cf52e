import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const script = path.join(__dirname, "../../scripts/package.mjs");

/** Runs `npm run package` on a machine without any tool but those in a folder. */
const runWith = (tools: string, ...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env: { PATH: tools } });
const run = (...args: string[]) => runWith(__dirname, ...args);

test.each([
  ["a language that there is not", ["ruby"], 'There is no language "ruby": choose among js, python, java, go, dotnet'],
  ["an engine that there is not", ["--engine", "pulumi"], 'There is no engine "pulumi": choose among cdktf, cdktn'],
  ["an option that there is not", ["--fast"], /^Unknown option '--fast'.*/],
  ["Python without Python", ["python"], /^The package for python needs `python3`: install Python 3\.10 or later .*/],
  ["Java without a JDK", ["js", "java"], /^The package for java needs `javac`: install a JDK.*/],
  ["every package without Go", ["js", "go", "dotnet"], /^The package for go needs `go`: install Go 1\.25 or later.*/],
])("refuses %s in one line, and makes nothing", (_, args, message) => {
  const { status, stdout, stderr } = run(...args);
  expect(stdout).toBe("");
  expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(message)]);
  expect(status).toBe(1);
});

const testOnUnix = process.platform === "win32" ? test.skip : test;

testOnUnix("makes no package for Go where it cannot tell whether the engine's module is there", () => {
  const tools = mkdtempSync(path.join(tmpdir(), "stripe-portal-tools-"));
  const answer = "dial tcp: lookup proxy.golang.org: i/o timeout";
  writeFileSync(path.join(tools, "go"), `#!/bin/sh\n[ "$1" = list ] || exit 0\necho "${answer}" >&2\nexit 1\n`, {
    mode: 0o755,
  });
  try {
    const { status, stdout, stderr } = runWith(tools, "go");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(`${answer}\n\nWhether there is github.com/hashicorp/terraform-cdk-go/cdktf@v`);
  } finally {
    rmSync(tools, { recursive: true });
  }
});
