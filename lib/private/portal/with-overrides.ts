import { StripePortalConfigurationProps } from "../../portal-props";
import { PortalFeatures } from "../../features";
import { TrialUpdateBehavior } from "../../features/subscription-update";
import { PortalResource } from "../deployment/portal-resource";
import { PortalInput } from "./render-portal";
import { hasToken, isStruct, isToken, resolved } from "../terraform/tokens";
import { duplicates } from "./rule";
import { FITS, PROPS, REQUIRED, Shape } from "../validation/shape";
import { Violation } from "../errors";

/**
 * The portal with overrides and the values of lazy tokens. A value that an override gives another type is left out, since only
 * Stripe knows whether it is valid.
 */
export function withOverrides({ props, features: given }: PortalInput, resource: PortalResource): PortalInput {
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
    features: withoutDefaultTrial(features ?? {}, given),
    products: products.length > 0 ? products : undefined,
  };
}

/** Features without the default trial behavior, if neither the app nor an override sets it. */
function withoutDefaultTrial(features: PortalFeatures, given: PortalFeatures): PortalFeatures {
  const { subscriptionUpdate: update } = features;
  const isDefault =
    given.subscriptionUpdate?.trialUpdateBehavior === undefined &&
    update?.trialUpdateBehavior === TrialUpdateBehavior.END_TRIAL;
  return isDefault ? { ...features, subscriptionUpdate: { ...update, trialUpdateBehavior: undefined } } : features;
}

/** Values that an override repeats in a list: the engine appends an overridden list instead of replacing it. */
export function duplicatesInOverrides({ features }: PortalInput): Violation[] {
  const { customerUpdate, subscriptionCancel, subscriptionUpdate } = features;
  const reason = subscriptionCancel?.cancellationReason;
  const lists: [attribute: string, values: readonly unknown[] | undefined][] = [
    ["customer_update.allowed_updates", customerUpdate?.allowedUpdates],
    ["subscription_cancel.cancellation_reason.options", reason?.options],
    ["subscription_update.default_allowed_updates", subscriptionUpdate?.defaultAllowedUpdates],
  ];
  return lists.flatMap(([attribute, values]) =>
    duplicates(values).map((value) => ({
      property: `resource.addOverride("features.${attribute}")`,
      rule: "contains a duplicate, since an override of a list is appended to the list",
      got: value,
      fix: "override a single element instead, e.g. `...0`, or list only additional values",
    })),
  );
}

/** The part of a Terraform value that has the type of a property. */
function read(value: unknown, shape: Shape): unknown {
  if (typeof shape === "string") return FITS[shape](value) ? value : undefined;
  if ("list" in shape) {
    if (!Array.isArray(value)) return isToken(value) ? value : undefined;
    const known = value.map((item) => read(item, shape.list)).filter(isGiven);
    // If all items are tokens, the whole list counts as a token.
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

/** The Terraform attribute of a property. */
function attributeOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
