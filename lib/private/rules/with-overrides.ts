import { StripePortalConfigurationProps } from "../../portal-configuration-props";
import { PortalResource } from "../portal-resource";
import { PortalInput } from "../render-portal";
import { hasToken, isStruct, isToken, resolved } from "../tokens";
import { FITS, PROPS, REQUIRED, Shape } from "./shape";

/**
 * The portal as its resource has it: overrides are in, and what is lazy is produced. A value that an override gives another
 * shape is left out, since only Stripe can judge it.
 */
export function withOverrides({ props }: PortalInput, resource: PortalResource): PortalInput {
  const produced = (value: unknown) => (hasToken(value) ? resolved(resource, value) : value);
  const { attributes, meta } = resource.overridden();
  const { name, active, defaultReturnUrl, businessProfile, loginPage, metadata, features } = read(
    produced(attributes),
    PROPS,
  ) as StripePortalConfigurationProps;
  const products = features?.subscriptionUpdate?.products ?? [];
  const lifecycle = { ...props.lifecycle, ignoreChanges: [...resource.ignoredChanges(meta)] };
  return {
    props: { ...props, name, active, defaultReturnUrl, businessProfile, loginPage, metadata, lifecycle },
    features: features ?? {},
    products: products.length > 0 ? products : undefined,
  };
}

/** What fits the shape of a property, from Terraform's body. */
function read(value: unknown, shape: Shape): unknown {
  if (typeof shape === "string") return FITS[shape](value) ? value : undefined;
  if ("list" in shape) {
    if (!Array.isArray(value)) return isToken(value) ? value : undefined;
    const known = value.map((item) => read(item, shape.list)).filter(isGiven);
    // Where there is nothing but tokens, the list is one.
    return known.length > 0 ? known : (value.find(isToken) ?? []);
  }
  if (!isStruct(value)) return undefined;
  const entries = Object.entries(shape.struct)
    .map(([name, inner]) => [name, read(value[attributeOf(name)], inner)] as const)
    .filter(([, inner]) => isGiven(inner));
  const struct = Object.fromEntries(entries);
  return (REQUIRED.get(shape) ?? []).every((name) => name in struct) ? struct : undefined;
}

function isGiven(value: unknown): boolean {
  return value !== undefined;
}

/** Terraform's name of a property. */
function attributeOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
