import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformFileSync } from "@swc/core";

export const CLI = join(__dirname, "..", "..", "cli");

export interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly result: Promise<Result>;
}

/** The command line, built from its sources. Each test gets a temporary folder, which must be empty afterwards. */
export class CommandLine {
  /** Builds the command line before the tests of a file. */
  static use(): CommandLine {
    const commandLine = new CommandLine();
    beforeAll(() => commandLine.build());
    afterAll(() => rmSync(commandLine.folder, { recursive: true }));
    beforeEach(() => (commandLine.temporary = mkdtempSync(join(tmpdir(), "command-test-"))));
    afterEach(() => {
      const left = readdirSync(commandLine.temporary);
      rmSync(commandLine.temporary, { recursive: true });
      expect(left).toEqual([]);
    });
    return commandLine;
  }

  /** The temporary folder of the running command line. */
  temporary = "";
  private folder = "";

  /** Starts the command line in an environment that is changed by `env`. */
  readonly start = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Started => {
    const child = spawn(process.execPath, [this.main, ...args], {
      env: { ...process.env, TMPDIR: this.temporary, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, as in a shell.
      detached: true,
    });
    return { child, result: resultOf(child) };
  };

  /** Runs the command line until it exits. */
  readonly run = (...args: string[]): Promise<Result> => this.start(args).result;

  get main(): string {
    return join(this.folder, "dist", "main.js");
  }

  /** The files of a release, without a type check. */
  private build(): void {
    mkdirSync(join(CLI, "dist"), { recursive: true });
    this.folder = mkdtempSync(join(CLI, "dist", "command-test-"));
    mkdirSync(join(this.folder, "bin"));
    for (const file of ["package.json", "bin/node-preload.cjs"]) {
      copyFileSync(join(CLI, file), join(this.folder, file));
    }
    for (const file of readdirSync(join(CLI, "src"), { recursive: true, encoding: "utf8" })) {
      const [source, target] = [join(CLI, "src", file), join(this.folder, "dist", file)];
      mkdirSync(dirname(target), { recursive: true });
      if (file.endsWith(".ts")) writeFileSync(target.replace(/\.ts$/, ".js"), compile(source));
      if (file.endsWith(".json")) copyFileSync(source, target);
    }
  }
}

function compile(file: string): string {
  const jsc = { parser: { syntax: "typescript" }, target: "es2022" } as const;
  return transformFileSync(file, { jsc, module: { type: "commonjs", ignoreDynamic: true }, swcrc: false }).code;
}

function resultOf(child: ChildProcess): Promise<Result> {
  const output = { stdout: "", stderr: "" };
  child.stdout!.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr!.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, ...output }));
  });
}

/** A command that runs a line of JavaScript. */
export function javascript(code: string): string[] {
  return ["--", process.execPath, "-e", code];
}

/** A line of JavaScript that sends requests, given as `[method, path, body]`, and prints each response in a line. */
export function requests(...list: readonly (readonly [method: string, path: string, body?: string])[]): string {
  return `(async () => {
    const headers = { authorization: "Bearer " + process.env.STRIPE_API_KEY };
    for (const [method, path, body] of ${JSON.stringify(list)}) {
      const form = body && { "content-type": "application/x-www-form-urlencoded" };
      const response = await fetch("https://api.stripe.com" + path, { method, body, headers: { ...headers, ...form } });
      console.log(JSON.stringify(await response.json()));
    }
  })()`;
}

/** Waits until a child writes a string to stdout. */
export function written(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve) => {
    let seen = "";
    child.stdout!.on("data", (chunk: Buffer) => (seen += chunk.toString()).includes(text) && resolve());
  });
}
