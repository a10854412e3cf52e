import { spawnSync } from "node:child_process";
import * as path from "node:path";

const script = path.join(__dirname, "../../scripts/package.mjs");

/** Runs `npm run package` on a machine without any tool. */
const run = (...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env: { PATH: __dirname } });

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
