import { nowInSeconds } from "../../api/ids";
import { type Configuration, configurations } from "./configuration";
import { newFeatures } from "./features";

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
    features: newFeatures(),
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
