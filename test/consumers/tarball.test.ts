import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { makePackage } from "./support/packages";

const root = path.resolve(__dirname, "../..");

/** Tests the npm package as users install it, not the repository. */
describe("the packed package", () => {
  let folder: string;
  let tarball: string;
  let installed: string;
  let packed: string[];

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stripe-portal-consumer-"));
    const made = makePackage("js");
    tarball = path.join(made, readdirSync(made)[0]);
    const { peerDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies: peerDependencies }));
    npm(folder, "install", "--no-audit", "--no-fund", "--prefer-offline", tarball);
    installed = path.join(folder, "node_modules/cdktf-stripe-portal");
    packed = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.relative(installed, path.join(parentPath, name)).replaceAll(path.sep, "/"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = (file: string) => readFileSync(path.join(installed, file), "utf8");

  test("has 150 kB at most", () => {
    expect(statSync(tarball).size).toBeLessThanOrEqual(150_000);
  });

  test("contains the bundle, the bindings and the assembly, but no tests, sandbox or sources", () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        ".jsii",
        ".jsii.gz",
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "lib/index.d.ts",
        "lib/bundle.js",
        "lib/provider/price/index.js",
      ]),
    );
    expect(packed.filter((file) => !/^(lib\/|[^/]+$)/.test(file))).toEqual(["schema/portal-parameters.json"]);
    expect(packed.filter((file) => /(?<!\.d)\.ts$|\.map$|tsconfig|stripe\.json/.test(file))).toEqual([]);
    expect(packed.filter((file) => read(file).includes("sourceMappingURL"))).toEqual([]);
  });

  test("has a compressed assembly", () => {
    const { schema, filename } = JSON.parse(read(".jsii"));
    expect(schema).toBe("jsii/file-redirect");
    const { name, version } = JSON.parse(gunzipSync(readFileSync(path.join(installed, filename))).toString());
    expect([name, version]).toEqual(["cdktf-stripe-portal", JSON.parse(read("package.json")).version]);
  });

  test("has every imported declaration and no private ones", () => {
    const declarations = packed.filter((file) => file.endsWith(".d.ts"));
    const imported = declarations.flatMap((file) =>
      [...read(file).matchAll(/(?:from|import\() ?["'](\.[^"']*)["']/g)].map(([, target]) =>
        path.posix.join(path.posix.dirname(file), target),
      ),
    );
    const missing = imported.filter(
      (file) => !declarations.includes(`${file}.d.ts`) && !declarations.includes(`${file}/index.d.ts`),
    );
    expect(imported).toContain("lib/features");
    expect(missing).toEqual([]);
    expect(declarations.filter((file) => file.startsWith("lib/private/"))).toEqual([]);
  });

  test("loads no bindings when it is required", () => {
    const script = 'require("cdktf-stripe-portal"); console.log(Object.keys(require.cache).join("\\n"))';
    const loaded = execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" }).split("\n");
    const relative = loaded.map((file) => path.relative(installed, file).replaceAll(path.sep, "/"));
    expect(relative.filter((file) => file.startsWith("lib/"))).toEqual(["lib/bundle.js"]);
  });

  test("exports the parameters of a portal as JSON", () => {
    const script = 'console.log(require("cdktf-stripe-portal/portal-parameters.json").length)';
    expect(Number(execFileSync(process.execPath, ["-e", script], { cwd: folder }))).toBeGreaterThan(40);
  });

  test.each([
    ["CommonJS", "commonjs"],
    ["ECMAScript modules", "module"],
  ])("synthesizes in an empty project with %s", (_, type) => {
    const project = path.join(folder, type);
    mkdirSync(project);
    writeFileSync(path.join(project, "package.json"), JSON.stringify({ type }));
    const imports: [string, string][] = [
      ["{ App, TerraformStack }", "cdktf"],
      ["{ provider, SubscriptionPortal }", "cdktf-stripe-portal"],
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
const { id: product } = new provider.Product(stack, "product", { name: "Pro" });
const price = new Price(stack, "price", { currency: "usd", product, recurring: [{ interval: "month" }] });
new SubscriptionPortal(stack, "portal", { products: [{ product, prices: [price.id] }] });
app.synth();
`,
    );
    execFileSync(process.execPath, ["main.js"], { cwd: project });

    const stack = path.join(project, "out/stacks/stack");
    const { resource } = JSON.parse(readFileSync(path.join(stack, "cdk.tf.json"), "utf8"));
    const [step] = Object.entries<any>(resource.terraform_data).flatMap(([name, { provisioner }]) =>
      name.endsWith("_Step") ? provisioner : [],
    );
    const script = step["local-exec"].interpreter[1];
    expect(readFileSync(path.join(stack, script))).toEqual(
      readFileSync(path.join(root, "lib/private/deployment/apply-step.mjs")),
    );
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
