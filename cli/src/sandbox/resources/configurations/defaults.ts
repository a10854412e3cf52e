import { nowInSeconds } from "../../api/ids";
import { type Configuration, configurations } from "./configuration";

/** A new configuration with every feature off. `is_default` is true for the first one of an account. */
export function newConfiguration(livemode: boolean, isDefault: boolean): Configuration {
  const now = nowInSeconds();
  return {
    id: configurations.newId(),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: now,
    default_return_url: null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: false },
      payment_method_update: { enabled: false, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: {
          enabled: false,
          feedback_options: null,
          options: ["too_expensive", "missing_features", "switched_service", "unused", "other"],
        },
        enabled: false,
        mode: "at_period_end",
        proration_behavior: "none",
      },
      subscription_pause: {
        duration: { interval_options: [{ interval: "month", interval_count: 1 }], type: "interval_options" },
        enabled: false,
      },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: [],
        enabled: false,
        products: [],
        proration_behavior: "none",
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: isDefault,
    livemode,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: now,
  };
}

/** A default configuration as saved in the Dashboard: every feature is on except those that require products. */
export function dashboardConfiguration(livemode: boolean): Configuration {
  const saved = newConfiguration(livemode, true);
  const { features } = saved;
  features.customer_update = {
    allowed_updates: ["email", "name", "address", "shipping", "phone", "tax_id"],
    enabled: true,
  };
  features.invoice_history.enabled = true;
  features.payment_method_update.enabled = true;
  features.subscription_cancel.enabled = true;
  features.subscription_cancel.cancellation_reason.enabled = true;
  return saved;
}
