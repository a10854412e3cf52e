import { spawnSync } from "node:child_process";
import * as path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** Makes the package of a language, as `npm run package` does; where it is. */
export function makePackage(language: string): string {
  const args = [path.join(root, "scripts/package.mjs"), language];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`npm run package -- ${language} failed:\n${stdout}${stderr}`);
  return path.join(root, "dist", "cdktf", language);
}

/** Generates the engine's code for a language into a folder. */
export function generateEngine(language: string, outdir: string): void {
  const engine = path.dirname(require.resolve("cdktf/package.json"));
  const pacmak = require.resolve("jsii-pacmak/bin/jsii-pacmak");
  const args = [pacmak, engine, "--code-only", "--no-npmignore", "--outdir", outdir, "--targets", language];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`jsii-pacmak failed:\n${stderr}`);
}
