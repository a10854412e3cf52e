import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROVIDER_VERSION } from "../support/provider-version";

const root = join(__dirname, "../..");
const script = pathToFileURL(join(root, "scripts/terraform-provider.mjs")).href;
/** The beginning of messages when the registry cannot be reached. */
const UNAVAILABLE = `Terraform cannot download stripe/stripe ${PROVIDER_VERSION} (`;

const onPath = (tool: string) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => [join(folder, tool), join(folder, `${tool}.exe`)])
    .find((file) => existsSync(file));
const terraform = onPath(process.env.TERRAFORM_BINARY_NAME || "terraform");
const equipped = Boolean(terraform && onPath("go"));
if (!equipped) console.warn("Install Terraform and Go to run all tests of scripts/terraform-provider.mjs");
const withTools = equipped || process.env.CI ? test : test.skip;
const onPosix = process.platform === "win32" ? test.skip : test;
/** The first build downloads and compiles the dependencies of the offline provider. */
const BUILD_LIMIT_MS = 300_000;

let folder: string;
let temporary: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "terraform-provider-test-"));
  temporary = join(folder, "temporary");
  const mirror = join(folder, "mirror");
  const config = join(folder, "terraformrc");
  [temporary, mirror].forEach((path) => mkdirSync(path));
  // On every machine, a mirror without providers has the effect of an unreachable registry.
  writeFileSync(
    config,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  env = { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary, TF_CLI_CONFIG_FILE: config };
  delete env.TF_PLUGIN_CACHE_DIR;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Arguments of a Node.js process that imports the script, because jest's transform cannot import an ES module. */
const nodeArguments = (body: string) => [
  "--input-type=module",
  "-e",
  `import { prepareTerraformProvider } from ${JSON.stringify(script)};
   import { execFileSync } from "node:child_process";
   const provider = await prepareTerraformProvider();
   ${body}`,
];
const run = (changes: NodeJS.ProcessEnv = {}, body = "console.log(JSON.stringify(provider));") =>
  spawnSync(process.execPath, nodeArguments(body), { env: { ...env, ...changes }, encoding: "utf8" });

/** A tool that runs a shell script. */
const fake = (tool: string, lines: string) => {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, tool), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return { PATH: bin, TERRAFORM_BINARY_NAME: "terraform" };
};
const fakeTerraform = (version: string) => fake("terraform", `echo "${version}"; echo "on linux_amd64"`);

describe("a missing tool", () => {
  const nowhere = { PATH: "", Path: "" };

  test("fails the run with an instruction to install Terraform", () => {
    const { status, stderr } = run({ ...nowhere, TERRAFORM_BINARY_NAME: "" });
    expect(status).toBe(1);
    expect(stderr).toContain("MissingToolError: `terraform` is not on PATH: install Terraform 1.4 or later");
    expect(stderr).toContain("tool: 'terraform'");
  });

  test("fails the run if the binary in TERRAFORM_BINARY_NAME does not exist", () => {
    expect(run({ ...nowhere, TERRAFORM_BINARY_NAME: "tofu" }).stderr).toContain("`tofu` is not on PATH");
  });

  withTools("fails the run without registry and Go, and leaves no file behind", () => {
    const { status, stderr } = run({ ...nowhere, TERRAFORM_BINARY_NAME: terraform });
    expect(status).toBe(1);
    expect(stderr).toContain(`MissingToolError: ${UNAVAILABLE}`);
    expect(stderr).toContain("). Give Terraform access");
    expect(stderr).toContain("install Go 1.24 or later");
    expect(stderr).toContain("tool: 'go'");
    expect(readdirSync(temporary)).toEqual([]);
  });

  onPosix.each(["Terraform v0.15.5", "Terraform v1.3.10"])("fails the run if %s is too old", (version) => {
    const { status, stderr } = run(fakeTerraform(version));
    expect(status).toBe(1);
    expect(stderr).toContain("too old: install Terraform 1.4 or later");
  });

  onPosix.each(["Terraform v1.4.0", "Terraform v2.0.0", "OpenTofu v1.6.0"])("does not include %s", (version) => {
    expect(run(fakeTerraform(version)).status).toBe(0);
  });

  onPosix("fails the run with Terraform's message if Terraform fails", () => {
    const { stderr } = run(fake("terraform", "echo 'Error: bad configuration' >&2; exit 1"));
    expect(stderr).toContain("`terraform version` failed: Error: bad configuration");
  });
});

