import { ApplyVia } from "../../apply-via";
import { namesOfUnset, nullIfEmpty, setItems, setValues } from "../terraform/expressions";
import { hasToken, isStruct } from "../terraform/tokens";
import { PORTAL } from "./portal";
import { Body } from "../terraform/overrides";
import { Field, isUnset, placesIn, Row, Struct, valueAt } from "./schema";

/** The names of the attributes that provider 0.3.0 supports. */
export const PROVIDER_ATTRIBUTES: { readonly [attribute: string]: Row } = Object.fromEntries(
  PORTAL.fields
    .filter(isSupported)
    .map(({ attribute, row }): [string, Row] => [attribute, row])
    .sort(([one], [other]) => (one < other ? -1 : 1)),
);

/** The strings that the provider supports, but cannot clear. */
const STRINGS = placesIn(PORTAL)
  .filter(({ row, fields }) => (row.kind === "string" || row.kind === "url") && fields.every(isSupported))
  .sort((one, other) => (one.attribute < other.attribute ? -1 : 1));

/** The names of the attributes that the step manages. The provider's resource manages the others. */
export function attributesOfStep(portal: Body, applyVia: ApplyVia): string[] {
  if (applyVia === ApplyVia.PROVIDER) return [];
  if (applyVia === ApplyVia.STEP) return Object.keys(portal);
  const { features, login_page: loginPage } = portal as { features?: Body; login_page?: unknown };
  const isLeft = (name: string) =>
    isUnsupported(portal[name], PORTAL.byAttribute.get(name)) ||
    (name === "features" && isOn(features?.subscription_update)) ||
    // The provider fails if the login page of an existing portal is turned on.
    (name === "login_page" && isOn(loginPage));
  // Sent together, so that a change that activates a portal and disables features never activates the old features.
  return Object.keys(portal).filter((name) => isLeft(name === "active" ? "features" : name));
}

/** The paths of used parameters that the provider does not support. */
export function unsupportedPaths(portal: Body, { byAttribute }: Struct = PORTAL): string[] {
  return Object.entries(portal).flatMap(([name, value]) => {
    const field = byAttribute.get(name);
    if (!isUnsupported(value, field)) return [];
    if (field === undefined || !isSupported(field) || field.row.kind !== "struct") return [name];
    return unsupportedPaths(value as Body, field.row).map((path) => `${name}.${path}`);
  });
}

/** Returns true if a value uses a parameter that the provider does not support. */
function isUnsupported(value: unknown, field: Field | undefined): boolean {
  if (field === undefined) return !isUnset(value);
  const { row } = field;
  if (!isSupported(field)) return !isUnset(value) && !isDefault(row, value);
  if (row.kind !== "struct" || !isStruct(value)) return false;
  for (const name of Object.keys(value)) {
    if (isUnsupported(value[name], row.byAttribute.get(name))) return true;
  }
  return false;
}

/** The portal for the provider, which fails on empty strings and does not support newer parameters. */
export function nativePortal(portal: Body): Body {
  return nativeStruct(portal, PORTAL) ?? {};
}

/** The portal with plan switching off, because the provider fails on the required products. */
export function withoutPlanSwitching(portal: Body): Body {
  const { features } = portal as { features?: Body };
  if (!isStruct(features) || !isOn(features.subscription_update)) return portal;
  return { ...portal, features: { ...features, subscription_update: { enabled: false } } };
}

/** The paths of the portal's strings that are not set: the provider cannot clear a string. */
export function unsetStrings(portal: Body): unknown {
  const strings: [string, unknown][] = [];
  for (const place of STRINGS) {
    const value = valueAt(portal, place, "attribute");
    if (value !== undefined) strings.push([place.attribute, value]);
  }
  return namesOfUnset(strings);
}

/** The booleans of a portal that are tokens, each with its property. */
export function booleanTokens(portal: Body): [property: string, value: unknown][] {
  const found: [string, unknown][] = [];
  addBooleanTokens(found, portal, PORTAL, "");
  return found;
}

function addBooleanTokens(found: [string, unknown][], value: unknown, { fields }: Struct, path: string): void {
  if (!isStruct(value)) return;
  for (const { property, attribute, row } of fields) {
    const inner = value[attribute];
    if (row.kind === "toggle") {
      if (hasToken(inner)) found.push([path + property, inner]);
    } else if (row.kind === "struct") {
      addBooleanTokens(found, inner, row, `${path}${property}.`);
    } else if (row.kind === "list" && Array.isArray(inner)) {
      inner.forEach((item, index) => addBooleanTokens(found, item, row.item, `${path}${property}[${index}].`));
    }
  }
}

function isDefault(row: Row, value: unknown): boolean {
  return "default" in row && row.default === value;
}

function isSupported({ row }: Field): boolean {
  return !row.stepOnly;
}

function native(value: unknown, row: Row): unknown {
  switch (row.kind) {
    case "string":
    case "url":
      return nullIfEmpty(value);
    case "ids":
    case "choices":
      return setItems(value);
    case "map":
      return setValues(value);
    case "struct":
      return isStruct(value) ? nativeStruct(value, row) : value;
    default:
      return value;
  }
}

function nativeStruct(given: Body, { byAttribute, native: change }: Struct): Body | undefined {
  let sent: Body | undefined;
  const changed = change === undefined ? given : change(given);
  for (const name of Object.keys(changed)) {
    const field = byAttribute.get(name);
    const inner = field !== undefined && isSupported(field) ? native(changed[name], field.row) : undefined;
    if (inner !== undefined) (sent ??= {})[name] = inner;
  }
  return sent;
}

/** Returns true if a feature or the login page may be on. */
function isOn(feature: unknown): boolean {
  return feature !== undefined && (feature as Body | null)?.enabled !== false;
}
