// What differs between the package for cdktf and its twin for cdktn: names and versions, and nothing else.

/**
 * The twin's source: the engine and the package are swapped where they are named as a module, in code, types and examples, and
 * where the generated bindings name the engine's command.
 * Everything else stays, so that both make the same Terraform.
 * @param {string} source
 */
function swapSource(source) {
  return source
    .replace(/(["'`])cdktf((?:-stripe-portal)?(?:\/[^"'`\n]*)?\1)/g, "$1cdktn$2")
    .replace(/\bcdktf(?= plan\b)/g, "cdktn");
}

/**
 * The twin's documents: the names of engine and package in every language. The project's own address and what is said of both
 * engines stay.
 * @param {string} text
 */
function swapDocument(text) {
  const sections = text.split(/^(?=## )/m);
  return sections.map((section) => (/^## .*cdktn/.test(section) ? section : section.replace(/.+/g, swapLine))).join("");
}

/** What differs in more than the name: how other languages call the engine, and what it goes with. */
const DIFFERENCES = [
  ["github.com/hashicorp/terraform-cdk-go/cdktf", "github.com/open-constructs/cdk-terrain-go/cdktn"],
  ["com.hashicorp.cdktf", "io.cdktn.cdktn"],
  ["com.hashicorp:cdktf", "io.cdktn:cdktn"],
  ["HashiCorp.Cdktf", "Io.Cdktn"],
  ["cdktf 0.21 with", "cdktf 0.24 or later with"],
  ["constructs 10.4.2 or later", "constructs 10.6 or 10.7"],
  // Without a version npm would take, or keep, one that cdktn refuses.
  ["cdktf constructs", "cdktf constructs@10.7"],
];

/** @param {string} line */
function swapLine(line) {
  if (line.includes("cdktn")) return line;
  return DIFFERENCES.reduce((text, [from, to]) => text.replaceAll(from, to), line).replace(
    /(\bgithub\.com\/cdktf-stripe-portal(?:\/cdktf-stripe-portal(?!-go))?|\bio\.github\.cdktf-stripe-portal)|([cC])dktf(?!\.json|\.out)/g,
    (_, address, c) => address ?? `${c}dktn`,
  );
}

/**
 * The twin's package.json: the library's, but for the names and the engine.
 * @param {Record<string, any>} own
 * @param {Record<string, any>} engine the dependencies as the twin has them
 */
function twinPackage(own, { peerDependencies, devDependencies }) {
  return {
    ...own,
    name: swapLine(own.name),
    keywords: own.keywords.map(swapLine),
    workspaces: undefined,
    scripts: undefined,
    peerDependencies,
    devDependencies,
    jsii: { ...own.jsii, targets: JSON.parse(swapLine(JSON.stringify(own.jsii.targets))) },
    overrides: undefined,
  };
}

module.exports = { swapDocument, swapSource, twinPackage };
