// Makes the export `provider` of the compiled package in the working folder lazy, so that `require` of the package does not load
// the generated bindings.
import { readFileSync, writeFileSync } from "node:fs";

const file = "lib/index.js";
const eager = /^exports\.provider = .*require\("\.\/provider"\)\)?;$/m;
// Node detects the name of the export in this form, so that `import { provider }` works in ECMAScript modules.
const lazy = `const lazy = { get provider() { return require("./provider"); } };
Object.defineProperty(exports, "provider", { enumerable: true, get: function () { return lazy.provider; } });`;

const compiled = readFileSync(file, "utf8");
if (!eager.test(compiled))
  throw new Error("the export `provider` in lib/index.js has changed; update scripts/lazy-provider.mjs");
writeFileSync(file, compiled.replace(eager, lazy));
