// Builds the library and the command line: `npm run build`.
import { createRequire } from "node:module";
import { compile, run, script } from "./compile.mjs";
import { recordInputs, root } from "./inputs.mjs";

recordInputs("library", () => {
  run(root, script("generate-provider.mjs"));
  compile(root);
  run(root, script("portal-parameters.mjs"));
  run(root, createRequire(import.meta.url).resolve("typescript/bin/tsc"), "-p", "cli");
});
