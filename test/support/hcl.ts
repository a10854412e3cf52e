import { Json } from "./synth";

/**
 * Reads resources in Terraform's native syntax as their JSON. Supports only the syntax that cdktf writes.
 */
export function resourcesOf(hcl: string): Json {
  return new Reader(hcl).file();
}

/** The JSON value of an expression without functions or operators. */
export function valueOf(expression: string): Json {
  return new Reader(expression).expression();
}

class Reader {
  private at = 0;

  constructor(private readonly hcl: string) {}

  file(): Json {
    const resources: Json = {};
    while ((this.skipped(/\s*/y), this.at < this.hcl.length)) {
      const [kind, type, name] = this.skipped(/(\w+)(?: "([^"]*)")?(?: "([^"]*)")?\s*\{/y).slice(1);
      const body = this.body();
      if (kind === "resource") (resources[type] ??= {})[name] = body;
    }
    return resources;
  }

  private body(): Json {
    const body: Json = {};
    while ((this.skipped(/\s*/y), !this.found(/\}/y))) {
      const attribute = this.found(/(\w+)\s*=\s*/y);
      if (attribute) {
        body[attribute[1]] = this.expression();
        continue;
      }
      const [, name, label] = this.skipped(/(\w+)(?: "([^"]*)")?\s*\{/y);
      const inner = this.body();
      if (name === "lifecycle") body[name] = inner;
      else (body[name] ??= []).push(label === undefined ? inner : { [label]: inner });
    }
    return body;
  }

  expression(): Json {
    if (this.found(/\{\s*/y)) return this.object();
    if (this.found(/\[\s*/y)) return this.list();
    if (this.hcl[this.at] === '"') return this.template();
    const [word] = this.skipped(/[^\s,\]}]+/y);
    return /^(true|false|null|-?[\d.]+)$/.test(word) ? JSON.parse(word) : word;
  }

  private object(): Json {
    const object: Json = {};
    while (!this.found(/\s*\}/y)) {
      this.skipped(/\s*/y);
      const computed = this.found(/\((.*?)\) = /y);
      const key = computed
        ? `\${${computed[1]}}`
        : this.hcl[this.at] === '"'
          ? this.template()
          : this.skipped(/\w+/y)[0];
      this.found(/\s*=\s*/y);
      object[key] = this.expression();
    }
    return object;
  }

  private list(): Json[] {
    const list: Json[] = [];
    while (!this.found(/\s*\]/y)) {
      list.push(this.expression());
      this.found(/\s*,\s*/y);
    }
    return list;
  }

  /** Unescapes a quoted template. Keeps `${...}`. */
  private template(): string {
    this.skipped(/"/y);
    let text = "";
    while (!this.found(/"/y)) {
      const escape = this.found(/\\(u[0-9a-f]{4}|.)/y);
      if (escape) text += JSON.parse(`"${escape[0]}"`);
      else text += this.found(/\$\$\{|%%\{/y)?.[0] ?? this.interpolation() ?? this.skipped(/[^]/y)[0];
    }
    return text;
  }

  private interpolation(): string | undefined {
    if (!this.found(/\$\{/y)) return undefined;
    let text = "${";
    for (let depth = 1; depth > 0;) {
      const [part] = this.found(/"(\\.|[^"\\])*"/y) ?? this.skipped(/[^]/y);
      if (part === "{") depth += 1;
      if (part === "}") depth -= 1;
      text += part;
    }
    return text;
  }

  private found(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.hcl);
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  private skipped(pattern: RegExp): RegExpExecArray {
    const match = this.found(pattern);
    if (!match) throw new Error(`unexpected: ${this.hcl.slice(this.at, this.at + 40)}`);
    return match;
  }
}
