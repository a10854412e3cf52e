import { type ChildProcess, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformFileSync } from "@swc/core";

const CLI = join(__dirname, "..", "..", "cli");

interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

let build: string;
beforeAll(() => {
  mkdirSync(join(CLI, "dist"), { recursive: true });
  build = mkdtempSync(join(CLI, "dist", "command-test-"));
  mkdirSync(join(build, "bin"));
  for (const file of ["package.json", "bin/node-preload.cjs"]) {
    copyFileSync(join(CLI, file), join(build, file));
  }
  for (const file of readdirSync(join(CLI, "src"), { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".ts")) {
      const target = join(build, "dist", file.replace(/\.ts$/, ".js"));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, compile(join(CLI, "src", file)));
    }
  }
});
afterAll(() => rmSync(build, { recursive: true }));

/** What the release has in dist/, without waiting for the type checker. */
function compile(file: string): string {
  const jsc = { parser: { syntax: "typescript" }, target: "es2022" } as const;
  return transformFileSync(file, { jsc, module: { type: "commonjs" }, swcrc: false }).code;
}

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "command-test-"));
});
afterEach(() => {
  const left = readdirSync(temporary);
  rmSync(temporary, { recursive: true });
  expect(left).toEqual([]);
});

/** Starts the command line with a temporary folder of its own, which must be empty afterwards. */
function start(...args: string[]): { readonly child: ChildProcess; readonly result: Promise<Result> } {
  const child = spawn(process.execPath, [join(build, "dist", "main.js"), ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout!.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr!.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const result = new Promise<Result>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, ...output }));
  });
  return { child, result };
}

const run = (...args: string[]): Promise<Result> => start(...args).result;

/** A program that runs in the sandbox: a line of JavaScript. */
const program = (code: string): string[] => ["--", process.execPath, "-e", code];

/** Waits until a child has written this to stdout. */
function written(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve) => {
    let seen = "";
    child.stdout!.on("data", (chunk: Buffer) => (seen += chunk.toString()).includes(text) && resolve());
  });
}

/** A program that sends one request, as one with HTTPS_PROXY support does, and prints the answer. */
function request({
  key = "process.env.STRIPE_API_KEY",
  path = "/v1/products",
  body = "name=Pro&metadata[secret]=sk_test_hidden",
} = {}): string {
  return `
    const proxy = new URL(process.env.HTTPS_PROXY);
    const host = { host: proxy.hostname, port: proxy.port };
    const user = Buffer.from(proxy.username + ":" + proxy.password).toString("base64");
    const headers = { "proxy-authorization": "Basic " + user };
    const connect = require("http").request({ ...host, method: "CONNECT", path: "api.stripe.com:443", headers });
    connect.on("connect", (_, socket) => {
      const createConnection = () => require("tls").connect({ socket, servername: "api.stripe.com" });
      const headers = { authorization: "Bearer " + ${key}, "content-type": "application/x-www-form-urlencoded" };
      require("https").request({ path: "${path}", method: "POST", headers, createConnection }, (response) => {
        response.pipe(process.stdout);
        response.on("end", () => socket.destroy());
      }).end("${body}");
    });
    connect.end();`;
}

test.each([0, 1, 7])("the sandbox exits with its command's exit code %s", async (code) => {
  expect(await run("sandbox", ...program(`process.exit(${code})`))).toMatchObject({ code, stdout: "", stderr: "" });
});

test("the command reaches a Stripe that trusts its certificate and key; stdout is the command's alone", async () => {
  const { code, stdout, stderr } = await run("sandbox", ...program(request()));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ object: "product", name: "Pro", livemode: false });
  expect(stderr).toBe("");
});

test("--live gives the command the live key, --log shows requests in lines without keys", async () => {
  const { stdout, stderr } = await run("sandbox", "--live", "--log", ...program(request()));
  expect(JSON.parse(stdout)).toMatchObject({ livemode: true });
  expect(stderr).toBe("POST /v1/products 200 (live) name=Pro metadata[secret]=sk_test_****\n");
});

