import { Collection } from "../../api/collection";
import type { Metadata } from "../../api/parameters";

export const configurations = new Collection<"configuration", Configuration>({
  kind: "configuration",
  prefix: "bpc",
  path: "/v1/billing_portal/configurations",
});

/** A complete portal configuration, including products and the fields of newer API versions. */
export interface Configuration {
  readonly id: string;
  readonly object: "billing_portal.configuration";
  active: boolean;
  application: string | null;
  business_profile: {
    headline: string | null;
    privacy_policy_url: string | null;
    terms_of_service_url: string | null;
  };
  created: number;
  default_return_url: string | null;
  features: ConfigurationFeatures;
  is_default: boolean;
  livemode: boolean;
  login_page: { enabled: boolean; url: string | null };
  metadata: Metadata;
  name: string | null;
  updated: number;
}

export interface ConfigurationFeatures {
  customer_update: { allowed_updates: string[]; enabled: boolean };
  invoice_history: { enabled: boolean };
  payment_method_update: { enabled: boolean; payment_method_configuration: string | null };
  subscription_cancel: {
    cancellation_reason: { enabled: boolean; feedback_options: string[] | null; options: string[] };
    enabled: boolean;
    mode: string;
    proration_behavior: string;
  };
  subscription_pause: {
    duration: { interval_options: PauseInterval[]; type: string };
    enabled: boolean;
  };
  subscription_update: {
    billing_cycle_anchor: string | null;
    default_allowed_updates: string[];
    enabled: boolean;
    products: ConfigurationProduct[];
    proration_behavior: string;
    schedule_at_period_end: { conditions: { type: string }[] };
    trial_update_behavior: string;
  };
}

export interface PauseInterval {
  interval: "day" | "week" | "month" | "year";
  interval_count: number;
}

export interface ConfigurationProduct {
  adjustable_quantity: { enabled: boolean; maximum: number | null; minimum: number };
  prices: string[];
  product: string;
}
