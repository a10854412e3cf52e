import { PortalMode } from "../../portal-props";
import { booleanTokens } from "../portal/native";
import { notNull } from "../terraform/expressions";
import { hclTemplate } from "../terraform/hcl";
import { Body } from "../terraform/overrides";
import { Deferred, escapeTemplate } from "../terraform/tokens";

/** The portal that a condition belongs to, for its errors. */
export interface ConditionOwner {
  /** The path of the construct. */
  readonly path: string;
  /** The Terraform address of the portal's resource. */
  readonly address: string;
}

/** Preconditions that fail the plan if the app's API key is empty or belongs to the other mode. */
export function keyConditions({ path }: ConditionOwner, mode: PortalMode, apiKey: unknown): Body[] {
  const ofKey = (condition: (key: string) => string, error: string): Body => ({
    condition: new Deferred((context) => `\${${condition(hclTemplate(String(context.resolve(apiKey as never))))}}`),
    error_message: `${escapeTemplate(path)} expects Stripe's ${mode} mode, but the provider's key ${error}`,
  });
  return [
    ofKey(
      (key) => `${key} != null && ${key} != ""`,
      `is empty, so the provider would use STRIPE_API_KEY. Nothing was sent for this portal. Set the variable that holds the key, or leave \`apiKey\` out of the StripeProvider.`,
    ),
    ofKey(
      // `can` accepts a null key, which the condition above reports.
      (key) => `!can(regex("^(sk|rk)_${other(mode)}_", ${key}))`,
      `is a ${other(mode)} mode key. Nothing was sent for this portal. Use a ${mode} mode key, or change expectedMode.`,
    ),
  ];
}

/** A postcondition that fails the apply if the configuration is in the other mode. Some keys do not show their mode. */
export function modeCondition({ path, address }: ConditionOwner, mode: PortalMode): Body {
  return {
    condition: `\${self.livemode == ${mode === PortalMode.LIVE}}`,
    error_message: `${escapeTemplate(path)} expects Stripe's ${mode} mode, but its configuration \${self.id} is in ${other(mode)} mode. Use a ${mode} mode key, or change expectedMode. If the configuration was created by mistake, deactivate it in Stripe and run \`terraform state rm ${address}\`.`,
  };
}

/** A postcondition that fails the plan if Terraform already manages another configuration at the portal's address. */
export function importCondition({ path, address }: ConditionOwner, importFrom: string): Body {
  return {
    condition: new Deferred((context) => `\${self.id == ${hclTemplate(String(context.resolve(importFrom)))}}`),
    error_message: `${escapeTemplate(path)} must adopt the configuration in importFrom, but Terraform manages \${self.id} at this address: it ignores an import for an address in its state, and -replace creates another configuration. Set importFrom to \${self.id}, or run \`terraform state rm ${address}\` and apply again: \${self.id} then stays as it is in Stripe, and nothing manages it.`,
  };
}

/**
 * Preconditions that also fail the plan if a boolean of the portal is null. Otherwise the provider would fail after it has created the
 * portal, and a quantity without `enabled` would become adjustable.
 */
export function withBooleanConditions(preconditions: Body[], path: string, portal: Body): unknown {
  const tokens = booleanTokens(portal);
  if (tokens.length === 0) return noneIfEmpty(preconditions);
  return new Deferred((context) =>
    noneIfEmpty([
      ...preconditions,
      ...tokens.flatMap(([property, value]) => {
        const condition = notNull(context.resolve(value as never));
        return condition === undefined ? [] : [{ condition, error_message: nullBoolean(path, property) }];
      }),
    ]),
  );
}

/** The list, or undefined if it is empty. */
export function noneIfEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function nullBoolean(path: string, property: string): string {
  return `${escapeTemplate(path)}: \`${property}\` must be true or false, but is null. Nothing was sent for this portal. Set the variable or expression that provides it.`;
}

function other(mode: PortalMode): PortalMode {
  return mode === PortalMode.LIVE ? PortalMode.TEST : PortalMode.LIVE;
}
