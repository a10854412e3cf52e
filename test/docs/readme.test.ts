import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

const root = path.resolve(__dirname, "../..");
const folder = path.join(root, "dist", "readme");

/** What a section takes for granted: a stack, and the portal of the section before. */
const PRELUDE = `import { TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
declare const stack: TerraformStack;
`;
const PORTAL = `declare const portal: import("cdktf-stripe-portal").StripePortalConfiguration;\n`;

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
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.dev.json"), ts.sys.readFile);
  const base = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile).config;
  const settings = { ...base.compilerOptions, ...config.compilerOptions, noUnusedLocals: false };
  const { options } = ts.convertCompilerOptionsFromJson(settings, root);

  const errors = ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);

  expect(snippets.length).toBeGreaterThan(8);
  expect(errors).toEqual([]);
});