test("--key is accepted and given to the command, the default one no longer is", async () => {
  const given = await run("sandbox", "--key", "rk_test_mine", ...program("console.log(process.env.STRIPE_API_KEY)"));
  expect(given.stdout).toBe("rk_test_mine\n");
  const other = await run("sandbox", "--key", "rk_test_mine", ...program(request({ key: '"sk_test_sandbox"' })));
  expect(JSON.parse(other.stdout).error.message).toBe("Invalid API Key provided: sk_test_****dbox");
});

test("--fresh starts without a portal configuration, which an account otherwise has", async () => {
  const session = program(request({ path: "/v1/billing_portal/sessions", body: "customer=cus_1" }));
  const fresh = await run("sandbox", "--fresh", ...session);
  expect(JSON.parse(fresh.stdout).error.message).toContain("default configuration has not been created");
  const usual = await run("sandbox", ...session);
  expect(JSON.parse(usual.stdout).error.message).toBe("No such customer: 'cus_1'");
});

test("--state keeps the account between runs", async () => {
  const folder = mkdtempSync(join(tmpdir(), "command-state-"));
  const file = join(folder, "state.json");
  await run("sandbox", "--state", file, ...program(request()));
  await run("sandbox", "--state", file, ...program(request()));
  const { accounts } = JSON.parse(readFileSync(file, "utf8"));
  expect(accounts[0].objects.product).toHaveLength(2);
  rmSync(folder, { recursive: true });
});

test("a file that is no state is refused with exit code 2, and the command is not run", async () => {
  const folder = mkdtempSync(join(tmpdir(), "command-state-"));
  const file = join(folder, "precious.txt");
  const witness = join(folder, "ran");
  writeFileSync(file, "precious");
  const result = await run("sandbox", "--state", file, ...program(`fs.writeFileSync(${JSON.stringify(witness)}, "")`));
  expect(result).toMatchObject({ code: 2, stdout: "" });
  expect(result.stderr).toBe(`stripe-portal: ${file} is not the state of a sandbox; it was left unchanged\n`);
  expect(readFileSync(file, "utf8")).toBe("precious");
  expect(existsSync(witness)).toBe(false);
  rmSync(folder, { recursive: true });
});

test.each([
  [["sandbox", "--nope"], "error: unknown option '--nope'"],
  [["nope"], "error: unknown command 'nope'"],
  [["sandbox", "--state"], "error: option '--state <file>' argument missing"],
  [["sandbox", "--key", "abc", "--", "true"], "stripe-portal: a key must start with sk_test_"],
])("%j is wrong usage: exit code 2", async (args, message) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("--help documents the exit codes", async () => {
  const { code, stdout } = await run("sandbox", "--help");
  expect(code).toBe(0);
  expect(stdout).toMatch(/Exit codes:[^]*128 \+ n/);
});

test("a command that is not there is 127, one that cannot be run 126", async () => {
  expect(await run("sandbox", "--", "no-such-command")).toMatchObject({ code: 127 });
  expect(await run("sandbox", "--", join(CLI, "package.json"))).toMatchObject({ code: 126 });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s reaches the command, whose exit code counts",
  async (signal) => {
    const code = `process.on("${signal}", () => process.exit(9)); setInterval(() => {}, 1000); console.log("ready")`;
    const { child, result } = start("sandbox", ...program(code));
    await written(child, "ready");
    child.kill(signal);
    expect(await result).toMatchObject({ code: 9, signal: null });
  },
);

test("a command that a signal ended gives 128 + its number", async () => {
  expect(await run("sandbox", ...program("process.kill(process.pid, 'SIGKILL')"))).toMatchObject({ code: 137 });
});

test.each(["SIGINT", "SIGTERM"] as const)("without a command it prints exports and runs until %s", async (signal) => {
  const { child, result } = start("sandbox");
  await written(child, "STRIPE_API_KEY");
  expect(readdirSync(temporary)).toHaveLength(1);
  child.kill(signal);
  const { code, stdout } = await result;
  expect(code).toBe(0);
  expect(stdout.trimEnd().split("\n")).toEqual(expect.arrayContaining([expect.stringMatching(/^export \w+='[^']*'$/)]));
  expect(stdout).toContain("export STRIPE_API_KEY='sk_test_sandbox'\n");
});
