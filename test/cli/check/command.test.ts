import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { useFixture } from "../../support/fixture";
import type { Configuration } from "../../support/held-portals";
import { installNodeVersions, nodeVersions } from "../../support/node-versions";
import { useSandbox } from "../../support/sandbox";
import { CommandLine, type Result } from "../command-line";
import { FakeTerraform } from "./fake-terraform";
import { providerValues, resourcesOf } from "./hand-made";

const commandLine = CommandLine.use();

const sandbox = useSandbox();
const terraform = useFixture(() => new FakeTerraform());
let held: Configuration;

beforeEach(() => {
  const features = { invoice_history: { enabled: true } };
  held = sandbox.dashboard().create("configuration", { name: "Ours", features });
  sandbox.clearRequests();
});

const stateOf = (portal = held, name = "portal") =>
  resourcesOf({ name, values: providerValues(portal), desired: { unset: ["default_return_url"] } });

function check(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Result> {
  return commandLine.start(["check", ...args], { ...process.env, ...sandbox.env, ...terraform.env, ...env }).result;
}

describe("a stack", () => {
  let stack: string;
  beforeEach(() => (stack = terraform.addStack("billing", { state: stateOf() })));

  test("that is equal exits with 0, after GET requests and reading Terraform commands only", async () => {
    rmSync(join(stack, ".terraform"), { recursive: true });
    const { code, stdout, stderr } = await check([stack]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^note: bpc_\w+: not managed by the checked stacks \(.*\)\ncompared 1 portal\n$/);
    expect(sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /v1/billing_portal/configurations",
    ]);
    expect(terraform.calls.map((call) => call.replace(/\/\S+/, "FILE"))).toEqual([
      "show -json -no-color",
      "init -input=false -no-color",
      "show -json -no-color",
      "plan -input=false -no-color -lock=false -refresh=false -detailed-exitcode -out=FILE",
      "show -json -no-color FILE",
    ]);
  });

  test("that differs exits with 1 and prints one line with both values and the command", async () => {
    sandbox.dashboard().edit("configuration", held.id, { default_return_url: "https://theirs.example" });
    const { code, stdout } = await check([stack, "--only-managed"]);
    expect(code).toBe(1);
    const command = `${terraform.env.TERRAFORM_BINARY_NAME} -chdir=\\S+ apply -replace=terraform_data.portal_AAAAAAAA_Step`;
    expect(stdout).toMatch(
      new RegExp(
        `^stripe_billing_portal_configuration.portal_AAAAAAAA defaultReturnUrl: code: not set, Stripe: "https://theirs.example"; fix: ${command}\ncompared 1 portal, 1 different\n$`,
      ),
    );
  });

  test("is compared although the app cannot be planned, and exits with 2", async () => {
    stack = terraform.addStack("billing", { state: stateOf(), planError: "No value for required variable" });
    sandbox.dashboard().edit("configuration", held.id, { name: "Theirs" });
    const { code, stdout } = await check([stack, "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      result: "not compared",
      exitCode: 2,
      findings: [{ property: "name", values: { code: "Ours", stripe: "Theirs" } }],
      notCompared: [{ subject: "billing", reason: "the app cannot be planned: No value for required variable" }],
    });
  });

  test("whose state cannot be read exits with 2", async () => {
    stack = terraform.addStack("billing", { state: [], stateError: "Error loading state: AccessDenied" });
    const { code, stdout } = await check([stack]);
    expect([code, stdout]).toEqual([
      2,
      "billing not compared: the state cannot be read: Error loading state: AccessDenied\n" +
        "compared 0 portals, not compared 1 (the state cannot be read: Error loading state: AccessDenied)\n",
    ]);
  });

  test("without a portal exits with 2", async () => {
    stack = terraform.addStack("billing", { state: [] });
    const { code, stdout, stderr } = await check([stack]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^stripe-portal: no stack in \S+ contains a portal; pass the folder of an app that does\n$/);
  });

  test("writes JUnit XML to a file beside the text", async () => {
    sandbox.dashboard().edit("configuration", held.id, { name: 'Theirs <&"' });
    const file = join(terraform.folder, "report.xml");
    const { code, stdout } = await check([stack, "--junit", file, "--only-managed"]);
    expect(code).toBe(1);
    expect(stdout).toContain("1 different");
    const xml = readFileSync(file, "utf8");
    expect(xml).toContain('failures="1"');
    expect(xml).toContain("Theirs &lt;&amp;");
  });

  test("prints colors neither without a terminal nor with NO_COLOR, and no progress", async () => {
    const { stdout, stderr } = await check([stack], { FORCE_COLOR: undefined });
    expect(`${stdout}${stderr}`).not.toContain("\u001b");
  });

  test("cannot be checked without Terraform", async () => {
    const { code, stdout } = await check([stack], { TERRAFORM_BINARY_NAME: join(terraform.folder, "missing") });
    expect(code).toBe(2);
    expect(stdout).toMatch(/cannot run \S+missing: .*ENOENT. Install Terraform, or set TERRAFORM_BINARY_NAME/);
  });
});

