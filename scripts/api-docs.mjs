// Writes API.md and, for the other languages, docs/api/: `npm run docs`.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "./set-up.mjs";

const PAGES = {
  typescript: "API.md",
  python: "docs/api/python.md",
  java: "docs/api/java.md",
  go: "docs/api/go.md",
  csharp: "docs/api/csharp.md",
};

const docgen = createRequire(import.meta.url).resolve("jsii-docgen/bin/jsii-docgen");
mkdirSync(path.join(root, "docs/api"), { recursive: true });
const folder = mkdtempSync(path.join(root, "docs/api-"));
try {
  // jsii-docgen uses the newest `constructs` below the folder, which would be the one of the cdktn package.
  for (const name of [".jsii", ".jsii.gz", "package.json"]) cpSync(path.join(root, name), path.join(folder, name));
  mkdirSync(path.join(folder, "node_modules"));
  // The examples import the library itself.
  const links = ["lib", ...["cdktf", "constructs"].map((dependency) => path.join("node_modules", dependency))];
  for (const name of links) {
    symlinkSync(path.join(root, name), path.join(folder, name), "junction");
  }
  const languages = Object.keys(PAGES).flatMap((language) => ["-l", language]);
  execFileSync(process.execPath, [docgen, "-s", "root", ...languages, "-o", "API.md"], {
    cwd: folder,
    stdio: "inherit",
  });
  for (const [language, page] of Object.entries(PAGES)) {
    renameSync(path.join(folder, `API.${language}.md`), path.join(root, page));
  }
} finally {
  rmSync(folder, { recursive: true });
}
