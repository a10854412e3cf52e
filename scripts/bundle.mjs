// Bundles the compiled package in the working folder into lib/bundle.js, so that `require` of the package loads one file. The
// generated bindings stay in files of their own, which are loaded when the export `provider` is read.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";

const entry = path.resolve("lib/index.js");
const eager = /^exports\.provider = .*require\("\.\/provider"\)\)?;$/m;
// Node.js finds the export for ECMAScript modules only if its getter has this form.
const lazy = `const lazy = { get provider() { return require("./provider"); } };
Object.defineProperty(exports, "provider", { enumerable: true, get: function () { return lazy.provider; } });`;

const names = Object.keys(createRequire(entry)(entry));

await build({
  entryPoints: [entry],
  outfile: "lib/bundle.js",
  bundle: true,
  platform: "node",
  target: "node20",
  resolveExtensions: [".js"],
  packages: "external",
  external: ["./provider"],
  logLevel: "warning",
  // Node.js finds the names of a CommonJS module's exports in this form, so that ECMAScript modules can import them.
  footer: { js: `0 && (module.exports = { ${names.join(", ")} });` },
  plugins: [{ name: "lazy-provider", setup: ({ onLoad }) => onLoad({ filter: /lib[\\/]index\.js$/ }, loadEntry) }],
});

/** @param {{ path: string }} file */
async function loadEntry({ path: file }) {
  const compiled = await readFile(file, "utf8");
  if (!eager.test(compiled))
    throw new Error("the export `provider` of lib/index.js has changed; update scripts/bundle.mjs");
  return { contents: compiled.replace(eager, lazy), resolveDir: path.dirname(file) };
}
