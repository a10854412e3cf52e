import { describeWithTools, GO } from "../support/tools";
import { Consumer, readmeSnippet, REFUSAL, Synthesis } from "./support/consumer";

jest.setTimeout(600_000);

const MODULE = "github.com/cdktf-stripe-portal/cdktf-stripe-portal-go/cdktfstripeportal";

describeWithTools("Go", [GO], () => {
  let consumer: Consumer;
  let synthesis: Synthesis;

  beforeAll(() => {
    consumer = new Consumer();
    consumer.copy("go", "program");
    consumer.write("readme/main.go", readmeSnippet("go"));
    const packed = consumer.pack("go");
    consumer.write("go.mod", `module consumer\n\ngo 1.25\n\nreplace ${MODULE} => ./${packed}/cdktfstripeportal\n`);
    consumer.run("go", "mod", "tidy");
    synthesis = consumer.synthesize("consumer", "go", "run", "./program");
  });
  afterAll(() => consumer.remove());

  test("synthesizes what the same program in TypeScript does", () => {
    expect(synthesis.json).toBe(consumer.synthesizeTypeScript("consumer").json);
  });

  test("is refused in the library's own words", () => {
    for (const line of REFUSAL) expect(synthesis.output).toContain(line);
  });

  test("README's program synthesizes what README's smallest portal does", () => {
    const { json } = consumer.synthesize("billing", "go", "run", "./readme");
    expect(json).toBe(consumer.synthesizeTypeScript("billing", readmeSnippet("ts")).json);
  });
});
