import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { Json } from "../../support/synth";

const ROOT = path.resolve(__dirname, "../../..");
const TSX = path.join(ROOT, "node_modules/tsx/dist/cli.mjs");

export type Engine = "cdktf" | "cdktn";

/** The folders of the packages that an app depends on, for each engine. */
const DEPENDENCIES: Readonly<Record<Engine, Readonly<Record<string, string>>>> = {
  cdktf: {
    cdktf: "node_modules/cdktf",
    constructs: "node_modules/constructs",
    "cdktf-stripe-portal": "",
  },
  cdktn: {
    cdktn: "cdktn/node_modules/cdktn",
    constructs: "cdktn/node_modules/constructs",
    "cdktn-stripe-portal": "cdktn",
  },
};

const { swapSource }: { swapSource: (source: string) => string } = jest.requireActual(
  path.join(ROOT, "scripts/swap-engine.cjs"),
);

/** The output of an app, with the engine's version separated. */
export interface Synthesis {
  readonly version: string;
  readonly terraform: Json;
  readonly manifest: Json;
}

/** A user's project in TypeScript that depends on the packages as they are published. */
export class Project {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "stripe-portal-project-"));

  /**
   * @param stack the only stack of the app
   * @param app the source of the app, written for cdktf
   */
  constructor(
    private readonly stack: string,
    private readonly app: string,
  ) {}

  /** Terraform's working directory. */
  get stackFolder(): string {
    return path.join(this.folder, "cdktf.out/stacks", this.stack);
  }

  /** Installs the dependencies for an engine, adapts the imports of the app, and synthesizes it. */
  async synthesize(engine: Engine): Promise<Synthesis> {
    const modules = path.join(this.folder, "node_modules");
    rmSync(modules, { recursive: true, force: true });
    mkdirSync(modules);
    for (const [name, target] of Object.entries(DEPENDENCIES[engine])) {
      symlinkSync(path.join(ROOT, target), path.join(modules, name), "junction");
    }
    writeFileSync(path.join(this.folder, "main.ts"), engine === "cdktn" ? swapSource(this.app) : this.app);
    await promisify(execFile)(process.execPath, [TSX, "main.ts"], { cwd: this.folder });

    const { version }: Json = JSON.parse(this.read("manifest.json"));
    const withoutVersion = (key: string, value: unknown) =>
      key === "version" && value === version ? undefined : value;
    return {
      version,
      terraform: JSON.parse(this.read("stacks", this.stack, "cdk.tf.json"), withoutVersion),
      manifest: JSON.parse(this.read("manifest.json"), withoutVersion),
    };
  }

  /** Removes the folder. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private read(...names: string[]): string {
    return readFileSync(path.join(this.folder, "cdktf.out", ...names), "utf8");
  }
}