describe("the registry's provider", () => {
  onPosix("is used without a message if Terraform can download it, and cached for the run", () => {
    const { stdout, stderr } = run(fakeTerraform("Terraform v1.11.4"));
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      source: "registry",
      terraform: "terraform",
      env: {
        TF_PLUGIN_CACHE_DIR: expect.stringContaining(temporary),
        TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "true",
      },
    });
  });

  onPosix("is stored in the user's cache if one is configured", () => {
    const cache = join(folder, "cache");
    const { stdout } = run({ ...fakeTerraform("Terraform v1.11.4"), TF_PLUGIN_CACHE_DIR: cache });
    expect(JSON.parse(stdout).env.TF_PLUGIN_CACHE_DIR).toBe(cache);
  });

  withTools(
    "can come from a mirror in the user's CLI configuration",
    () => {
      const { status, stdout } = run(
        {},
        `Object.assign(process.env, provider.env);
         const second = await prepareTerraformProvider();
         console.log(JSON.stringify([provider.source, second.source]));`,
      );
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual(["offline", "registry"]);
    },
    BUILD_LIMIT_MS,
  );
});

describe("the offline provider", () => {
  withTools(
    "is used with one message if Terraform cannot download the registry's",
    () => {
      const cache = join(folder, "cache");
      const configuration = {
        terraform: { required_providers: { stripe: { source: "stripe/stripe", version: PROVIDER_VERSION } } },
        resource: {
          stripe_billing_portal_configuration: { portal: { features: { invoice_history: { enabled: true } } } },
        },
      };
      writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration));
      const { stdout, stderr } = run(
        { TF_PLUGIN_CACHE_DIR: cache },
        `const options = { cwd: ${JSON.stringify(folder)}, env: { ...process.env, ...provider.env }, maxBuffer: 1e8 };
         const terraform = (...args) => execFileSync(provider.terraform, args, options);
         terraform("init");
         const validated = JSON.parse(terraform("validate", "-json"));
         provider.dispose();
         console.log(JSON.stringify({ source: provider.source, validated }));`,
      );
      const [line, ...others] = stderr.split("\n");
      expect(line.startsWith(UNAVAILABLE)).toBe(true);
      expect(line).toMatch(/\)\. Building the offline provider for this run\.$/);
      expect(others).toEqual([""]);
      const { source, validated } = JSON.parse(stdout);
      expect(source).toBe("offline");
      expect(validated).toMatchObject({ valid: true, diagnostics: [] });
      expect(readdirSync(temporary)).toEqual([]);
      expect(readdirSync(cache)).toEqual([]);
    },
    BUILD_LIMIT_MS,
  );

  withTools(
    "has the schema in the repository, which scripts/provider-schema.mjs prints",
    () => {
      const { stdout } = run(
        {},
        `const args = ["scripts/provider-schema.mjs", ${JSON.stringify(PROVIDER_VERSION)}];
         const options = { cwd: ${JSON.stringify(root)}, env: { ...process.env, ...provider.env } };
         process.stdout.write(execFileSync(process.execPath, args, options));`,
      );
      expect(stdout).toBe(readFileSync(join(root, "schema/stripe.json"), "utf8"));
    },
    BUILD_LIMIT_MS,
  );

  onPosix("fails the run with the compiler's message if it cannot be built", () => {
    fake("go", `[ "$1" = version ] || { echo "go: downloading x v1" >&2; echo "main.go:1:1: wrong" >&2; exit 1; }`);
    const path = fake("terraform", `[ "$1" = version ] || exit 1; echo "Terraform v1.11.4"; echo "on linux_amd64"`);
    const { status, stderr } = run(path);
    expect(status).toBe(1);
    expect(stderr).toContain(
      "Error: `go build` of the offline provider failed (requires Go 1.24 or later): main.go:1:1: wrong",
    );
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe("temporary files", () => {
  const start = (body: string) => {
    const child = spawn(
      process.execPath,
      nodeArguments(`${body}; console.log("ready"); setInterval(() => {}, 1000);`),
      {
        env: { ...env, ...fakeTerraform("Terraform v1.11.4") },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? code)));
    return new Promise<{ child: typeof child; ended: Promise<unknown> }>((resolve) =>
      child.stdout.once("data", () => resolve({ child, ended })),
    );
  };

  onPosix("are removed if the process exits without dispose()", () => {
    expect(run(fakeTerraform("Terraform v1.11.4")).status).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });

  onPosix.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "are removed after %s, which still ends the process",
    async (signal) => {
      const { child, ended } = await start("await prepareTerraformProvider()");
      expect(readdirSync(temporary)).toHaveLength(2);
      child.kill(signal);
      expect(await ended).toBe(signal);
      expect(readdirSync(temporary)).toEqual([]);
    },
  );

  onPosix("are kept after a handled signal until the process exits", async () => {
    const { child, ended } = await start(
      `import { existsSync } from "node:fs";
       process.on("SIGINT", () => process.exit(existsSync(provider.env.TF_PLUGIN_CACHE_DIR) ? 7 : 8))`,
    );
    child.kill("SIGINT");
    expect(await ended).toBe(7);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
