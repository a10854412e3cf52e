import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const root = path.resolve(__dirname, "../../..");
const programs = path.join(__dirname, "../programs");

/** What a program leaves behind. */
export interface Synthesis {
  /** The stack's `cdk.tf.json`. */
  readonly json: string;
  /** Everything that the program printed. */
  readonly output: string;
}

/** A folder of its own in which a program in some language uses the library as packed for that language. */
export class Consumer {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stripe-portal-consumer-")));

  /** Copies a language's program into a folder below. */
  copy(language: string, to = "."): void {
    cpSync(path.join(programs, language), path.join(this.folder, to), { recursive: true });
  }

  /** Writes a file below the folder. */
  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  /** Generates a package's sources for a language; where they are, relative to the folder. */
  pack(language: string, project = root, to = "packed"): string {
    const pacmak = path.join(root, "node_modules/jsii-pacmak/bin/jsii-pacmak");
    const options = ["--code-only", "--no-npmignore", "--targets", language, "--outdir", path.join(this.folder, to)];
    this.run(process.execPath, pacmak, project, ...options);
    return `${to}/${language}`;
  }

  /** Runs a command in the folder and expects success. */
  run(command: string, ...args: string[]): string {
    const { status, output } = execute(this.folder, command, args);
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${output}`);
    return output;
  }

  /** Runs a program, which may fail after it has synthesized. */
  synthesize(stack: string, command: string, ...args: string[]): Synthesis {
    rmSync(path.join(this.folder, "cdktf.out"), { recursive: true, force: true });
    const { output } = execute(this.folder, command, args);
    try {
      const json = readFileSync(path.join(this.folder, "cdktf.out/stacks", stack, "cdk.tf.json"), "utf8");
      return { json, output };
    } catch {
      throw new Error(`${command} ${args.join(" ")} synthesizes no ${stack}:\n${output}`);
    }
  }

  /** Runs the program in TypeScript that says the same; it is `typescript/main.ts` unless its text is given. */
  synthesizeTypeScript(stack: string, text?: string): Synthesis {
    if (text === undefined) this.copy("typescript", "typescript");
    else this.write("typescript/main.ts", text);
    const modules = path.join(this.folder, "typescript/node_modules");
    mkdirSync(modules, { recursive: true });
    for (const [name, target] of [
      ["cdktf", "node_modules/cdktf"],
      ["cdktf-stripe-portal", ""],
    ])
      symlinkSync(path.join(root, target), path.join(modules, name), "junction");
    const tsx = path.join(root, "node_modules/tsx/dist/cli.mjs");
    const synthesis = this.synthesize(stack, process.execPath, tsx, "typescript/main.ts");
    rmSync(path.join(this.folder, "typescript"), { recursive: true });
    return synthesis;
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The first snippet of README in a language. */
export function readmeSnippet(language: string): string {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const [, snippet] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(readme) ?? [];
  if (snippet === undefined) throw new Error(`README has no snippet in ${language}`);
  return snippet;
}

/** What the last construct of every program is refused with; Go indents the second line. */
export const REFUSAL = [
  "StripePortalConfiguration at consumer/refused cannot be deployed:",
  "  - `features.subscriptionCancel.prorationBehavior`: " +
    'Stripe creates prorations only for cancellations that take effect immediately; got: "create_prorations"; ' +
    "set `mode: CancellationMode.IMMEDIATELY`, or `prorationBehavior: CancellationProration.NONE`",
];

function execute(cwd: string, command: string, args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "20" },
    maxBuffer: 64 << 20,
    shell: process.platform === "win32" && command === "mvn",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { status, output: `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}` };
}
