// node json.mjs <document> <folder>: writes a document as JSON.stringify() formats it, which is as cdktf formats it.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { measured } from "./measured.mjs";

const [document, folder] = process.argv.slice(2);
const content = JSON.parse(readFileSync(document, "utf8"));

measured(() => writeFileSync(path.join(folder, "document.json"), JSON.stringify(content, null, 2)));
