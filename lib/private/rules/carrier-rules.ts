import * as cdktf from "cdktf";
import { ApplyVia } from "../../apply-via";
import { Body } from "../lean-resource";
import { isUsed } from "../render-features";
import { PortalInput } from "../render-portal";
import { hasToken } from "../tokens";
import { Rule } from "./checks";
import { Failure } from "./failure";

/** The attributes that the provider's schema has, nested as it has them; `true` ends a path. */
export interface Attributes {
  readonly [name: string]: Attributes | true;
}

/** What provider 0.3.0 knows of a portal. `products` is in its schema too, but every value of it fails. */
export const PROVIDER_ATTRIBUTES: Attributes = {
  active: true,
  business_profile: { headline: true, privacy_policy_url: true, terms_of_service_url: true },
  default_return_url: true,
  features: {
    customer_update: { allowed_updates: true, enabled: true },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true, payment_method_configuration: true },
    subscription_cancel: {
      cancellation_reason: { enabled: true, options: true },
      enabled: true,
      mode: true,
      proration_behavior: true,
    },
    subscription_update: {
      billing_cycle_anchor: true,
      default_allowed_updates: true,
      enabled: true,
      products: true,
      proration_behavior: true,
      schedule_at_period_end: { conditions: true },
      trial_update_behavior: true,
    },
  },
  login_page: { enabled: true },
  metadata: true,
  name: true,
};

/** What a portal that is barred from having a step cannot have. */
export const carrierRules: readonly Rule[] = [
  {
    name: "features-of-the-step",
    rule: "Pausing and feedback options need a step: the Terraform provider does not know them.",
    example: "features: { subscriptionPause: {} }, applyVia: ApplyVia.PROVIDER",
    check: (portal) =>
      portal.props.applyVia !== ApplyVia.PROVIDER
        ? []
        : stepOnlyFeatures(portal).map(([property, got]) => ({
            property,
            rule: "the Terraform provider does not know it, and `ApplyVia.PROVIDER` allows no step",
            got,
            remedy: "set `applyVia: ApplyVia.STEP`, or leave it to `ApplyVia.AUTO`",
          })),
  },
];

/** The features that the provider's schema lacks, by property. */
export function stepOnlyFeatures({ features }: Pick<PortalInput, "features">): [string, unknown][] {
  const { subscriptionPause: pause, subscriptionCancel: cancel } = features;
  const feedback = cancel?.cancellationReason?.feedbackOptions;
  const used: [string, unknown, boolean][] = [
    ["features.subscriptionPause", pause, isUsed(pause)],
    [
      "features.subscriptionCancel.cancellationReason.feedbackOptions",
      feedback,
      feedback !== undefined && (hasToken(feedback) || feedback.length > 0),
    ],
  ];
  return used.filter(([, , isIn]) => isIn).map(([property, got]) => [property, got]);
}

/** Overrides that the provider cannot carry, on a portal without a step. */
export function uncarriedOverrides(wanted: Body, applyVia: ApplyVia | undefined): Failure[] {
  const { subscription_update: update } = (wanted.features ?? {}) as { subscription_update?: Body };
  const { enabled: page } = (wanted.login_page ?? {}) as Body;
  const switchedOn: [string, unknown][] = [
    ["features.subscription_update.products", update?.products],
    ["features.subscription_update.enabled", update?.enabled || undefined],
    ["login_page.enabled", page || undefined],
  ];
  const barred =
    applyVia === ApplyVia.PROVIDER ? [] : switchedOn.filter(([, value]) => value !== undefined).map(([path]) => path);
  return [...unknownPaths(wanted, PROVIDER_ATTRIBUTES), ...barred].map((path) => ({
    property: `resource.addOverride("${path}")`,
    rule: "the Terraform provider cannot carry this attribute",
    remedy: "set `applyVia: ApplyVia.STEP`, so that a step sends it to Stripe",
  }));
}

function unknownPaths(body: unknown, known: Attributes | true): string[] {
  if (known === true || typeof body !== "object" || body === null || cdktf.Token.isUnresolved(body)) return [];
  return Object.entries(body)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => {
      const inner = Object.hasOwn(known, name) ? known[name] : undefined;
      return inner === undefined ? [name] : unknownPaths(value, inner).map((path) => `${name}.${path}`);
    });
}
