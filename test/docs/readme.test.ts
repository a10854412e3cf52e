import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

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

const snippets = [...readFileSync(path.join(root, "README.md"), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)].map(
  ([, code]) => code,
);

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
