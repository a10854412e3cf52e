import { readFileSync } from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** The documents that contain the same app in every language. */
export const DOCUMENTS = ["docs/languages.md"];

/** A snippet of a document in a language, by default the first. The language is the one of its fence. */
export function snippet(document: string, language: string, index = 0): string {
  const text = readFileSync(path.join(root, document), "utf8");
  const snippets = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  if (!snippets[index]) throw new Error(`${document} has no snippet ${index} in ${language}`);
  return snippets[index][1];
}

/** Expects the same fences as in README, because jsii labels snippets with the fence `ts` as the language of the package. */
export function expectFencesOfReadme(packaged: string): void {
  const fencesOf = (text: string) => text.match(/^```\w+$/gm);
  expect(fencesOf(packaged)).toEqual(fencesOf(readFileSync(path.join(root, "README.md"), "utf8")));
}
