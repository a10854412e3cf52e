import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** The files that an app synthesizes, with its folder replaced. */
export interface Synthesis {
  readonly manifest: string;
  /** The stack's `cdk.tf.json`. */
  readonly terraform: string;
}

/** A project in one language, copied into a temporary folder. */
export class Consumer {
  readonly folder: string;

  constructor(language: string, parent = tmpdir()) {
    mkdirSync(parent, { recursive: true });
    this.folder = realpathSync(mkdtempSync(path.join(parent, "stripe-portal-consumer-")));
    cpSync(path.join(__dirname, "..", language), this.folder, { recursive: true });
  }

  /** Writes a file below the folder. */
  write(file: string, content: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  /** Runs a command in the folder, expects success, and returns its output. */
  run(command: string, ...args: string[]): string {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: "utf8",
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split(".")[0] },
      maxBuffer: 64 << 20,
      shell: process.platform === "win32" && command === "mvn",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`;
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${output}`);
    return output;
  }

  /** Runs an app with one stack and returns the synthesized files. */
  synthesize(command: string, ...args: string[]): Synthesis {
    const outdir = path.join(this.folder, "cdktf.out");
    rmSync(outdir, { recursive: true, force: true });
    this.run(command, ...args);
    const read = (file: string) => readFileSync(path.join(outdir, file), "utf8").replaceAll(this.folder, "folder");
    const manifest = read("manifest.json");
    const [stack] = Object.values<{ synthesizedStackPath: string }>(JSON.parse(manifest).stacks);
    return { manifest, terraform: read(stack.synthesizedStackPath) };
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Synthesizes the project in TypeScript, or the given app. */
export function synthesizeTypeScript(app?: string): Synthesis {
  // Below the project's folder, so that it can import the package.
  const consumer = new Consumer("typescript", path.join(root, "dist"));
  try {
    if (app !== undefined) consumer.write("main.ts", app);
    return consumer.synthesize(process.execPath, path.join(root, "node_modules/tsx/dist/cli.mjs"), "main.ts");
  } finally {
    consumer.remove();
  }
}
