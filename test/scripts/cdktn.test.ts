import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { readAssembly } from "../support/assembly";
import { Json } from "../support/synth";

const root = path.join(__dirname, "../..");
const cdktn = path.join(root, "cdktn");
const readJson = (...names: string[]): Json => JSON.parse(readFileSync(path.join(...names), "utf8"));

const {
  swapDocument,
  swapSource,
  cdktnPackage,
}: Record<"swapDocument" | "swapSource", (text: string) => string> & {
  cdktnPackage: (own: Json, engine: Json) => Json;
} = jest.requireActual("../../scripts/swap-engine.cjs");

describe("a source of the cdktn package", () => {
  test.each([
    ['import * as cdktf from "cdktf";', 'import * as cdktf from "cdktn";'],
    ["import * as cdktf from 'cdktf';", "import * as cdktf from 'cdktn';"],
    ['const { App } = require("cdktf");', 'const { App } = require("cdktn");'],
    ['let app: import("cdktf").App;', 'let app: import("cdktn").App;'],
    ["await import('cdktf/lib/app');", "await import('cdktn/lib/app');"],
    [
      ' * import { Price } from "cdktf-stripe-portal/lib/provider";',
      ' * import { Price } from "cdktn-stripe-portal/lib/provider";',
    ],
    [" * Install `cdktf-stripe-portal` beside `cdktf`.", " * Install `cdktn-stripe-portal` beside `cdktn`."],
    ['upon running "cdktf plan <stack-name>"', 'upon running "cdktn plan <stack-name>"'],
  ])("has its engine and its package in %s", (source, expected) => {
    expect(swapSource(source)).toBe(expected);
  });

  test.each([
    "readonly resource: cdktf.TerraformResource;",
    "stepScript(resource.cdktfStack)",
    'const SCOPE_ID = "@cdktf-stripe-portal";',
    '"cdktfVersion"',
    "// cdktf merges into what it is given",
  ])("keeps %s", (source) => {
    expect(swapSource(source)).toBe(source);
  });
});

describe("the documents of the cdktn package", () => {
  test.each([
    ["npm install cdktf-stripe-portal cdktf constructs", "npm install cdktn-stripe-portal cdktn constructs@10.7"],
    ["run `cdktf deploy`", "run `cdktn deploy`"],
    ["from cdktf_stripe_portal import BasicPortal", "from cdktn_stripe_portal import BasicPortal"],
    ["<code>cdktf.IResolvable</code>", "<code>cdktn.IResolvable</code>"],
    ["CdktfStripePortal.Provider", "CdktnStripePortal.Provider"],
    ["io.github.cdktf-stripe-portal:cdktf-stripe-portal", "io.github.cdktf-stripe-portal:cdktn-stripe-portal"],
    ["io.github.cdktfstripeportal.provider", "io.github.cdktnstripeportal.provider"],
    [
      "github.com/cdktf-stripe-portal/cdktf-stripe-portal-go/cdktfstripeportal",
      "github.com/cdktf-stripe-portal/cdktn-stripe-portal-go/cdktnstripeportal",
    ],
    ["github.com/hashicorp/terraform-cdk-go/cdktf", "github.com/open-constructs/cdk-terrain-go/cdktn"],
    ["import com.hashicorp.cdktf.App;", "import io.cdktn.cdktn.App;"],
    ["which brings `com.hashicorp:cdktf`", "which brings `io.cdktn:cdktn`"],
    ["using HashiCorp.Cdktf;", "using Io.Cdktn;"],
    [
      "Requirements: cdktf 0.21 with constructs 10.4.2 or later",
      "Requirements: cdktn 0.24 or later with constructs 10.6 or later",
    ],
  ])("contain its engine and its package in %s", (text, expected) => {
    expect(swapDocument(text)).toBe(expected);
  });

  test.each([
    "https://github.com/cdktf-stripe-portal/cdktf-stripe-portal/issues",
    "https://github.com/cdktf-stripe-portal/cdktf-stripe-portal/blob/main/API.md",
    "`cdktf.json`, `cdktf.out` and CDKTF_OUTDIR",
    "cdktf 0.21, or cdktn 0.24",
    "## From cdktf to cdktn\n\n-import { App } from cdktf\n",
  ])("keep the project's address and text about both engines: %s", (text) => {
    expect(swapDocument(text)).toBe(text);
  });
});

