/**
 * Converts Terraform's JSON syntax to its native syntax. cdktf's own HCL renderer does not escape the strings of nested
 * attributes correctly.
 */

const LITERAL_ESCAPES: { readonly [character: string]: string } = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** A string with a character that needs an escape or may start a template. */
const SPECIAL = /["\\$%]|[^ -\uffff]/;

/** Terraform's arguments that are no ordinary attributes. They refer to addresses without quotes and braces, or are blocks. */
const META_ARGUMENTS: { readonly [name: string]: (value: never, name: string) => string } = {
  depends_on: addressList,
  ignore_changes: addressList,
  replace_triggered_by: addressList,
  provider: addressList,
  connection: blockOf,
  lifecycle: blockOf,
  precondition: blockOf,
  postcondition: blockOf,
  provisioner: (provisioners: object[]) =>
    provisioners
      .flatMap((provisioner) => Object.entries(provisioner))
      .map(([type, body]) => hclBlock(`provisioner "${type}"`, body as object))
      .join("\n"),
};

/** Converts the resolved JSON of a block. */
export function hclBlock(header: string, json: object): string {
  const lines = Object.entries(json)
    .filter(([name, value]) => name !== "//" && value !== undefined)
    .map(([name, value]) => META_ARGUMENTS[name]?.(value as never, name) ?? `${name} = ${hclExpression(value)}`);
  return `${header} {\n${lines.join("\n")}\n}`;
}

/** Converts a value to a native expression. */
export function hclExpression(value: unknown): string {
  if (typeof value !== "object") return value === undefined ? "null" : hclScalar(value);
  const parts: string[] = [];
  addExpression(parts, value);
  return parts.join("");
}

/** Adds the parts of an expression to a list, because joining many strings one by one is slow. */
function addExpression(parts: string[], value: unknown): void {
  if (typeof value !== "object") {
    parts.push(hclScalar(value));
  } else if (value === null) {
    parts.push("null");
  } else if (Array.isArray(value)) {
    let separator = "[";
    for (const item of value) {
      if (item === undefined) continue;
      parts.push(separator);
      addExpression(parts, item);
      separator = ", ";
    }
    parts.push(separator === "[" ? "[]" : "]");
  } else {
    let separator = "{\n";
    for (const name of Object.keys(value)) {
      const inner = (value as Record<string, unknown>)[name];
      if (inner === undefined) continue;
      parts.push(separator, objectKey(name), " = ");
      addExpression(parts, inner);
      separator = "\n";
    }
    parts.push(separator === "\n" ? "\n}" : "{\n\n}");
  }
}

function hclScalar(value: unknown): string {
  return typeof value === "string" ? hclTemplate(value) : String(value);
}

/** Converts a template of the JSON syntax to a quoted template: escapes its literal parts and keeps `${...}`. */
export function hclTemplate(template: string): string {
  if (!SPECIAL.test(template)) return `"${template}"`;
  let quoted = "";
  for (let at = 0; at < template.length;) {
    const escape = ["$${", "%%{"].find((mark) => template.startsWith(mark, at));
    if (escape !== undefined) {
      quoted += escape;
      at += escape.length;
    } else if (opensTemplate(template, at)) {
      const end = templateEnd(template, at + 2);
      quoted += template.slice(at, end);
      at = end;
    } else {
      quoted += literal(template[at]);
      at += 1;
    }
  }
  return `"${quoted}"`;
}

function addressList(value: string | string[], name: string): string {
  const addresses = [value].flat().map((address) => address.replace(/^\$\{(.*)\}$/s, "$1"));
  return `${name} = ${Array.isArray(value) ? `[${addresses.join(", ")}]` : addresses[0]}`;
}

function blockOf(value: object | object[], name: string): string {
  return [value]
    .flat()
    .map((body) => hclBlock(name, body))
    .join("\n");
}

function objectKey(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name !== "for") return name;
  const expression = /^\$\{(.*)\}$/s.exec(name);
  return expression !== null && templateEnd(name, 2) === name.length ? `(${expression[1]})` : hclTemplate(name);
}

function literal(character: string): string {
  const escape = LITERAL_ESCAPES[character];
  if (escape !== undefined) return escape;
  return character < " " ? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}` : character;
}

function opensTemplate(template: string, at: number): boolean {
  return (template[at] === "$" || template[at] === "%") && template[at + 1] === "{";
}

/** The index after the closing brace of an interpolation whose content begins at `start`. Skips strings inside. */
export function templateEnd(template: string, start: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = start; at < template.length; at++) {
    const character = template[at];
    if (quoted) {
      if (character === "\\") at += 1;
      else if (character === '"') quoted = false;
      else if (opensTemplate(template, at) && template[at - 1] !== template[at]) at = templateEnd(template, at + 2) - 1;
    } else if (character === '"') quoted = true;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return template.length;
}
