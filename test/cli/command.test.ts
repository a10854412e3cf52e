import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { CLI, CommandLine, javascript, requests, written } from "./command-line";

const commandLine = CommandLine.use();
const { run } = commandLine;

const NO_REQUEST = /^stripe-portal: the command sent no request to the sandbox; see https:\S+#clients\n$/;
const createProduct = requests(["POST", "/v1/products", "name=Pro&metadata[secret]=sk_test_hidden"]);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "command-state-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test.each([0, 1, 7])("exits with the command's exit code %s, and reports that it sent no request", async (code) => {
  const result = await run("sandbox", ...javascript(`process.exit(${code})`));
  expect(result).toMatchObject({ code, stdout: "", stderr: expect.stringMatching(NO_REQUEST) });
});

test("connects the command to the sandbox and prints nothing", async () => {
  const { code, stdout, stderr } = await run("sandbox", ...javascript(createProduct));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ object: "product", name: "Pro", livemode: false });
  expect(stderr).toBe("");
});

test("passes the live key with --live, and logs requests without keys with --log", async () => {
  const { stdout, stderr } = await run("sandbox", "--live", "--log", ...javascript(createProduct));
  expect(JSON.parse(stdout)).toMatchObject({ livemode: true });
  expect(stderr).toBe("POST /v1/products 200 (live) name=Pro metadata[secret]=sk_test_****\n");
});

test("passes --key to the command and rejects the default key", async () => {
  const given = await run("sandbox", "--key", "rk_test_mine", ...javascript("console.log(process.env.STRIPE_API_KEY)"));
  expect(given.stdout).toBe("rk_test_mine\n");
  const withDefault = `process.env.STRIPE_API_KEY = "sk_test_sandbox"; ${createProduct}`;
  const other = await run("sandbox", "--key", "rk_test_mine", ...javascript(withDefault));
  expect(JSON.parse(other.stdout).error.message).toBe("Invalid API Key provided: sk_test_****dbox");
});

test("limits a restricted key to its permissions", async () => {
  const key = "rk_test_mine=customer_portal_write,plan_read";
  const { stdout } = await run(
    "sandbox",
    "--key",
    key,
    ...javascript(requests(["GET", "/v1/prices"], ["GET", "/v1/products"])),
  );
  const [prices, products] = stdout.trim().split("\n");
  expect(JSON.parse(prices!)).toMatchObject({ object: "list" });
  expect(JSON.parse(products!).error.message).toContain("Products Read ('product_read')");
});

test("starts without a portal configuration with --fresh", async () => {
  const session = javascript(requests(["POST", "/v1/billing_portal/sessions", "customer=cus_1"]));
  const fresh = await run("sandbox", "--fresh", ...session);
  expect(JSON.parse(fresh.stdout).error.message).toContain("default configuration has not been created");
  const usual = await run("sandbox", ...session);
  expect(JSON.parse(usual.stdout).error.message).toBe("No such customer: 'cus_1'");
});

test("keeps the account between runs with --state", async () => {
  const file = join(folder, "state.json");
  await run("sandbox", "--state", file, ...javascript(createProduct));
  await run("sandbox", "--state", file, ...javascript(createProduct));
  const { accounts } = JSON.parse(readFileSync(file, "utf8"));
  expect(accounts[0].objects.product).toHaveLength(2);
});

test("rejects a file of another kind with exit code 2, and does not run the command", async () => {
  const file = join(folder, "precious.txt");
  const witness = join(folder, "ran");
  writeFileSync(file, "precious");
  const result = await run(
    "sandbox",
    "--state",
    file,
    ...javascript(`fs.writeFileSync(${JSON.stringify(witness)}, "")`),
  );
  expect(result).toMatchObject({ code: 2, stdout: "" });
  expect(result.stderr).toBe(`stripe-portal: ${file} is not the state of a sandbox; it was left unchanged\n`);
  expect(readFileSync(file, "utf8")).toBe("precious");
  expect(existsSync(witness)).toBe(false);
});

