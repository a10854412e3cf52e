import { invalid, missing, StripeError } from "../../api/errors";
import { nowInSeconds } from "../../api/ids";
import { mergeMetadata } from "../../api/parameters";
import { THREE_YEARS } from "../intervals";
import type { PriceCreation } from "./parameters";
import { type CurrencyOption, type Price, prices, type Tier } from "./price";

type CurrencyChoice = NonNullable<PriceCreation["currency_options"]>[string];
type TierChoice = NonNullable<PriceCreation["tiers"]>[number];

/** The price that a request describes, for a product that exists. */
export function newPrice(params: PriceCreation, product: string, livemode: boolean): Price {
  const amount = readAmount(params, "");
  checkAmount(params);
  checkInterval(params);
  const { currency, recurring } = params;
  return {
    id: prices.newId(),
    object: "price",
    active: params.active ?? true,
    billing_scheme: params.billing_scheme ?? "per_unit",
    created: nowInSeconds(),
    currency,
    currency_options: {
      [currency]: newCurrencyOption(params, ""),
      ...currencyOptions(params.currency_options ?? {}),
    },
    custom_unit_amount: customUnitAmount(params.custom_unit_amount),
    livemode,
    lookup_key: params.lookup_key ?? null,
    metadata: mergeMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product,
    recurring: recurring
      ? { interval_count: 1, meter: null, trial_period_days: null, usage_type: "licensed", ...recurring }
      : null,
    tax_behavior: params.tax_behavior ?? "unspecified",
    tiers: newTiers(params.tiers, "tiers"),
    tiers_mode: params.tiers_mode ?? null,
    transform_quantity: params.transform_quantity ?? null,
    type: recurring ? "recurring" : "one_time",
    ...amount,
  };
}

/** A price's amounts in other currencies. */
export function currencyOptions(choices: Readonly<Record<string, CurrencyChoice>>): Record<string, CurrencyOption> {
  return Object.fromEntries(
    Object.entries(choices).map(([currency, choice]) => [
      currency,
      newCurrencyOption(choice, `currency_options[${currency}]`),
    ]),
  );
}

function newCurrencyOption(choice: CurrencyChoice, param: string): CurrencyOption {
  return {
    custom_unit_amount: customUnitAmount(choice.custom_unit_amount),
    tax_behavior: choice.tax_behavior ?? "unspecified",
    tiers: newTiers(choice.tiers, fieldOf(param, "tiers")),
    ...readAmount(choice, param),
  };
}

/** Only the last tier has no upper bound. */
function newTiers(tiers: readonly TierChoice[] | undefined, param: string): Tier[] | null {
  const unlimited = tiers?.findIndex(({ up_to: upTo }) => upTo === null);
  if (tiers && unlimited !== tiers.length - 1) {
    throw invalid(param, `Invalid ${param}: the last tier, and only the last tier, must have \`up_to=inf\`.`);
  }
  return tiers?.map(newTier) ?? null;
}

function newTier(tier: TierChoice): Tier {
  return {
    flat_amount: tier.flat_amount ?? null,
    flat_amount_decimal: tier.flat_amount_decimal ?? tier.flat_amount?.toString() ?? null,
    ...readAmount(tier, "tiers"),
    up_to: tier.up_to,
  };
}

/** The integer and the decimal amount: each is derived from the other. The integer is null if the amount is not whole. */
function readAmount(
  { unit_amount: amount, unit_amount_decimal: decimal }: { unit_amount?: number; unit_amount_decimal?: string },
  param: string,
): Pick<Price, "unit_amount" | "unit_amount_decimal"> {
  if (amount !== undefined && decimal !== undefined && decimal !== String(amount)) {
    const name = fieldOf(param, "unit_amount_decimal");
    throw invalid(name, "You may only specify one of these parameters: unit_amount, unit_amount_decimal.");
  }
  const whole = decimal !== undefined && !decimal.includes(".") ? Number(decimal) : null;
  return { unit_amount: amount ?? whole, unit_amount_decimal: decimal ?? amount?.toString() ?? null };
}

function customUnitAmount(choice: PriceCreation["custom_unit_amount"]): Price["custom_unit_amount"] {
  if (!choice?.enabled) {
    return null;
  }
  return { maximum: choice.maximum ?? null, minimum: choice.minimum ?? null, preset: choice.preset ?? null };
}

/** Checks that a price has an amount, and tiers only with `billing_scheme=tiered`. */
function checkAmount(params: PriceCreation): void {
  const tiered = params.billing_scheme === "tiered";
  if (tiered && params.recurring === undefined) {
    throw invalid("interval", "Prices with `type=one_time` are not supported with tiered billing.");
  }
  if (tiered && params.tiers === undefined) {
    throw missing("tiers");
  }
  if (tiered && params.tiers_mode === undefined) {
    throw missing("tiers_mode");
  }
  if (!tiered && (params.tiers ?? params.tiers_mode) !== undefined) {
    throw invalid("tiers", "You must set `billing_scheme=tiered` to use tiers.");
  }
  const { unit_amount: amount, unit_amount_decimal: decimal, custom_unit_amount: custom } = params;
  if (!tiered && (amount ?? decimal ?? custom) === undefined) {
    throw new StripeError(400, "Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.");
  }
}

function checkInterval({ recurring }: PriceCreation): void {
  if (recurring && (recurring.interval_count ?? 1) > THREE_YEARS[recurring.interval]) {
    const param = "recurring[interval_count]";
    throw invalid(param, `Invalid ${param}: the maximum billing interval is three years.`);
  }
}

/** The full name of a parameter inside another one, which is "" at the top. */
function fieldOf(param: string, name: string): string {
  return param === "" ? name : `${param}[${name}]`;
}
