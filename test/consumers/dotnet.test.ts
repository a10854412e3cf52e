import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { readAssembly } from "../support/assembly";
import { GeneratedCode } from "./support/csharp";
import { generateEngine, makePackage } from "./support/packages";
import { DOCUMENTS, snippet } from "./support/snippets";

/** Checks the generated sources without a .NET SDK. */
describe("the C# package", () => {
  const engine = mkdtempSync(path.join(tmpdir(), "stripe-portal-consumer-"));
  let project: string;
  const code = new GeneratedCode();

  beforeAll(() => {
    project = path.join(makePackage("dotnet"), "CdktfStripePortal");
    generateEngine("dotnet", engine);
    code.add(project, "CdktfStripePortal");
    code.add(path.join(engine, "dotnet", "HashiCorp.Cdktf"), "HashiCorp.Cdktf");
  });
  afterAll(() => rmSync(engine, { recursive: true, force: true }));

  test("has a source for every type, with the provider's bindings in a separate namespace", () => {
    const sources = path.join(project, "CdktfStripePortal");
    const { types } = readAssembly() as { types: Record<string, { name: string; namespace?: string }> };
    const files = Object.values(types).map(({ name, namespace }) =>
      path.join(namespace === "provider" ? "Provider" : "", `${name}.cs`),
    );

    expect(files).toEqual(expect.arrayContaining(["SubscriptionPortal.cs", path.join("Provider", "Price.cs")]));
    expect(files.filter((file) => !existsSync(path.join(sources, file)))).toEqual([]);
    const price = readFileSync(path.join(sources, "Provider/Price.cs"), "utf8");
    expect(price).toContain("namespace CdktfStripePortal.Provider");
  });

  test.each(DOCUMENTS)("declares every name in the snippet of %s", (document) => {
    expect(code.undeclaredIn(snippet(document, "csharp"))).toEqual([]);
  });

  test.each([
    ["plans", 1],
    ["overrides", 2],
  ])("declares every name in the snippet of %s", (_, index) => {
    const variables = "var portal = new SubscriptionPortal(); var proration = new TerraformVariable();\n";
    const source = snippet("docs/languages.md", "csharp", index);
    expect(code.undeclaredIn(`using CdktfStripePortal;\nusing HashiCorp.Cdktf;\n${variables}${source}`)).toEqual([]);
  });

  test("declares every name in the table of tokens", () => {
    const languages = readFileSync(path.join(__dirname, "../../docs/languages.md"), "utf8");
    const rows = [...languages.matchAll(/^\| [^|]*(?:\|[^|]*){3}\|([^|]*)\|$/gm)].map(([, csharp]) => csharp);
    const tokens = rows.flatMap((cell) => [...cell.matchAll(/`(.+?)`/g)].map(([, token]) => token));
    expect(tokens).toContain("Token.AsStringMap(variable.Value)");
    const source = `var variable = new TerraformVariable();\n${tokens.join(";\n")};`;
    expect(code.undeclaredIn(`using HashiCorp.Cdktf;\n${source}`)).toEqual([]);
  });

  test.each([
    ["a namespace", "using CdktfStripePortals;", ["CdktfStripePortals"]],
    ["a type", "new BasicPortals(stack, id);", ["BasicPortals"]],
    ["a property of a struct", "new BasicPortalProps { Name = id, Names = id };", ["BasicPortalProps.Names"]],
    [
      "a property of a nested struct",
      "new FullPortalProps { BusinessProfile = new BusinessProfile { Head = id } };",
      ["BusinessProfile.Head"],
    ],
    [
      "a property after a nested struct",
      "new FullPortalProps { LoginPage = new LoginPage { Enabled = true }, Head = id };",
      ["FullPortalProps.Head"],
    ],
    ["a member of an enum", "f(CancellationMode.IMMEDIATELY, CancellationMode.SOON);", ["CancellationMode.SOON"]],
    ["a method", "var portal = new FullPortal(stack, id); portal.AddProduct(x); portal.Add(x);", ["FullPortal.Add"]],
  ])("does not declare %s with a misspelled name", (_, source, undeclared) => {
    expect(code.undeclaredIn(`using CdktfStripePortal;\n${source}`)).toEqual(undeclared);
  });
});
