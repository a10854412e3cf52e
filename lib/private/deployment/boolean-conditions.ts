import { notNull } from "../terraform/expressions";
import { Body } from "./lean-resource";
import { Deferred, escapeTemplate, hasToken, isStruct } from "../terraform/tokens";

/**
 * Preconditions that also fail the plan if a boolean of the portal is null. Otherwise the provider would fail after it has created the
 * portal, and a quantity without `enabled` would become adjustable.
 */
export function withBooleanConditions(preconditions: Body[] | undefined, path: string, portal: Body): unknown {
  const tokens = booleansOf(portal).filter(([, value]) => hasToken(value));
  if (tokens.length === 0) return preconditions;
  return new Deferred((context) => {
    const conditions = tokens.flatMap(([property, value]) => {
      const condition = notNull(context.resolve(value as never));
      return condition === undefined ? [] : [{ condition, error_message: errorMessage(path, property) }];
    });
    const all = [...(preconditions ?? []), ...conditions];
    return all.length > 0 ? all : undefined;
  });
}

function errorMessage(path: string, property: string): string {
  return `${escapeTemplate(path)}: \`${property}\` must be true or false, but is null. Nothing was sent for this portal. Set the variable or expression that provides it.`;
}

function booleansOf(value: unknown, property = ""): [property: string, value: unknown][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => booleansOf(item, `${property}[${index}]`));
  if (!isStruct(value) || property === "metadata") return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = property === "" ? propertyOf(name) : `${property}.${propertyOf(name)}`;
    return name === "enabled" || at === "active" ? [[at, inner]] : booleansOf(inner, at);
  });
}

/** The name of the property for an attribute. */
function propertyOf(attribute: string): string {
  return attribute.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
