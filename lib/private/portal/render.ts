import * as cdktf from "cdktf";
import { orDefault, orTrue } from "../terraform/expressions";
import { copyOf, isKnownList, isMapToken, isStruct, setOwn } from "../terraform/tokens";
import { PORTAL } from "./portal";
import { Portal } from "./rule";
import { Body } from "../terraform/overrides";
import { Row, Struct } from "./schema";

/** Renders the portal as Stripe's parameters. All of them are set, so that missing features are turned off in Stripe. */
export function renderPortal(portal: Portal): Body {
  return renderStruct(PORTAL, portal);
}

/** Stripe's `enabled` of a feature. */
export function enabled(feature: { readonly enabled?: unknown } | undefined): unknown {
  return feature === undefined ? false : orTrue(feature.enabled);
}

/** Escapes `%{`, which starts a directive in both Terraform's JSON and HCL. */
export function literalString(value: string): string {
  const string = cdktf.Token.asString(value);
  return string.includes("%{") ? string.replace(/(?<!%)%\{/g, "%%{") : string;
}

/** @param isPresent false if the object that contains the property is left out */
function render(row: Row, value: any, isPresent: boolean): unknown {
  switch (row.kind) {
    case "struct":
      return renderStruct(row, value);
    case "list":
      // A list that Stripe has no parameter for is left out if it is empty.
      if (row.isOwn && !value?.length) return undefined;
      return (value ?? row.default ?? []).map((item: object) => renderStruct(row.item, item));
    case "toggle":
      return isPresent ? orTrue(value) : false;
    case "string":
    case "url":
      return value === undefined || value === "" ? "" : literalString(value);
    case "id":
      return literalString(value);
    case "ids":
      return isKnownList(value) ? (value as string[]).map(literalString) : (value ?? []);
    case "choices":
      return value ?? [];
    case "choice":
      return row.default === undefined ? value : orDefault(value, row.default);
    case "number":
      return value ?? row.default;
    case "map":
      return renderMap(value);
    default:
      return value;
  }
}

function renderStruct(struct: Struct, value: any): Body {
  const isPresent = value !== undefined;
  const body: Body = {};
  for (const { property, attribute, row } of struct.fields) {
    const rendered = render(row, value?.[property], isPresent);
    if (rendered !== undefined) body[attribute] = rendered;
  }
  return struct.render === undefined ? body : struct.render(body);
}

function renderMap(values: { [key: string]: string } = {}): Body {
  if (isMapToken(values)) return values;
  const body: Body = {};
  for (const key of Object.keys(values)) {
    const value = values[key];
    if (value !== "" && value !== undefined) setOwn(body, literalString(key), literalString(value));
  }
  return body;
}

/** A portal without features, strings and metadata. */
let empty: Body | undefined;

/** The portal with defaults for parameters that an override removes or sets to null: left out means off. */
export function withDefaults(portal: Body): Body {
  empty ??= renderPortal({ features: {} });
  return complete(portal, empty, PORTAL);
}

function complete(given: Body, defaults: Body, struct: Struct): Body {
  const entries = Object.entries(defaults).map(([attribute, fallback]) => {
    const value = given[attribute] ?? undefined;
    if (value === undefined) return [attribute, copyOf(fallback)];
    const row = struct.byAttribute.get(attribute)?.row;
    if (row?.kind === "struct" && isStruct(value)) return [attribute, complete(value, fallback as Body, row)];
    if (row?.kind === "list" && Array.isArray(value))
      return [attribute, value.map((item) => completeItem(item, row.item))];
    return [attribute, value];
  });
  return { ...given, ...completeLists(given, defaults, struct), ...Object.fromEntries(entries) };
}

/** The lists that have no default, with complete items. */
function completeLists(given: Body, defaults: Body, { fields }: Struct): Body {
  const lists = fields.flatMap(({ attribute, row }) => {
    const items = given[attribute];
    if (row.kind !== "list" || attribute in defaults || !Array.isArray(items)) return [];
    return [[attribute, items.map((item) => completeItem(item, row.item))]];
  });
  return Object.fromEntries(lists);
}

/** An item that an override has added to a list, with defaults: Stripe lets customers choose any quantity of a product without one. */
function completeItem(item: unknown, { fields }: Struct): unknown {
  if (!isStruct(item)) return item;
  const missing = fields
    .filter(({ attribute, row }) => !row.required && (item[attribute] ?? undefined) === undefined)
    .map(({ attribute, row }) => [attribute, render(row, undefined, true)]);
  return missing.length === 0 ? item : { ...item, ...Object.fromEntries(missing) };
}
