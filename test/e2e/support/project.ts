import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

  /** @param app the source of an app with one stack, written for cdktf */
  constructor(private readonly app: string) {}

  /** Terraform's working directory, once the app is synthesized. */
  get stackFolder(): string {
    const stacks = path.join(this.folder, "cdktf.out/stacks");
    return path.join(stacks, readdirSync(stacks)[0]);
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

    const { version }: Json = JSON.parse(this.manifest());
    const withoutVersion = (key: string, value: unknown) =>
      key === "version" && value === version ? undefined : value;
    return {
      version,
      terraform: JSON.parse(readFileSync(path.join(this.stackFolder, "cdk.tf.json"), "utf8"), withoutVersion),
      manifest: JSON.parse(this.manifest(), withoutVersion),
    };
  }

  /** Removes the folder. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private manifest(): string {
    return readFileSync(path.join(this.folder, "cdktf.out/manifest.json"), "utf8");
  }
}
