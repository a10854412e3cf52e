// Writes schema/portal-parameters.json from the library's rows, for tools that read or compare portals in other languages. The CLI has a
// copy, because it is a package of its own that never imports the library.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { format, resolveConfig } from "prettier";

const { PORTAL } = createRequire(import.meta.url)("../lib/private/portal/portal.js");
const file = new URL("../schema/portal-parameters.json", import.meta.url);
const copy = new URL("../cli/src/check/portal/parameters.json", import.meta.url);

/** The type, values and limits of a row, by kind. */
const FACTS = {
  string: ({ max }) => ({ type: "string", maxLength: max }),
  url: ({ max }) => ({ type: "url", maxLength: max }),
  id: ({ max }) => ({ type: "id", minLength: 1, maxLength: max }),
  ids: ({ max }) => ({ type: "list of ids", minLength: 1, maxLength: max }),
  choice: ({ values }) => ({ type: "enum", values }),
  choices: ({ values }) => ({ type: "list of enums", values }),
  number: ({ min, max }) => ({ type: "integer", minimum: min, maximum: max }),
  toggle: () => ({ type: "boolean", default: true }),
  map: ({ maxKeys, maxKey, maxValue }) => ({
    type: "map of strings",
    maxKeys,
    maxKeyLength: maxKey,
    maxValueLength: maxValue,
  }),
  struct: () => ({ type: "object" }),
  list: ({ max }) => ({ type: "list of objects", maxItems: max }),
};

/** All parameters in an object, in the order in which they are rendered. */
function parametersIn(struct, outer = { name: "", property: "", provider: true }) {
  return struct.fields.flatMap(({ property, attribute, row }) => {
    const parameter = {
      name: `${outer.name}${attribute}`,
      property: `${outer.property}${property}`,
      required: row.required,
      default: row.default,
      ...FACTS[row.kind](row),
      since: row.since ?? outer.since,
      provider: outer.provider && !row.stepOnly,
      // The step computes a parameter of Stripe from it.
      own: row.isOwn ?? outer.own,
    };
    const separator = row.kind === "list" ? "[]." : ".";
    const inner = row.kind === "list" ? row.item : row;
    const within = {
      ...parameter,
      name: `${parameter.name}${separator}`,
      property: `${parameter.property}${separator}`,
    };
    return [parameter, ...(inner.kind === "struct" ? parametersIn(inner, within) : [])];
  });
}

const json = await format(JSON.stringify(parametersIn(PORTAL)), { ...(await resolveConfig(file)), parser: "json" });
// An unchanged file keeps its time, so that the library does not seem out of date.
if (!existsSync(file) || readFileSync(file, "utf8") !== json) writeFileSync(file, json);
writeFileSync(copy, json);
