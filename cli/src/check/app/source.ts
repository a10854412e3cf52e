import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The facts about a portal that only its source contains. */
export interface PortalSource {
  /** The path of the construct. */
  readonly path?: string;
  /** Terraform's `ignore_changes`. */
  readonly ignored: readonly string[];
}

const PORTAL = "stripe_billing_portal_configuration";

/** Reads the portals in the source of a synthesized stack, JSON or HCL, by the name of their resource. */
export function readSources(folder: string): (name: string) => PortalSource {
  const json = join(folder, "cdk.tf.json");
  if (existsSync(json)) return jsonSources(JSON.parse(readFileSync(json, "utf8")));
  const hcl = join(folder, "cdk.tf");
  return existsSync(hcl) ? hclSources(readFileSync(hcl, "utf8")) : () => ({ ignored: [] });
}

interface JsonStack {
  readonly resource?: {
    readonly [PORTAL]?: {
      readonly [name: string]: {
        readonly "//"?: { readonly metadata?: { readonly path?: string } };
        readonly lifecycle?: { readonly ignore_changes?: string | readonly string[] };
      };
    };
  };
}

function jsonSources({ resource }: JsonStack): (name: string) => PortalSource {
  return (name) => {
    const { "//": comment, lifecycle } = resource?.[PORTAL]?.[name] ?? {};
    return {
      path: comment?.metadata?.path?.replace(/\/Resource$/, ""),
      ignored: [lifecycle?.ignore_changes ?? []].flat(),
    };
  };
}

/** The library writes HCL without indentation, one argument in a line, and a block ends with a line `}`. */
function hclSources(text: string): (name: string) => PortalSource {
  const blocks = text.split(/^(?=resource ")/m);
  return (name) => {
    const own = blocks.find((block) => block.startsWith(`resource "${PORTAL}" "${name}" `)) ?? "";
    const step = blocks.find((block) => block.includes(`STRIPE_PORTAL_CONFIGURATION = "\${${PORTAL}.${name}.id}"`));
    const [, list = "", all] = /^\s*ignore_changes = (?:\[([^\]]*)\]|(all))$/m.exec(own) ?? [];
    return {
      path: /STRIPE_PORTAL_PATH = "([^"]+)"/.exec(step ?? "")?.[1],
      ignored:
        all === undefined
          ? list
              .split(",")
              .map((item) => item.trim())
              .filter(Boolean)
          : [all],
    };
  };
}
