import * as cdktf from "cdktf";
import { PaymentMethodUpdateFeature } from "../../features/payment-method-update";
import { PortalFeatures } from "../../features";
import { CancellationMode, CancellationProration, SubscriptionCancelFeature } from "../../features/subscription-cancel";
import { PauseDurationType, PauseInterval, SubscriptionPauseFeature } from "../../features/subscription-pause";
import {
  BillingCycleAnchor,
  PortalProduct,
  SubscriptionUpdateFeature,
  TrialUpdateBehavior,
  UpdateProration,
} from "../../features/subscription-update";
import { orDefault, orTrue } from "../terraform/expressions";
import { Body } from "../terraform/overrides";

/** An object that turns a feature on if it is present, unless `enabled` is false. */
interface Switch {
  readonly enabled?: unknown;
}

/** Returns true if a feature may be on: it is present, and `enabled` is not literally false. */
export function isUsed(feature: Switch | undefined): boolean {
  return feature !== undefined && feature.enabled !== false;
}

/** Stripe's `enabled` of a feature. */
export function enabled(feature: Switch | undefined): unknown {
  return feature === undefined ? false : orTrue(feature.enabled);
}

/** A string for Stripe: "" if it is not set, which clears it. */
export function stringOrEmpty(value: string | undefined): string {
  return value === undefined || value === "" ? "" : literalString(value);
}

/** Escapes `%{`, which starts a directive in both Terraform's JSON and HCL. */
export function literalString(value: string): string {
  return cdktf.Token.asString(value).replace(/(?<!%)%\{/g, "%%{");
}

/** Escapes the strings of a list, which can be a token. */
function strings(values: string[] = []): string[] {
  return cdktf.Token.isUnresolved(values) || !Array.isArray(values) ? values : values.map(literalString);
}

/** Stripe's `features`, with every feature and every value, so that missing features are turned off in Stripe. */
export function renderFeatures(features: PortalFeatures, products: PortalProduct[] | undefined): Body {
  const { customerUpdate, invoiceHistory, paymentMethodUpdate, subscriptionCancel } = features;
  const { subscriptionUpdate, subscriptionPause } = features;
  return {
    customer_update: { enabled: enabled(customerUpdate), allowed_updates: customerUpdate?.allowedUpdates ?? [] },
    invoice_history: { enabled: enabled(invoiceHistory) },
    payment_method_update: renderPaymentMethodUpdate(paymentMethodUpdate),
    subscription_cancel: renderSubscriptionCancel(subscriptionCancel),
    subscription_update: renderSubscriptionUpdate(subscriptionUpdate, products),
    subscription_pause: renderSubscriptionPause(subscriptionPause),
  };
}

function renderPaymentMethodUpdate(feature: PaymentMethodUpdateFeature | undefined): Body {
  return {
    enabled: enabled(feature),
    payment_method_configuration: stringOrEmpty(feature?.paymentMethodConfiguration),
  };
}

function renderSubscriptionCancel(feature: SubscriptionCancelFeature | undefined): Body {
  const reason = feature?.cancellationReason;
  return {
    enabled: enabled(feature),
    mode: orDefault(feature?.mode, CancellationMode.AT_PERIOD_END),
    proration_behavior: orDefault(feature?.prorationBehavior, CancellationProration.NONE),
    cancellation_reason: {
      enabled: enabled(reason),
      options: reason?.options ?? [],
      feedback_options: strings(reason?.feedbackOptions),
    },
  };
}

function renderSubscriptionUpdate(
  feature: SubscriptionUpdateFeature | undefined,
  products: PortalProduct[] | undefined,
): Body {
  return {
    enabled: enabled(feature),
    default_allowed_updates: feature?.defaultAllowedUpdates ?? [],
    proration_behavior: orDefault(feature?.prorationBehavior, UpdateProration.NONE),
    billing_cycle_anchor: orDefault(feature?.billingCycleAnchor, BillingCycleAnchor.UNCHANGED),
    trial_update_behavior: orDefault(feature?.trialUpdateBehavior, TrialUpdateBehavior.END_TRIAL),
    products: (products ?? []).map(renderProduct),
    schedule_at_period_end: {
      conditions: (feature?.scheduleAtPeriodEnd?.conditions ?? []).map(({ type }) => ({ type })),
    },
  };
}

function renderProduct({ product, prices, adjustableQuantity }: PortalProduct): Body {
  return {
    product: literalString(product),
    prices: strings(prices),
    adjustable_quantity: {
      enabled: enabled(adjustableQuantity),
      minimum: adjustableQuantity?.minimum ?? 0,
      maximum: adjustableQuantity?.maximum,
    },
  };
}

function renderSubscriptionPause(feature: SubscriptionPauseFeature | undefined): Body {
  if (!isUsed(feature)) return { enabled: false };
  const type = orDefault(feature?.duration?.type, PauseDurationType.INTERVAL_OPTIONS);
  const options = feature?.duration?.intervalOptions ?? [{ interval: PauseInterval.MONTH }];
  return {
    enabled: enabled(feature),
    duration: {
      type,
      interval_options:
        type === PauseDurationType.INDEFINITE
          ? undefined
          : options.map(({ interval, intervalCount }) => ({ interval, interval_count: intervalCount ?? 1 })),
    },
  };
}
