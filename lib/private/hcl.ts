/**
 * Terraform's JSON syntax said again in its native syntax: both then mean the same, quotes beside tokens included, which
 * cdktf's own HCL renderer does not achieve for nested attributes.
 */

/** What cdktf's HCL renderer prints as it stands: it takes the text from an array of one. */
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

/** The body of a resource for cdktf's HCL renderer, from its resolved JSON. */
export function hclBody(json: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(json)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, (META_ARGUMENTS[name] ?? attribute)(value as never)]),
  );
}

/** A value as a native expression. */
export function hclExpression(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return hclTemplate(value);
  if (Array.isArray(value)) return `[${value.map(hclExpression).join(", ")}]`;
  if (typeof value !== "object") return String(value);
  const members = Object.entries(value).map(([name, inner]) => `${objectKey(name)} = ${hclExpression(inner)}`);
  return `{\n${members.join("\n")}\n}`;
}

/** A template of the JSON syntax as a quoted template: its literal parts escaped, `${...}` left alone. */
export function hclTemplate(template: string): string {
  let text = "";
  for (let at = 0; at < template.length;) {
    const escape = ["$${", "%%{"].find((mark) => template.startsWith(mark, at));
    if (escape !== undefined) {
      text += escape;
      at += escape.length;
    } else if (opensTemplate(template, at)) {
      const end = templateEnd(template, at + 2);
      text += template.slice(at, end);
      at = end;
    } else {
      text += literal(template[at]);
      at += 1;
    }
  }
  return `"${text}"`;
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

function rawHcl(text: string): RawHcl {
  return { value: [text], type: "reference" };
}

/** Addresses, which the native syntax wants without quotes and braces. */
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

function opensTemplate(text: string, at: number): boolean {
  return (text[at] === "$" || text[at] === "%") && text[at + 1] === "{";
}

/** The index behind the brace that ends an interpolation whose inside begins at `start`; strings inside are skipped. */
export function templateEnd(text: string, start: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === "\\") at += 1;
      else if (character === '"') quoted = false;
      else if (opensTemplate(text, at) && text[at - 1] !== text[at]) at = templateEnd(text, at + 2) - 1;
    } else if (character === '"') quoted = true;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}
