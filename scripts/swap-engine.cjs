// Converts the sources and documents of the cdktf package for the cdktn package. They differ in names and versions only.

/**
 * Converts a source file: replaces module names of the engine and the package in code, types and examples, and the engine's command
 * in generated bindings. Everything else is kept, so that both packages generate the same Terraform configuration.
 * @param {string} source
 */
function swapSource(source) {
  return source
    .replace(/(["'`])cdktf((?:-stripe-portal)?(?:\/[^"'`\n]*)?\1)/g, "$1cdktn$2")
    .replace(/\bcdktf(?= plan\b)/g, "cdktn");
}

/**
 * Converts a document: replaces the names of engine and package in every language. The project's address and lines about both
 * engines are kept.
 * @param {string} document
 */
function swapDocument(document) {
  const sections = document.split(/^(?=## )/m);
  return sections.map((section) => (/^## .*cdktn/.test(section) ? section : section.replace(/.+/g, swapLine))).join("");
}

/** Differences beyond the name: the engine in other languages, and compatible versions. */
const DIFFERENCES = [
  ["github.com/hashicorp/terraform-cdk-go/cdktf", "github.com/open-constructs/cdk-terrain-go/cdktn"],
  ["com.hashicorp.cdktf", "io.cdktn.cdktn"],
  ["com.hashicorp:cdktf", "io.cdktn:cdktn"],
  ["HashiCorp.Cdktf", "Io.Cdktn"],
  ["cdktf 0.21 with", "cdktf 0.24 or later with"],
  ["constructs 10.4.2 or later", "constructs 10.6 or later"],
  // cdktn 0.24 rejects later versions, which npm would install without a version.
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
 * The package.json of the cdktn package: the library's with other names and another engine.
 * @param {Record<string, any>} own
 * @param {Record<string, any>} engine the dependencies of the cdktn package
 */
function cdktnPackage(own, { peerDependencies, devDependencies }) {
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

module.exports = { swapDocument, swapSource, cdktnPackage };
