import * as cdktf from "cdktf";
import { PaymentMethodUpdateFeature } from "../payment-method-update";
import { PortalFeatures } from "../portal-features";
import { CancellationMode, CancellationProration, SubscriptionCancelFeature } from "../subscription-cancel";
import { PauseDurationType, PauseInterval, SubscriptionPauseFeature } from "../subscription-pause";
import {
  BillingCycleAnchor,
  PortalProduct,
  SubscriptionUpdateFeature,
  TrialUpdateBehavior,
  UpdateProration,
} from "../subscription-update";
import { Body } from "./lean-resource";

/** A struct of the program that can be switched off: present means on. */
interface Switch {
  readonly enabled?: unknown;
}

/**
 * For whom the wire object is made. A step says everything, and an absent text as `""`; the provider can say neither
 * an empty text nor what its schema lacks.
 */
export type Carrier = "step" | "provider";

/** Whether a feature of the program may be on: it is there and not literally `enabled: false`. */
export function isUsed(feature: Switch | undefined): boolean {
  return feature !== undefined && feature.enabled !== false;
}

/** A feature's `enabled` on the wire. */
export function enabled(feature: Switch | undefined): unknown {
  return feature === undefined ? false : (feature.enabled ?? true);
}

/** A text on the wire: `""` means left out, and `%{` means itself, where Terraform would see a directive. */
export function text(value: string | undefined, carrier: Carrier): string | undefined {
  if (value === undefined || value === "") return carrier === "step" ? "" : undefined;
  return literalText(value);
}

/** `%{` would begin a directive in Terraform's JSON and HCL alike. */
export function literalText(value: string): string {
  return cdktf.Token.asString(value).replace(/(?<!%)%\{/g, "%%{");
}

/** Texts in a list, which may be a token as a whole. */
function texts(values: string[] = []): string[] {
  return cdktf.Token.isUnresolved(values) || !Array.isArray(values) ? values : values.map(literalText);
}

/** Stripe's `features`: every feature and every value inside, so that what the program does not have is off in Stripe. */
export function renderFeatures(
  features: PortalFeatures,
  products: PortalProduct[] | undefined,
  carrier: Carrier,
): Body {
  const { customerUpdate, invoiceHistory, paymentMethodUpdate, subscriptionCancel } = features;
  const { subscriptionUpdate, subscriptionPause } = features;
  return {
    customer_update: { enabled: enabled(customerUpdate), allowed_updates: customerUpdate?.allowedUpdates ?? [] },
    invoice_history: { enabled: enabled(invoiceHistory) },
    payment_method_update: renderPaymentMethodUpdate(paymentMethodUpdate, carrier),
    subscription_cancel: renderSubscriptionCancel(subscriptionCancel, carrier),
    subscription_update: renderSubscriptionUpdate(subscriptionUpdate, products, carrier),
    ...(carrier === "step" && { subscription_pause: renderSubscriptionPause(subscriptionPause) }),
  };
}

function renderPaymentMethodUpdate(feature: PaymentMethodUpdateFeature | undefined, carrier: Carrier): Body {
  return {
    enabled: enabled(feature),
    payment_method_configuration: text(feature?.paymentMethodConfiguration, carrier),
  };
}

function renderSubscriptionCancel(feature: SubscriptionCancelFeature | undefined, carrier: Carrier): Body {
  const reason = feature?.cancellationReason;
  return {
    enabled: enabled(feature),
    mode: feature?.mode ?? CancellationMode.AT_PERIOD_END,
    proration_behavior: feature?.prorationBehavior ?? CancellationProration.NONE,
    cancellation_reason: {
      enabled: enabled(reason),
      options: reason?.options ?? [],
      ...(carrier === "step" && { feedback_options: texts(reason?.feedbackOptions) }),
    },
  };
}

function renderSubscriptionUpdate(
  feature: SubscriptionUpdateFeature | undefined,
  products: PortalProduct[] | undefined,
  carrier: Carrier,
): Body {
  const anchor = feature?.billingCycleAnchor ?? BillingCycleAnchor.UNCHANGED;
  const conditions = (feature?.scheduleAtPeriodEnd?.conditions ?? []).map(({ type }) => ({ type }));
  return {
    enabled: enabled(feature),
    default_allowed_updates: feature?.defaultAllowedUpdates ?? [],
    proration_behavior: feature?.prorationBehavior ?? UpdateProration.NONE,
    // Stripe may answer "unchanged" with null, which the provider takes for an inconsistent result.
    billing_cycle_anchor: carrier === "step" || anchor !== BillingCycleAnchor.UNCHANGED ? anchor : undefined,
    trial_update_behavior: feature?.trialUpdateBehavior ?? TrialUpdateBehavior.END_TRIAL,
    products: carrier === "step" || isUsed(feature) ? (products ?? []).map(renderProduct) : undefined,
    // Creating, Stripe takes no empty list here; a step always updates.
    schedule_at_period_end: carrier === "step" || conditions.length > 0 ? { conditions } : undefined,
  };
}

function renderProduct({ product, prices, adjustableQuantity }: PortalProduct): Body {
  return {
    product: literalText(product),
    prices: texts(prices),
    adjustable_quantity: {
      enabled: enabled(adjustableQuantity),
      minimum: adjustableQuantity?.minimum ?? 0,
      maximum: adjustableQuantity?.maximum,
    },
  };
}

function renderSubscriptionPause(feature: SubscriptionPauseFeature | undefined): Body {
  if (!isUsed(feature)) return { enabled: false };
  const type = feature?.duration?.type ?? PauseDurationType.INTERVAL_OPTIONS;
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
