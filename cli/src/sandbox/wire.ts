import type { Metadata } from "./api/parameters/metadata";

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

export interface Product {
  readonly id: string;
  readonly object: "product";
  active: boolean;
  created: number;
  default_price: string | null;
  description: string | null;
  images: string[];
  livemode: boolean;
  marketing_features: { name: string }[];
  metadata: Metadata;
  name: string;
  package_dimensions: { height: number; length: number; weight: number; width: number } | null;
  shippable: boolean | null;
  statement_descriptor: string | null;
  tax_code: string | null;
  tax_details: { performance_location: string | null; tax_code: string | null } | null;
  type: "good" | "service";
  unit_label: string | null;
  updated: number;
  url: string | null;
}

/** A complete price, including `tiers` and `currency_options`, which Stripe returns only if expanded. */
export interface Price {
  readonly id: string;
  readonly object: "price";
  active: boolean;
  billing_scheme: "per_unit" | "tiered";
  created: number;
  currency: string;
  currency_options: Record<string, CurrencyOption>;
  custom_unit_amount: CustomUnitAmount | null;
  livemode: boolean;
  lookup_key: string | null;
  metadata: Metadata;
  nickname: string | null;
  product: string;
  recurring: Recurring | null;
  tax_behavior: string;
  tiers: Tier[] | null;
  tiers_mode: "graduated" | "volume" | null;
  transform_quantity: { divide_by: number; round: "down" | "up" } | null;
  type: "one_time" | "recurring";
  unit_amount: number | null;
  unit_amount_decimal: string | null;
}

export interface Recurring {
  interval: "day" | "week" | "month" | "year";
  interval_count: number;
  meter: string | null;
  trial_period_days: number | null;
  usage_type: "licensed" | "metered";
}

export interface CustomUnitAmount {
  maximum: number | null;
  minimum: number | null;
  preset: number | null;
}

export interface Tier {
  flat_amount: number | null;
  flat_amount_decimal: string | null;
  unit_amount: number | null;
  unit_amount_decimal: string | null;
  up_to: number | null;
}

export interface CurrencyOption {
  custom_unit_amount: CustomUnitAmount | null;
  tax_behavior: string;
  tiers: Tier[] | null;
  unit_amount: number | null;
  unit_amount_decimal: string | null;
}

/** A payment method of a payment method configuration. */
export interface PaymentMethodSetting {
  available: boolean;
  display_preference: { overridable: boolean | null; preference: "none" | "off" | "on"; value: "off" | "on" };
}

export type PaymentMethodConfiguration = {
  readonly id: string;
  readonly object: "payment_method_configuration";
  active: boolean;
  application: string | null;
  is_default: boolean;
  livemode: boolean;
  name: string;
  parent: string | null;
} & { [method: string]: PaymentMethodSetting | string | boolean | null };
