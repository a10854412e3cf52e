import { readdirSync } from "node:fs";
import * as path from "node:path";
import { readAssembly } from "../support/assembly";
import { describeWithTools, toolFor } from "../support/tools";
import { Consumer, synthesizeTypeScript } from "./support/consumer";
import { makePackage } from "./support/packages";
import { DOCUMENTS, snippet } from "./support/snippets";

jest.setTimeout(600_000);

const settings = path.resolve(__dirname, "../../dist/maven/cdktf-settings.xml");

describeWithTools("the Java package", [toolFor("javac"), toolFor("mvn")], () => {
  const mvn = ["--batch-mode", "--settings", settings];
  let consumer: Consumer;
  let made: string;

  beforeAll(() => {
    made = makePackage("java");
    consumer = new Consumer("java");
  });
  afterAll(() => consumer.remove());

  test("contains a jar, its sources and its documentation", () => {
    const { name, version } = readAssembly();
    const files = readdirSync(path.join(made, "io/github/cdktf-stripe-portal", name, version));
    const jars = ["-javadoc", "-sources", ""].map((kind) => `${name}-${version}${kind}.jar`);
    expect(files.filter((file) => file.endsWith(".jar")).sort()).toEqual(jars);
  });

  test("passes the tests of a project", () => {
    expect(consumer.run("mvn", ...mvn, "test")).toMatch(/Tests run: [1-9]\d*, Failures: 0, Errors: 0, Skipped: 0/);
  });

  test("synthesizes the same project as TypeScript", () => {
    expect(consumer.synthesize("mvn", ...mvn, "compile", "exec:java")).toEqual(synthesizeTypeScript());
  });

  test.each(DOCUMENTS)("synthesizes the same app in %s as TypeScript", (document) => {
    consumer.write("src/main/java/Main.java", snippet(document, "java"));
    expect(consumer.synthesize("mvn", ...mvn, "compile", "exec:java", "-Dexec.mainClass=Main")).toEqual(
      synthesizeTypeScript(snippet(document, "TypeScript")),
    );
  });
});
