import { delimiter, dirname } from "node:path";
import { describeWithTools, Tool } from "../support/tools";
import { Consumer, REFUSAL, Synthesis } from "./support/consumer";

jest.setTimeout(900_000);
// Compiling the engine is most of the work, and javac lives too short to be worth optimising.
process.env.JAVA_TOOL_OPTIONS = `${process.env.JAVA_TOOL_OPTIONS ?? ""} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC`;

const tools: Tool[] = [
  ["javac", ["-version"], "install a JDK, 11 or later"],
  ["mvn", ["-version"], "install Maven 3.6 or later"],
];

describeWithTools("Java", tools, () => {
  let consumer: Consumer;
  let synthesis: Synthesis;

  beforeAll(() => {
    consumer = new Consumer();
    consumer.copy("java", "program");
    const modules = [...engine(), consumer.pack("java"), "program"].map((module) => `<module>${module}</module>`);
    consumer.write(
      "pom.xml",
      `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>consumer</groupId>
  <artifactId>all</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <modules>${modules.join("")}</modules>
</project>`,
    );
    consumer.run("mvn", "-B", "-q", "package", "-Dmaven.javadoc.skip", "-Dmaven.source.skip", "-Dmaven.test.skip");
    const classPath = ["program/target/classes", "program/target/dependency/*"].join(delimiter);
    synthesis = consumer.synthesize("consumer", "java", "-cp", classPath, "Main");
  });
  afterAll(() => consumer.remove());

  /** The engine's Java package: Maven Central's, or where that is not to be had one made of the npm package. */
  function engine(): string[] {
    try {
      const artifact = "-Dartifact=com.hashicorp:cdktf:0.21.0";
      consumer.run("mvn", "-B", "-q", "dependency:get", artifact, "-Dtransitive=false");
      return [];
    } catch {
      return [consumer.pack("java", dirname(require.resolve("cdktf/package.json")), "engine")];
    }
  }

  test("synthesizes what the same program in TypeScript does", () => {
    expect(synthesis.json).toBe(consumer.synthesizeTypeScript("consumer").json);
  });

  test("is refused in the library's own words", () => {
    for (const line of REFUSAL) expect(synthesis.output).toContain(line);
  });
});
