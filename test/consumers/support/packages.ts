import { spawnSync } from "node:child_process";
import * as path from "node:path";
import * as tools from "../../../scripts/tools.json";
import { Tool } from "../../support/tools";

const root = path.resolve(__dirname, "../../..");

/** A tool that packages and their users need. */
export function toolFor(name: keyof typeof tools): Tool {
  return [name, tools[name].proof, tools[name].remedy];
}

/** Makes the package of a language, as `npm run package` does; where it is. */
export function makePackage(language: string): string {
  const args = [path.join(root, "scripts/package.mjs"), language];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`npm run package -- ${language} failed:\n${stdout}${stderr}`);
  return path.join(root, "dist", "cdktf", language);
}
