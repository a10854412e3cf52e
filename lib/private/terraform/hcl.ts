/**
 * Converts Terraform's JSON syntax to its native syntax. cdktf's own HCL renderer does not escape the strings of nested
 * attributes correctly.
 */

/** An expression that cdktf's HCL renderer prints unchanged. It reads the expression from an array with one item. */
interface RawHcl {
  readonly value: [string];
  readonly type: "reference";
}

const LITERAL_ESCAPES: { readonly [character: string]: string } = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Converts the resolved JSON of a resource for cdktf's HCL renderer. */
export function hclBody(json: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(json)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, (META_ARGUMENTS[name] ?? attribute)(value as never)]),
  );
}

/** Converts a value to a native expression. */
export function hclExpression(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return hclTemplate(value);
  if (Array.isArray(value)) return `[${value.map(hclExpression).join(", ")}]`;
  if (typeof value !== "object") return String(value);
  const members = Object.entries(value).map(([name, inner]) => `${objectKey(name)} = ${hclExpression(inner)}`);
  return `{\n${members.join("\n")}\n}`;
}

/** Converts a template of the JSON syntax to a quoted template: escapes its literal parts and keeps `${...}`. */
export function hclTemplate(template: string): string {
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

const META_ARGUMENTS: { readonly [name: string]: (value: never) => unknown } = {
  "//": (value: unknown) => value,
  depends_on: (addresses: string[]) => rawHcl(list(addresses)),
  provider: (address: string) => rawHcl(address),
  lifecycle: (lifecycle: Record<string, unknown>) => ({
    isBlock: true,
    value: Object.fromEntries(Object.entries(lifecycle).map(([name, value]) => [name, lifecycleArgument(name, value)])),
  }),
  provisioner: (provisioners: Record<string, Record<string, unknown>>[]) =>
    provisioners.map((provisioner) =>
      Object.fromEntries(Object.entries(provisioner).map(([type, body]) => [type, attributes(body)])),
    ),
};

function lifecycleArgument(name: string, value: unknown): unknown {
  switch (name) {
    case "precondition":
    case "postcondition":
      return { isBlock: true, type: "list", value: [value].flat().map((it) => attributes(it as object)) };
    case "ignore_changes":
    case "replace_triggered_by":
      return rawHcl(Array.isArray(value) ? list(value as string[]) : String(value));
    default:
      return attribute(value);
  }
}

function attributes(body: object): Record<string, RawHcl> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, attribute(value)]));
}

function attribute(value: unknown): RawHcl {
  return rawHcl(hclExpression(value));
}

function rawHcl(expression: string): RawHcl {
  return { value: [expression], type: "reference" };
}

/** A list of addresses, which have no quotes and braces in the native syntax. */
function list(addresses: string[]): string {
  return `[${addresses.map((address) => address.replace(/^\$\{(.*)\}$/s, "$1")).join(", ")}]`;
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
