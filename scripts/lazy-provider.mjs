// Makes `provider` of the package in the working folder lazy after compiling: `require` of the package then loads none of the
// generated bindings.
import { readFileSync, writeFileSync } from "node:fs";

const file = "lib/index.js";
const eager = /^exports\.provider = .*require\("\.\/provider"\)\)?;$/m;
// In this shape Node finds the name for `import { provider }` of ECMAScript modules, which load the bindings then.
const lazy = `const lazy = { get provider() { return require("./provider"); } };
Object.defineProperty(exports, "provider", { enumerable: true, get: function () { return lazy.provider; } });`;

const compiled = readFileSync(file, "utf8");
if (!eager.test(compiled)) throw new Error("lib/index.js no longer exports `provider` as this script expects");
writeFileSync(file, compiled.replace(eager, lazy));
