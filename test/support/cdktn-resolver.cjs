// Gives the library's tests the package for cdktn and its engine.
const path = require("node:path");

const root = path.resolve(__dirname, "../..");
const library = path.join(root, "lib") + path.sep;
const cdktn = path.join(root, "cdktn");
const ENGINE = /** @type {Record<string, string>} */ ({ cdktf: "cdktn", constructs: "constructs" });

/**
 * @param {string} request
 * @param {{ defaultResolver: (request: string, options: object) => string }} options
 */
module.exports = (request, options) => {
  if (request in ENGINE) return options.defaultResolver(ENGINE[request], { ...options, basedir: cdktn });
  const file = options.defaultResolver(request, options);
  return file.startsWith(library) ? path.join(cdktn, "lib", file.slice(library.length)) : file;
};
