import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { readAssembly } from "../support/assembly";
import { PROVIDER_VERSION } from "../support/provider-version";

const repository = path.resolve(__dirname, "../..");
const root = path.resolve(require.resolve("../../lib"), "../..");
const folder = path.join(root, "dist", "readme");
const { name, peerDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const [engine] = Object.keys(peerDependencies);

/** A snippet expects a stack, and the portal of an earlier snippet. */
const PRELUDE = `import { TerraformOutput, TerraformStack } from "${engine}";
declare const stack: TerraformStack;
`;
const PORTAL = `declare const portal: import("${name}").StripePortalConfiguration;\n`;

const read = (file: string) => readFileSync(file, "utf8");
const snippetsOf = (text: string) => [...text.matchAll(/^```TypeScript\n(.*?)^```$/gms)].map(([, code]) => code);
const readme = read(path.join(root, "README.md"));
const languages = read(path.join(repository, "docs/languages.md"));
const guides = readdirSync(path.join(repository, "docs/guide")).map((file) =>
  read(path.join(repository, "docs/guide", file)),
);
const [first] = snippetsOf(readme);
const examples = Object.values<{ docs?: { example?: string } }>(readAssembly(root).types).flatMap(
  ({ docs }) => docs?.example ?? [],
);

/** Snippets by the document that they are in. The guides exist for cdktf only. */
const SNIPPETS: [string, string[]][] = [
  ["README", snippetsOf(readme)],
  ["the API's documentation", examples],
  ["docs/guide", engine === "cdktf" ? guides.flatMap(snippetsOf) : []],
];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(SNIPPETS)("every TypeScript snippet in %s compiles", (_, snippets) => {
  mkdirSync(folder, { recursive: true });
  const files = snippets.map((code, index) => {
    const isWhole = /new (App|TerraformStack)\(|declare const scope/.test(code);
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

  expect(errors).toEqual([]);
});

test("there are snippets to compile", () => {
  expect(SNIPPETS.map(([, { length }]) => length > 3)).toEqual([true, true, engine === "cdktf"]);
});

test("README has 200 lines at most", () => {
  expect(readme.split("\n").length - 1).toBeLessThanOrEqual(200);
});

test("README names the version of the provider once", () => {
  const versions = [...readme.matchAll(/\bstripe\/stripe (\d[\d.]*\d)/g)].map(([, version]) => version);
  expect(versions).toEqual([PROVIDER_VERSION]);
});

test("the assembly contains README unchanged, for the packages of other languages", () => {
  expect(readAssembly(root).readme.markdown).toBe(readme);
});

test("the move to cdktn changes every import of the first program", () => {
  const [, diff] = /^```diff\n(.*?)^```$/ms.exec(languages)!;
  const marked = (sign: string) =>
    [...diff.matchAll(/^([-+])(.*)$/gm)].filter(([, at]) => at === sign).map(([, , line]) => line);
  expect(marked(engine === "cdktn" ? "+" : "-")).toEqual(first.match(/^import .*$/gm));
  expect(marked("+")).toHaveLength(marked("-").length);
});

test("README's links exist and are absolute, as package registries require", () => {
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

test("relative links in the documents lead to files", () => {
  const documents = ["docs", "docs/guide", "examples", "."].flatMap((directory) =>
    readdirSync(path.join(repository, directory))
      .filter((file) => /\.md$/.test(file) && !/^(README|API)\.md$/.test(path.join(directory, file)))
      .map((file) => path.join(directory, file)),
  );
  const broken = documents.flatMap((document) =>
    [...read(path.join(repository, document)).matchAll(/(?:\]\(|^\[[^\]]+\]: )(?!https?:|#)([^)#\s]+)/gm)]
      .map(([, target]) => path.join(path.dirname(document), target))
      .filter((target) => !existsSync(path.join(repository, target)))
      .map((target) => `${document}: ${target}`),
  );
  expect(documents.length).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});
