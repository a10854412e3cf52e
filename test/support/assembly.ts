import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { Json } from "./synth";

/** The library as jsii compiled it for every language. */
export function readAssembly(): Json {
  const root = path.join(__dirname, "../..");
  const file = path.join(root, ".jsii");
  if (!existsSync(file)) throw new Error("There is no .jsii: run `npm run build` first");
  const { filename } = JSON.parse(readFileSync(file, "utf8"));
  return JSON.parse(gunzipSync(readFileSync(path.join(root, filename))).toString());
}