describe.each(nodeVersions().filter(([version]) => version >= "v20"))("Node.js %s", (_, node) => {
  beforeAll(installNodeVersions, 300_000);

  test("runs the check, and completes", async () => {
    const stack = terraform.addStack("billing", { state: stateOf() });
    sandbox.dashboard().edit("configuration", held.id, { name: "Theirs" });
    const env = { ...process.env, TMPDIR: commandLine.temporary, ...sandbox.env, ...terraform.env };
    const run = promisify(execFile);
    await expect(run(node, [commandLine.main, "check", stack, "--json"], { env })).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"stripe": "Theirs"'),
      stderr: "",
    });
    const { stdout, stderr } = await run(node, [commandLine.main, "complete", "--", "check", "--j"]);
    expect([stdout.split("\t")[0], stderr]).toEqual(["--json", ""]);
  });
});

describe("a folder", () => {
  beforeEach(() => {
    terraform.addStack("billing", { state: stateOf() });
    terraform.addStack("other", { state: [] });
  });

  const synthesizing = (app: string) =>
    writeFileSync(join(terraform.folder, "cdktf.json"), JSON.stringify({ app, context: { a: 1 } }));
  const node = JSON.stringify(process.execPath);

  test("with cdktf.json is synthesized first, and all of its stacks are checked", async () => {
    synthesizing(
      `${node} -e "console.log(1); require('fs').writeFileSync('ran', process.env.CDKTF_OUTDIR + process.env.CDKTF_CONTEXT_JSON)"`,
    );
    const { code, stdout } = await check([terraform.folder, "--only-managed"]);
    expect([code, stdout]).toEqual([0, "compared 1 portal\n"]);
    expect(readFileSync(join(terraform.folder, "ran"), "utf8")).toBe(`${join(terraform.folder, "cdktf.out")}{"a":1}`);
  });

  test("whose app fails exits with 2 and prints its output", async () => {
    synthesizing(`${node} -e "console.error('broken app'); process.exit(3)"`);
    const { code, stderr } = await check([terraform.folder]);
    expect(code).toBe(2);
    expect(stderr).toContain("exited with code 3\nbroken app");
  });

  test("with the output of a synth is used as it is, with the stacks of --stack only", async () => {
    const { code } = await check([join(terraform.folder, "cdktf.out"), "--stack", "billing"]);
    expect(code).toBe(0);
    expect(terraform.calls).toHaveLength(3);
    const unknown = await check([join(terraform.folder, "cdktf.out"), "--stack", "biling"]);
    expect(unknown).toMatchObject({
      code: 2,
      stderr: "stripe-portal: no stack is named biling; expected billing or other\n",
    });
  });

  test("without an app exits with 2", async () => {
    const { code, stderr } = await check([join(terraform.folder, "cdktf.out/stacks")]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/contains neither cdktf.json nor a synthesized stack; pass the folder of the app\n$/);
  });
});