describe("the built cdktn package", () => {
  const files = readdirSync(path.join(cdktn, "lib"), { recursive: true, encoding: "utf8" });
  const published = files.filter((file) => /\.(js|d\.ts)$/.test(file)).sort();

  test("has the library's package.json with other names and another engine, without workspaces and scripts", () => {
    const [own, made] = [root, cdktn].map((folder) => readJson(folder, "package.json"));
    expect(made).toEqual(JSON.parse(JSON.stringify(cdktnPackage(own, made))));
    expect(made).toMatchObject({
      name: "cdktn-stripe-portal",
      version: own.version,
      repository: own.repository,
      peerDependencies: { cdktn: ">=0.24.0 <1.0.0", constructs: "^10.6.0" },
      jsii: {
        targets: {
          python: { distName: "cdktn-stripe-portal", module: "cdktn_stripe_portal" },
          java: {
            package: "io.github.cdktnstripeportal",
            maven: { groupId: "io.github.cdktf-stripe-portal", artifactId: "cdktn-stripe-portal" },
          },
          dotnet: { namespace: "CdktnStripePortal", packageId: "CdktnStripePortal" },
          go: {
            moduleName: "github.com/cdktf-stripe-portal/cdktn-stripe-portal-go",
            packageName: "cdktnstripeportal",
          },
        },
      },
    });
    expect(made).not.toHaveProperty("workspaces");
  });

  test("has all types and members of the library", () => {
    const [own, made] = [root, cdktn].map((folder) => JSON.stringify(readAssembly(folder).types));
    expect(JSON.parse(made)).toEqual(JSON.parse(own.replace(/\bcdktf(?=[.-]|_stripe| plan)/g, "cdktn")));
  });

  test("uses the engine's own names in its documents", () => {
    const { java, dotnet, go } = readJson(cdktn, "node_modules/cdktn/package.json").jsii.targets;
    const languages = swapDocument(readFileSync(path.join(root, "docs/languages.md"), "utf8"));
    for (const name of [java.package, dotnet.namespace, `${go.moduleName}/${go.packageName}`]) {
      expect(languages.split("## CDK Terrain (cdktn)")[1].split(/^## /m)[1]).toContain(name);
    }
  });

  test("lists its engine's version in its README, and installs a compatible version of constructs", () => {
    const readme = readFileSync(path.join(cdktn, "README.md"), "utf8");
    expect(readme).toContain("cdktn 0.24 or later with constructs 10.6 or later");
    const installed = [...readme.matchAll(/^npm install .*$/gm)].map(([line]) => line);
    expect(installed).toEqual([
      "npm install cdktn-stripe-portal cdktn constructs@10.7",
      "npm install --save-dev cdktn-cli tsx stripe-portal-cli",
    ]);
  });

  test("is documented in docs/languages.md with every name of it and its engine", () => {
    const languages = readFileSync(path.join(root, "docs/languages.md"), "utf8");
    const [section] = languages.split(/^(?=## )/m).filter((text) => text.startsWith("## CDK Terrain (cdktn)\n"));
    for (const folder of [cdktn, path.join(cdktn, "node_modules/cdktn")]) {
      const { name, jsii } = readJson(folder, "package.json");
      const { python, java, go, dotnet } = jsii.targets;
      const artifact = `${java.maven.groupId}:${java.maven.artifactId}`;
      const module = `${go.moduleName}/${go.packageName}`;
      for (const expected of [name, python.distName, python.module, artifact, java.package, module, dotnet.packageId]) {
        expect(section).toContain(`\`${expected}\``);
      }
      expect(dotnet.namespace).toBe(dotnet.packageId);
    }
  });

  test("imports neither cdktf nor its package, and has neither in its types", () => {
    expect(published.length).toBeGreaterThan(50);
    const sources = published.map((file) => readFileSync(path.join(cdktn, "lib", file), "utf8"));
    // The step's script, which the bundle contains, is the same in both packages.
    const withoutStep = sources.map((source) => source.replace('USER_AGENT = "cdktf-stripe-portal"', ""));
    expect(withoutStep.filter((source) => /["'`]cdktf(-stripe-portal)?[/"'`]/.test(source))).toEqual([]);
    const { dependencies, types } = readAssembly(cdktn);
    expect(Object.keys(dependencies).sort()).toEqual(["cdktn", "constructs"]);
    expect(JSON.stringify(types)).not.toMatch(/\bcdktf[.-]/);
  });

  test("embeds the library's script unchanged", () => {
    const { APPLY_STEP_SOURCE } = jest.requireActual(path.join(cdktn, "lib/private/deployment/apply-step-source.js"));
    expect(APPLY_STEP_SOURCE).toBe(readFileSync(path.join(root, "lib/private/deployment/apply-step.mjs"), "utf8"));
  });

  test("is packed with the same files as the library", () => {
    const pack = (folder: string): string[] => {
      const [{ files }] = JSON.parse(
        execFileSync("npm", ["pack", "--dry-run", "--json"], {
          cwd: folder,
          encoding: "utf8",
          stdio: ["ignore", "pipe", "ignore"],
          shell: process.platform === "win32",
        }),
      );
      return files.map((file: Json) => file.path).sort();
    };
    const packed = pack(cdktn);
    expect(packed).toEqual(expect.arrayContaining([".jsii", ".jsii.gz", "LICENSE", "README.md", "lib/bundle.js"]));
    expect(packed).toEqual(pack(root));
  });
});
