import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { readAssembly } from "../support/assembly";
import { Json } from "../support/synth";
import { describeWithTools, GO, toolFor } from "../support/tools";
import { Consumer, Synthesis, synthesizeTypeScript } from "./support/consumer";
import { GeneratedCode } from "./support/csharp";
import { generateEngine, makePackage } from "./support/packages";
import { pythonWith } from "./support/python";
import { expectFencesOfReadme, snippet } from "./support/snippets";

jest.setTimeout(600_000);

const root = path.resolve(__dirname, "../..");
const { version, devDependencies } = JSON.parse(readFileSync(path.join(root, "cdktn/package.json"), "utf8"));
const { swapDocument }: { swapDocument: (text: string) => string } = jest.requireActual(
  "../../scripts/swap-engine.cjs",
);

/** The app of docs/languages.md with the names of the cdktn package. */
const app = (language: string) => swapDocument(snippet("docs/languages.md", language));

/** The synthesized stack without the version of its engine. */
function resourcesOf({ terraform }: Synthesis): Json {
  const stack = JSON.parse(terraform);
  expect(stack["//"].metadata.version).toMatch(/^0\.\d+\.\d+$/);
  delete stack["//"].metadata.version;
  return stack;
}

describeWithTools("the cdktn package for Python", [toolFor("python3")], () => {
  const consumer = new Consumer("python");
  afterAll(() => consumer.remove());

  test("synthesizes the same stack as the cdktf package", () => {
    const made = makePackage("python", "cdktn");
    const [wheel] = readdirSync(made).filter((file) => file.endsWith(".whl"));
    expect(wheel).toMatch(`cdktn_stripe_portal-${version}`);
    const python = pythonWith(consumer, path.join(made, wheel), `cdktn==${devDependencies.cdktn}`);

    const readme = "import importlib.metadata; print(importlib.metadata.metadata('cdktn-stripe-portal').get_payload())";
    expectFencesOfReadme(consumer.run(python, "-c", readme));
    consumer.write("snippet.py", app("python"));
    const synthesis = consumer.synthesize(python, "snippet.py");
    expect(resourcesOf(synthesis)).toEqual(
      resourcesOf(synthesizeTypeScript(snippet("docs/languages.md", "TypeScript"))),
    );
  });
});

describe("the cdktn package for C#", () => {
  const engine = mkdtempSync(path.join(tmpdir(), "stripe-portal-consumer-"));
  afterAll(() => rmSync(engine, { recursive: true, force: true }));

  test("declares every name of the documented app, beside the engine's own", () => {
    const project = path.join(makePackage("dotnet", "cdktn"), "CdktnStripePortal");
    generateEngine("dotnet", engine, "cdktn");
    const code = new GeneratedCode();
    code.add(project, "CdktnStripePortal");
    code.add(path.join(engine, "dotnet", "Io.Cdktn"), "Io.Cdktn");
    expect(code.undeclaredIn(app("csharp"))).toEqual([]);
    const packages = readFileSync(path.join(project, "CdktnStripePortal.csproj"), "utf8");
    expect(packages).toContain("<PackageId>CdktnStripePortal</PackageId>");
    expect(packages).toContain(`<PackageReference Include="Io.Cdktn" Version="[${devDependencies.cdktn},1.0.0)" />`);
  });
});

describeWithTools("the cdktn package for Go", [GO], () => {
  test("has the modules that the documented app imports, and its own structs", () => {
    const made = path.join(makePackage("go", "cdktn"), "cdktnstripeportal");
    const [own, provider, engine] = [...app("go").matchAll(/^\t(?:\w+ )?"(github\.com\/.*cdktn.*)"$/gm)].map(
      ([, name]) => name,
    );
    expectFencesOfReadme(readFileSync(path.join(made, "README.md"), "utf8"));
    const modules = readFileSync(path.join(made, "go.mod"), "utf8");
    expect(modules).toContain(`module ${own}\n`);
    expect(modules).toContain(`\t${engine} v${devDependencies.cdktn}\n`);
    expect(provider).toBe(`${own}/provider`);
    const packageOf = (file: string) => /^package (\w+)$/m.exec(readFileSync(path.join(made, file), "utf8"))?.[1];
    expect([packageOf("BasicPortalProps.go"), packageOf("provider/StripeProvider.go")]).toEqual([
      "cdktnstripeportal",
      "provider",
    ]);
  });
});

test("the cdktn package for npm has its own name and at most 150 kB", () => {
  const { name } = readAssembly(path.join(root, "cdktn"));
  expect(name).toBe("cdktn-stripe-portal");
  const made = makePackage("js", "cdktn");
  const [tarball, ...others] = readdirSync(made);
  expect([tarball, others]).toEqual([`${name}@${version}.jsii.tgz`, []]);
  expect(statSync(path.join(made, tarball)).size).toBeLessThanOrEqual(150_000);
});
