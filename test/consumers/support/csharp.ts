import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** The types in generated C# code, with the names that they declare or inherit. */
export class GeneratedCode {
  private readonly sources = new Map<string, string>();

  /** Reads a generated project: a folder for each namespace, a file for each type. */
  add(project: string, namespace: string): void {
    const root = path.join(project, ...namespace.split("."));
    const folder = existsSync(root) ? root : path.join(project, namespace);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.name.endsWith(".cs")) continue;
      const source = readFileSync(path.join(entry.parentPath, entry.name), "utf8");
      const [, declared] = /^namespace ([\w.]+)/m.exec(source) ?? [];
      this.sources.set(`${declared}.${path.basename(entry.name, ".cs")}`, source);
    }
  }

  /** The undeclared namespaces, types, properties, methods and enum members in a source. */
  undeclaredIn(source: string): string[] {
    const usings = [...source.matchAll(/^using ([\w.]+);/gm)].map(([, namespace]) => namespace);
    const unknown = usings.filter(
      (namespace) => ![...this.sources.keys()].some((type) => type.startsWith(`${namespace}.`)),
    );
    const code = source.replace(/^using .*/gm, "").replace(/"[^"]*"|\/\/.*/g, "");
    const variables = new Map([...code.matchAll(/\bvar (\w+) = new (\w+)/g)].map(([, name, type]) => [name, type]));

    const types = [...code.matchAll(/\bnew (\w+)/g)].map(([, type]) => type);
    const used = [
      ...initialised(code),
      ...[...code.matchAll(/\b(\w+)\.(\w+)/g)].map(([, on, member]) => [variables.get(on) ?? on, member]),
    ];
    return [
      ...unknown,
      ...types.filter((type) => this.fullName(type, usings) === undefined),
      ...used
        .filter(([type, member]) => !this.declares(this.fullName(type, usings), member))
        .map((names) => names.join(".")),
    ];
  }

  private fullName(type: string, usings: string[]): string | undefined {
    return usings.map((namespace) => `${namespace}.${type}`).find((name) => this.sources.has(name));
  }

  private declares(type: string | undefined, member: string): boolean {
    const source = type && this.sources.get(type);
    if (!source) return false;
    if (new RegExp(`^\\s+(public .*\\b)?${member}(\\(.*|,)?$`, "m").test(source)) return true;
    const [, base] = /^ +public class \w+ : ([\w.]+)/m.exec(source) ?? [];
    return this.declares(base, member);
  }
}

/** The properties in `new Type { Property = ... }`, each with its type. */
function initialised(code: string): string[][] {
  const found: string[][] = [];
  const open: (string | undefined)[] = [];
  let created: string | undefined;
  for (const [token, name, , property] of code.matchAll(/\bnew (\w+)|(\{)|\b(\w+) = |\}/g)) {
    if (name) created = name;
    else if (token === "}") open.pop();
    else if (token === "{") open.push(created);
    else if (open.length > 0) found.push([open[open.length - 1] ?? "", property]);
    if (!name) created = undefined;
  }
  return found;
}
