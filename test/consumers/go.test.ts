import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describeWithTools, GO } from "../support/tools";
import { Consumer, synthesizeTypeScript } from "./support/consumer";
import { makePackage } from "./support/packages";
import { DOCUMENTS, expectFencesOfReadme, snippet } from "./support/snippets";

jest.setTimeout(600_000);

const MODULE = "github.com/cdktf-stripe-portal/cdktf-stripe-portal-go/cdktfstripeportal";

describeWithTools("the Go package", [GO], () => {
  let consumer: Consumer;
  let made: string;

  beforeAll(() => {
    consumer = new Consumer("go");
    made = path.join(makePackage("go"), "cdktfstripeportal");
    consumer.run("go", "mod", "edit", `-replace=${MODULE}=${made}`);
    consumer.run("go", "mod", "tidy");
  });
  afterAll(() => consumer.remove());

  test("has a README with every snippet in its own language", () => {
    expectFencesOfReadme(readFileSync(path.join(made, "README.md"), "utf8"));
  });

  test("the examples of classes are in Go", () => {
    expect(readFileSync(path.join(made, "BasicPortal.go"), "utf8")).toContain(
      "cdktfstripeportal.NewBasicPortal(scope,",
    );
  });

  test("passes the tests of a project", () => {
    expect(consumer.run("go", "test", "-v", ".")).toContain("--- PASS: TestAnInvalidPortal");
  });

  test("synthesizes the same project as TypeScript", () => {
    expect(consumer.synthesize("go", "run", ".")).toEqual(synthesizeTypeScript());
  });

  test.each(DOCUMENTS)("synthesizes the same app in %s as TypeScript, and leaves no files of jsii", (document) => {
    consumer.write("snippet/main.go", snippet(document, "go"));
    const temporary = mkdtempSync(path.join(consumer.folder, "temporary-"));
    process.env.TMPDIR = temporary;
    const synthesis = consumer.synthesize("go", "run", "./snippet");
    expect(readdirSync(temporary)).toEqual([]);
    expect(synthesis).toEqual(synthesizeTypeScript(snippet(document, "TypeScript")));
  });
});