test.each([
  [["sandbox", "--nope"], "error: unknown option '--nope'"],
  [["nope"], "error: unknown command 'nope'"],
  [["sandbox", "--state"], "error: option '--state <file>' argument missing"],
  [["sandbox", "--key", "abc", "--", "true"], "stripe-portal: a key must start with sk_test_"],
  [["sandbox", "--key", "rk_test_1=prices", "--", "true"], "stripe-portal: a permission must be one of Stripe's names"],
  [["sandbox", "--log=all"], "error: option '--log [detail]' argument 'all' is invalid"],
  [["sandbox", "--port", "http"], "It must be a number between 0 and 65535."],
  [["sandbox", "--fault", "429", "--", "true"], "stripe-portal: a fault must have the form '<method> <path>"],
])("rejects %j with exit code 2", async (args, message) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("documents the exit codes with --help", async () => {
  const { code, stdout } = await run("sandbox", "--help");
  expect(code).toBe(0);
  expect(stdout).toMatch(/Exit codes:[^]*128 \+ n/);
});

test("exits with 127 if the command does not exist, and with 126 if it cannot be run", async () => {
  expect(await run("sandbox", "--", "no-such-command")).toMatchObject({ code: 127 });
  expect(await run("sandbox", "--", join(CLI, "package.json"))).toMatchObject({ code: 126 });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "sends %s to the command, and exits with its exit code",
  async (signal) => {
    const code = `process.on("${signal}", () => process.exit(9)); setInterval(() => {}, 1000); console.log("ready")`;
    const { child, result } = commandLine.start(["sandbox", ...javascript(code)]);
    await written(child, "ready");
    child.kill(signal);
    expect(await result).toMatchObject({ code: 9, signal: null });
  },
);

test("exits with 128 + n if signal n ends the command", async () => {
  expect(await run("sandbox", ...javascript("process.kill(process.pid, 'SIGKILL')"))).toMatchObject({ code: 137 });
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "prints export lines without a command, and runs until %s",
  async (signal) => {
    const { child, result } = commandLine.start(["sandbox"]);
    await written(child, "STRIPE_API_KEY");
    expect(readdirSync(commandLine.temporary)).toHaveLength(1);
    child.kill(signal);
    const { code, stdout } = await result;
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toEqual(
      expect.arrayContaining([expect.stringMatching(/^export \w+='[^']*'$/)]),
    );
    expect(stdout).toContain("export STRIPE_API_KEY='sk_test_sandbox'\n");
  },
);

/** A command that counts the signals it receives within half a second. */
const COUNTER = `
  let count = 0;
  process.on("SIGINT", () => count++ || setTimeout(() => process.exit(count), 500));
  setInterval(() => {}, 1000);
  console.log("ready");`;

test.each([
  ["the sandbox alone", (pid: number) => process.kill(pid, "SIGINT")],
  ["the whole process group, as Ctrl-C does", (pid: number) => process.kill(-pid, "SIGINT")],
])("sends SIGINT to the command once if %s receives it", async (_, kill) => {
  const { child, result } = commandLine.start(["sandbox", ...javascript(COUNTER)]);
  await written(child, "ready");
  kill(child.pid!);
  expect(await result).toMatchObject({ code: 1 });
});

test("passes options after the command to the command", async () => {
  const code = "console.log(process.execArgv.length, process.argv.slice(1).join())";
  const result = await run("sandbox", process.execPath, "-e", code, "x", "--log", "--live", "--", "--help");
  expect(result).toMatchObject({ code: 0, stdout: "2 x,--log,--live,--,--help\n" });
});

test("keeps running if the reader of its output exits", async () => {
  const file = join(folder, "state.json");
  const products = Array.from({ length: 20 }, (_, index) => ["POST", "/v1/products", `name=${index}`] as const);
  const { child, result } = commandLine.start([
    "sandbox",
    "--log",
    "--state",
    file,
    ...javascript(requests(...products)),
  ]);
  child.stderr!.destroy();
  expect(await result).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(file, "utf8")).accounts[0].objects.product).toHaveLength(20);
});

test("logs whole requests with --log=full", async () => {
  const description = "x".repeat(1000);
  const { stderr } = await run(
    "sandbox",
    "--log=full",
    ...javascript(requests(["POST", "/v1/products", `name=Pro&description=${description}`])),
  );
  expect(stderr).toMatch(/^POST \/v1\/products 200\n {2}Request-Id: req_\w+\n {2}name=Pro\n {2}description=x{1000}\n$/);
});

test("injects faults with --fault", async () => {
  const list = requests(["GET", "/v1/account"], ["GET", "/v1/account"], ["GET", "/v1/products"]);
  const { stdout } = await run(
    "sandbox",
    "--fault",
    "GET /v1/account 429 x1",
    "--fault",
    "* /v1/* 500",
    ...javascript(list),
  );
  const [limited, failed, alsoFailed] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect([limited.error.code, failed.error.type, alsoFailed.error.type]).toEqual([
    "rate_limit",
    "api_error",
    "api_error",
  ]);
});

test("prints the portals to stderr with --show", async () => {
  const create = requests([
    "POST",
    "/v1/billing_portal/configurations",
    "name=Acme&features[invoice_history][enabled]=true",
  ]);
  const { stderr } = await run("sandbox", "--show", ...javascript(create));
  expect(stderr).toMatch(/^Portal configurations of acct_sandbox, test mode:\n/);
  expect(stderr).toMatch(/│ bpc_\w+ +│ +│ yes +│ customer_update +│ +│\n/);
  expect(stderr).toMatch(/│ bpc_\w+ +│ Acme +│ +│ invoice_history +│ +│\n/);
});

test("replaces Stripe keys in the environment, and names the variables", async () => {
  const env = { STRIPE_SECRET_KEY: "sk_live_abc", OTHER: "a,rk_test_1,pk_test_2", TASK: "task_test_suite" };
  const code = "const { STRIPE_SECRET_KEY, OTHER, TASK } = process.env; console.log(STRIPE_SECRET_KEY, OTHER, TASK)";
  const { stdout, stderr } = await commandLine.start(["sandbox", ...javascript(code)], env).result;
  expect(stdout).toBe("sk_live_sandbox a,sk_test_sandbox,pk_test_2 task_test_suite\n");
  expect(stderr).toContain(
    "stripe-portal: replaced the Stripe keys in STRIPE_SECRET_KEY, OTHER with the sandbox's keys\n",
  );
});

test("explains once that objects of an earlier run are gone without --state", async () => {
  const list = requests(["GET", "/v1/products/prod_1"], ["GET", "/v1/products/prod_1"]);
  const hint =
    "stripe-portal: prod_1 does not exist in this sandbox. Objects are lost when a sandbox ends; to keep them, use --state <file>\n";
  expect(await run("sandbox", ...javascript(list))).toMatchObject({ stderr: hint });
  expect(await run("sandbox", "--state", join(folder, "state.json"), ...javascript(list))).toMatchObject({
    stderr: "",
  });
  const deleted = requests(
    ["POST", "/v1/products", "id=prod_1&name=Pro"],
    ["DELETE", "/v1/products/prod_1"],
    ["GET", "/v1/products/prod_1"],
  );
  expect(await run("sandbox", ...javascript(deleted))).toMatchObject({ stderr: "" });
});

test("writes the file of --write-env when it is ready, and removes it at the end", async () => {
  const file = join(folder, "sandbox.env");
  const { child, result } = commandLine.start(["sandbox", "--write-env", file]);
  await waitFor(() => existsSync(file));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const shell = `. '${file}'; curl -sS -u "$STRIPE_API_KEY:" https://api.stripe.com/v1/account`;
  expect(JSON.parse(execFileSync("sh", ["-c", shell], { encoding: "utf8" }))).toMatchObject({ id: "acct_sandbox" });
  child.kill("SIGTERM");
  expect(await result).toMatchObject({ code: 0, stdout: "" });
  expect(existsSync(file)).toBe(false);
});

test("replaces the --write-env file of a killed run, but no other file", async () => {
  const file = join(folder, ".env");
  const { child, result } = commandLine.start(["sandbox", "--write-env", file]);
  await waitFor(() => existsSync(file));
  child.kill("SIGKILL");
  await result;
  for (const left of readdirSync(commandLine.temporary)) {
    rmSync(join(commandLine.temporary, left), { recursive: true });
  }
  expect(await run("sandbox", "--write-env", file, ...javascript(""))).toMatchObject({ code: 0 });
  writeFileSync(file, "SECRET=1\n");
  expect(await run("sandbox", "--write-env", file, ...javascript(""))).toMatchObject({
    code: 2,
    stderr: `stripe-portal: --write-env must name a file that does not exist; got: ${file}\n`,
  });
  expect(readFileSync(file, "utf8")).toBe("SECRET=1\n");
});

test("exits with 1 if --port is in use", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await run("sandbox", "--port", String(port), ...javascript(""))).toMatchObject({
    code: 1,
    stderr: `stripe-portal: port ${port} is already in use\n`,
  });
  server.close();
});

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await setTimeout(20);
  }
}
