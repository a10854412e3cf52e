import { PortalFeatures } from "../../features";
import { TrialUpdateBehavior } from "../../features/subscription-update";
import { Violation } from "../errors";
import { isStruct, isToken } from "../terraform/tokens";
import { PORTAL } from "./portal";
import { duplicates, isEmpty, Portal } from "./rule";
import { Body } from "../terraform/overrides";
import { hasType, placesIn, Row, Struct, valueAt } from "./schema";

const CHOICES = placesIn(PORTAL).filter(({ row }) => row.kind === "choices");

/**
 * The properties that a portal has after overrides. A value that an override gives another type is left out, since only Stripe
 * knows whether it is valid.
 */
export function readBack(portal: Portal, attributes: Body): Portal {
  const values = PORTAL.fields.map(({ property, attribute, row }) => [property, read(attributes[attribute], row)]);
  const { features = {}, ...others } = Object.fromEntries(values) as Partial<Portal>;
  return { ...portal, ...others, features: withoutDefaults(features, portal.features) };
}

/** Features without the rendered defaults that rules and warnings distinguish from values of the app. */
function withoutDefaults(features: PortalFeatures, given: PortalFeatures): PortalFeatures {
  const { subscriptionUpdate: update } = features;
  if (update === undefined) return features;
  const { products, trialUpdateBehavior: trial } = update;
  const isDefault =
    given.subscriptionUpdate?.trialUpdateBehavior === undefined && trial === TrialUpdateBehavior.END_TRIAL;
  const subscriptionUpdate = {
    ...update,
    products: isEmpty(products) ? undefined : products,
    trialUpdateBehavior: isDefault ? undefined : trial,
  };
  return { ...features, subscriptionUpdate };
}

/** Values that an override repeats in a list: the engine appends an overridden list instead of replacing it. */
export function duplicatesInOverrides(portal: Portal): Violation[] {
  return CHOICES.flatMap((place) =>
    duplicates(valueAt(portal, place, "property") as readonly unknown[] | undefined).map((value) => ({
      property: `resource.addOverride("${place.attribute}")`,
      rule: "contains a duplicate, since an override of a list is appended to the list",
      got: value,
      fix: "override a single element instead, e.g. `...0`, or list only additional values",
    })),
  );
}

/** The part of a Terraform value that has the type of a property. */
function read(value: unknown, row: Row): unknown {
  if (row.kind === "struct") return readStruct(value, row);
  if (row.kind !== "list") return hasType(row, value) ? value : undefined;
  if (!Array.isArray(value)) return isToken(value) ? value : undefined;
  const known = value.map((item) => readStruct(item, row.item)).filter((item) => item !== undefined);
  // If all items are tokens, the whole list counts as a token.
  return known.length > 0 ? known : (value.find(isToken) ?? []);
}

function readStruct(value: unknown, { fields, requiredFields }: Struct): Body | undefined {
  if (!isStruct(value)) return undefined;
  const known: Body = {};
  for (const { property, attribute, row } of fields) {
    const inner = read(value[attribute], row);
    if (inner !== undefined) known[property] = inner;
  }
  return requiredFields.every(({ property }) => property in known) ? known : undefined;
}
