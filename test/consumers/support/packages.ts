import { spawnSync } from "node:child_process";
import * as path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** Builds the package of a language with `npm run package` and returns its folder. */
export function makePackage(language: string, engine = "cdktf"): string {
  const args = [path.join(root, "scripts/package.mjs"), language, "--engine", engine];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`npm run package -- ${language} --engine ${engine} failed:\n${stdout}${stderr}`);
  return path.join(root, "dist", engine, language);
}

/** Generates the engine's code for a language into a folder. */
export function generateEngine(language: string, outdir: string, engine = "cdktf"): void {
  const project = engine === "cdktf" ? root : path.join(root, engine);
  const folder = path.dirname(require.resolve(`${engine}/package.json`, { paths: [project] }));
  const pacmak = require.resolve("jsii-pacmak/bin/jsii-pacmak");
  const args = [pacmak, folder, "--code-only", "--no-npmignore", "--outdir", outdir, "--targets", language];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`jsii-pacmak failed:\n${stderr}`);
}
