import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");

/** A published package's users get what is packed, not what lies in the repository. */
describe("the packed package", () => {
  let folder: string;
  let packed: string[];

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stripe-portal-consumer-"));
    const [{ filename, files }] = JSON.parse(npm(root, "pack", "--json", "--pack-destination", folder)) as [
      { filename: string; files: { path: string }[] },
    ];
    packed = files.map((file) => file.path);
    const { peerDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies: peerDependencies }));
    npm(folder, "install", "--no-audit", "--no-fund", "--prefer-offline", path.join(folder, filename));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("has the step's script, the bindings and the assembly, and nothing of the tests, the sandbox or the sources", () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        ".jsii",
        "API.md",
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "lib/index.d.ts",
        "lib/index.js",
        "lib/private/apply-step.mjs",
        "lib/provider/price/index.js",
      ]),
    );
    expect(packed.filter((file) => !/^(lib\/|[^/]+$)/.test(file))).toEqual([]);
    expect(packed.filter((file) => /(?<!\.d)\.ts$|tsconfig|schema/.test(file))).toEqual([]);
  });

  test.each([
    ["CommonJS", "commonjs"],
    ["ECMAScript modules", "module"],
  ])("synthesizes in an empty project of %s", (_, type) => {
    const project = path.join(folder, type);
    mkdirSync(project);
    writeFileSync(path.join(project, "package.json"), JSON.stringify({ type }));
    const imports: [string, string][] = [
      ["{ App, TerraformStack }", "cdktf"],
      ["{ SubscriptionPortal }", "cdktf-stripe-portal"],
      ["{ StripeProvider }", "cdktf-stripe-portal/lib/provider"],
      ["{ Price }", "cdktf-stripe-portal/lib/provider/price"],
    ];
    const head = imports.map(([names, from]) =>
      type === "module" ? `import ${names} from "${from}";` : `const ${names} = require("${from}");`,
    );
    writeFileSync(
      path.join(project, "main.js"),
      `${head.join("\n")}
const app = new App({ outdir: "out" });
const stack = new TerraformStack(app, "stack");
new StripeProvider(stack, "stripe");
const price = new Price(stack, "price", { currency: "usd", product: "prod_1", recurring: [{ interval: "month" }] });
new SubscriptionPortal(stack, "portal", { products: [{ product: "prod_1", prices: [price.id] }] });
app.synth();
`,
    );
    execFileSync(process.execPath, ["main.js"], { cwd: project });

    const stack = path.join(project, "out/stacks/stack");
    const { resource } = JSON.parse(readFileSync(path.join(stack, "cdk.tf.json"), "utf8"));
    const [step] = Object.entries<any>(resource.terraform_data).flatMap(([name, { provisioner }]) =>
      name.startsWith("portal_Step") ? provisioner : [],
    );
    const script = step["local-exec"].interpreter[1];
    expect(readFileSync(path.join(stack, script))).toEqual(readFileSync(path.join(root, "lib/private/apply-step.mjs")));
  });
});

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
}