describe("a portal that Stripe does not return", () => {
  let stack: string;
  let blackHole: Server | undefined;
  beforeEach(() => (stack = terraform.addStack("billing", { state: stateOf() })));
  afterEach(() => void blackHole?.close());

  test.each<[string, () => NodeJS.ProcessEnv | void, RegExp]>([
    [
      "because the key was revoked",
      () => ({ STRIPE_API_KEY: "rk_test_revoked1234" }),
      /Stripe rejects the API key; set STRIPE_API_KEY to a key that was not revoked/,
    ],
    [
      "because the key has expired",
      () => {
        const error = { message: "Expired API Key provided: rk_test_****", code: "api_key_expired" };
        sandbox.intercept = () => ({ status: 401, body: { error: { type: "invalid_request_error", ...error } } });
      },
      /the API key has expired; create another one in the Dashboard/,
    ],
    [
      "because the key is of the other mode",
      () => ({ STRIPE_API_KEY: "rk_live_sandbox" }),
      /bpc_\w+ is in test mode and the API key in live mode; use a test mode key/,
    ],
    [
      "because the key is of another account",
      () => ({ STRIPE_ACCOUNT: "acct_other" }),
      /it does not exist in the account of the API key/,
    ],
    [
      "because the account is not accessible",
      () => ({ STRIPE_ACCOUNT: "other" }),
      /the API key cannot access the account/,
    ],
    [
      "because a permission is missing",
      () => void (sandbox.intercept = () => ({ status: 403 })),
      /the API key lacks the permission Customer portal: Read/,
    ],
    [
      "because the network is down",
      () => throughProxy("http://127.0.0.1:9"),
      /api.stripe.com cannot be reached \(.*ECONNREFUSED.*\)/,
    ],
    [
      "because Stripe fails",
      () => void (sandbox.intercept = () => ({ status: 400 })),
      /Stripe answered 400: The sandbox injected/,
    ],
    [
      "because it is gone",
      () => sandbox.dashboard().remove("configuration", held.id),
      /it does not exist in the account/,
    ],
  ])("%s, exits with 2 and one line that has the fix", async (_, prepare, line) => {
    const { code, stdout, stderr } = await check([stack, "--only-managed"], prepare() ?? {});
    expect(code).toBe(2);
    const [first, summary, ...rest] = stdout.trimEnd().split("\n");
    expect(first).toMatch(line);
    expect(summary).toMatch(/^compared 0 portals, not compared 1 \(/);
    expect(rest).toEqual([]);
    expect(`${stdout}${stderr}`).not.toMatch(/revoked1234|_sandbox/);
    expect(sandbox.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("at first because of a rate limit, is read again after the advised pause", async () => {
    let requests = 0;
    sandbox.intercept = () => (++requests === 1 ? { status: 429 } : undefined);
    expect((await check([stack])).code).toBe(0);
    expect(requests).toBe(2);
  });

  test("because a proxy cuts the connection, exits with 2 and does not print the password", async () => {
    blackHole = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => blackHole!.listen(0, "127.0.0.1", resolve));
    const { port } = blackHole.address() as AddressInfo;
    const { code, stdout, stderr } = await check([stack], throughProxy(`http://user:password@127.0.0.1:${port}`));
    expect(code).toBe(2);
    expect(`${stdout}${stderr}`).not.toContain("password");
  });
});

describe("the API key", () => {
  let stack: string;
  beforeEach(() => (stack = terraform.addStack("billing", { state: stateOf() })));

  test("comes from a file rather than the environment", async () => {
    const file = join(terraform.folder, "key");
    writeFileSync(file, "rk_test_sandbox\n");
    expect((await check([stack, "--api-key-file", file], { STRIPE_API_KEY: "rk_test_wrong" })).code).toBe(0);
  });

  test.each([
    [{ STRIPE_API_KEY: "" }, /STRIPE_API_KEY is not set; set STRIPE_API_KEY or use --api-key-file/],
    [{ STRIPE_API_KEY: "pk_test_123456" }, /STRIPE_API_KEY contains a publishable key/],
    [{ STRIPE_API_KEY: '"rk_test_123456"' }, /STRIPE_API_KEY does not contain an API key/],
  ])("is required (%j)", async (env, message) => {
    const { code, stdout, stderr } = await check([stack], env);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("123456");
    expect(terraform.calls).toEqual([]);
  });

  test("is no argument, and is not repeated if it is given as one", async () => {
    for (const args of [["--api-key", "sk_live_123456"], ["--api-key=sk_live_123456"], ["sk_live_123456"]]) {
      const { code, stdout, stderr } = await check(args);
      expect(code).toBe(2);
      expect(`${stdout}${stderr}`).not.toContain("123456");
    }
  });
});

describe("manners", () => {
  test.each([
    [["--jsn"], "error: unknown option '--jsn'\n(Did you mean --json?)\n"],
    [["--json", "--markdown"], "error: option '--json' cannot be used with option '--markdown'\n"],
    [["a", "b"], "error: too many arguments for 'check'. Expected 1 argument but got 2.\n"],
  ])("%j is rejected with exit code 2", async (args, stderr) => {
    expect(await check(args)).toMatchObject({ code: 2, stdout: "", stderr });
  });

  test("--help has examples and exit codes", async () => {
    const { code, stdout } = await check(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("stripe-portal check --stack billing --expect-id");
    expect(stdout).toMatch(/ 1 +different\n/);
  });

  test("the shell completes options and commands", async () => {
    const { stdout } = await commandLine.run("complete", "--", "check", "--on");
    expect(stdout).toContain("--only-managed\t");
    const script = await commandLine.run("completion", "bash");
    expect(script).toMatchObject({ code: 0, stdout: expect.stringContaining("bash completion for stripe-portal") });
  });

  test("an interrupt while Terraform plans ends it with its own exit code and removes the plan", async () => {
    const stack = terraform.addStack("billing", { state: stateOf() });
    const env = { ...process.env, ...sandbox.env, ...terraform.env, FAKE_HANG: "1" };
    const started = commandLine.start(["check", stack], env);
    const plan = () =>
      readdirSync(commandLine.temporary).flatMap((name) => readdirSync(join(commandLine.temporary, name)));
    while (!plan().includes("plan")) await setTimeout(20);
    process.kill(-started.child.pid!, "SIGINT");
    // CommandLine expects that its temporary folder is empty.
    expect(await started.result).toMatchObject({ code: 130, stdout: "" });
  });
});

/** An environment without the sandbox's other ways to it. */
function throughProxy(url: string): NodeJS.ProcessEnv {
  return { HTTPS_PROXY: url, https_proxy: url, NODE_OPTIONS: "" };
}
