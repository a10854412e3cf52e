import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { readAssembly } from "../support/assembly";

const repository = path.resolve(__dirname, "../..");
const root = path.resolve(require.resolve("../../lib"), "../..");
const folder = path.join(root, "dist", "readme");
const { name, peerDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const [engine] = Object.keys(peerDependencies);

/** What a section takes for granted: a stack, and the portal of the section before. */
const PRELUDE = `import { TerraformOutput, TerraformStack, TerraformVariable } from "${engine}";
declare const stack: TerraformStack;
`;
const PORTAL = `declare const portal: import("${name}").StripePortalConfiguration;\n`;

const readme = readFileSync(path.join(root, "README.md"), "utf8");
const snippets = [...readme.matchAll(/^```TypeScript\n(.*?)^```$/gms)].map(([, code]) => code);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every TypeScript snippet of README compiles", () => {
  mkdirSync(folder, { recursive: true });
  const files = snippets.map((code, index) => {
    const isWhole = code.includes("new App()");
    const needsPortal = /\bportal\./.test(code) && !/const portal =/.test(code);
    const file = path.join(folder, `snippet-${index}.ts`);
    writeFileSync(file, `${isWhole ? "" : PRELUDE}${needsPortal ? PORTAL : ""}${code}\nexport {};\n`);
    return file;
  });
  const { config } = ts.readConfigFile(path.join(repository, "tsconfig.dev.json"), ts.sys.readFile);
  const base = ts.readConfigFile(path.join(repository, "tsconfig.json"), ts.sys.readFile).config;
  const settings = { ...base.compilerOptions, ...config.compilerOptions, noUnusedLocals: false };
  const { options } = ts.convertCompilerOptionsFromJson(settings, root);

  const errors = ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);

  expect(snippets.length).toBeGreaterThan(8);
  expect(errors).toEqual([]);
});

test("README as it is goes into the packages of other languages, with the assembly", () => {
  expect(readAssembly(root).readme.markdown).toBe(readme);
});

test("the move to cdktn changes every import of the first program", () => {
  const [, diff] = /^```diff\n(.*?)^```$/ms.exec(readme)!;
  const marked = (sign: string) =>
    [...diff.matchAll(/^([-+])(.*)$/gm)].filter(([, at]) => at === sign).map(([, , line]) => line);
  expect(marked(engine === "cdktn" ? "+" : "-")).toEqual(snippets[0].match(/^import .*$/gm));
  expect(marked("+")).toHaveLength(marked("-").length);
});

test("README's links lead somewhere from the registries' pages too, which show nothing but README", () => {
  const targets = new Map([...readme.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, name, target]) => [name, target]));
  const references = [...readme.matchAll(/\]\[([^\]]+)\]/g)].map(([, name]) => name);
  const inline = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
  expect(references.filter((name) => !targets.has(name))).toEqual([]);
  expect(inline.filter((target) => !/^(#|https:\/\/)/.test(target))).toEqual([]);

  const address = "https://github.com/cdktf-stripe-portal/cdktf-stripe-portal/";
  const files = [...targets.values()].map((target) =>
    target.replace(address, "").replace(/^(blob|tree)\/main\/|#.*/g, ""),
  );
  expect(files.length).toBeGreaterThan(8);
  expect(files.filter((file) => !existsSync(path.join(repository, file)))).toEqual([]);
});
