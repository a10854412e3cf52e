import { describeWithTools, Tool } from "../support/tools";
import { Consumer, readmeSnippet, REFUSAL, Synthesis } from "./support/consumer";

jest.setTimeout(600_000);

const python3: Tool = [
  "python3",
  ["-c", "import ensurepip, sys; sys.exit(sys.version_info < (3, 10))"],
  "install Python 3.10 or later with venv",
];

describeWithTools("Python", [python3], () => {
  const python = process.platform === "win32" ? "venv/Scripts/python" : "venv/bin/python";
  let consumer: Consumer;
  let synthesis: Synthesis;

  beforeAll(() => {
    consumer = new Consumer();
    consumer.copy("python");
    consumer.run("python3", "-m", "venv", "venv");
    consumer.run(python, "-m", "pip", "install", "--quiet", "cdktf==0.21.0", `./${consumer.pack("python")}`);
    synthesis = consumer.synthesize("consumer", python, "main.py");
  });
  afterAll(() => consumer.remove());

  test("synthesizes what the same program in TypeScript does", () => {
    expect(synthesis.json).toBe(consumer.synthesizeTypeScript("consumer").json);
  });

  test("is refused in the library's own words", () => {
    for (const line of REFUSAL) expect(synthesis.output).toContain(line);
  });

  test("README's program synthesizes what README's smallest portal does", () => {
    consumer.write("readme.py", readmeSnippet("python"));
    const { json } = consumer.synthesize("billing", python, "readme.py");
    expect(json).toBe(consumer.synthesizeTypeScript("billing", readmeSnippet("ts")).json);
  });
});
