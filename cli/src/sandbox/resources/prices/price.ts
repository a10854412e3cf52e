import { Collection } from "../../api/collection";
import type { Metadata } from "../../api/parameters";

export const prices = new Collection<"price", Price>({ kind: "price", prefix: "price", path: "/v1/prices" });

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
