import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { Json } from "./synth";

/** The jsii assembly of the library, or of a package in another folder. */
export function readAssembly(folder = path.join(__dirname, "../..")): Json {
  const file = path.join(folder, ".jsii");
  if (!existsSync(file)) throw new Error(`There is no ${file}: run \`npm run build\` first`);
  const { filename } = JSON.parse(readFileSync(file, "utf8"));
  return JSON.parse(gunzipSync(readFileSync(path.join(folder, filename))).toString());
}
