import { createdFilter, pagingFields } from "../../api/list";
import {
  boolean,
  currency,
  currencyMap,
  decimal,
  emptyable,
  type Fields,
  integer,
  list,
  metadata,
  object,
  oneOf,
  type Parameter,
  required,
  since,
  string,
  type Values,
} from "../../api/parameters";
import { Since } from "../../api/versions";

const interval = oneOf("day", "month", "week", "year");
const taxBehavior = oneOf("exclusive", "inclusive", "unspecified");

export const taxDetails = since(
  Since.TAX_DETAILS,
  object({ performance_location: string(), tax_code: emptyable(string()) }),
);

const customUnitAmount = object({
  enabled: required(boolean()),
  maximum: integer({ minimum: 0 }),
  minimum: integer({ minimum: 0 }),
  preset: integer({ minimum: 0 }),
});

/** The upper bound of a tier. Null is `inf`, the bound of the last tier. */
const upTo: Parameter<number | null> = {
  ...integer({ minimum: 1 }),
  read: (node, place) => (node === "inf" ? null : integer({ minimum: 1 }).read(node, place)),
};

const amounts = { unit_amount: integer({ minimum: 0 }), unit_amount_decimal: decimal() } satisfies Fields;

const tiers = list(
  object({ flat_amount: integer({ minimum: 0 }), flat_amount_decimal: decimal(), ...amounts, up_to: required(upTo) }),
);

const currencyOptions = currencyMap(
  object({ ...amounts, custom_unit_amount: customUnitAmount, tax_behavior: taxBehavior, tiers }),
);

/** The common parameters of a price and of the default price of a new product. */
const pricing = {
  ...amounts,
  currency: required(currency()),
  currency_options: currencyOptions,
  custom_unit_amount: customUnitAmount,
  metadata: metadata(),
  tax_behavior: taxBehavior,
} satisfies Fields;

/** The default price of a new product. */
export const defaultPriceFields = {
  ...pricing,
  recurring: object({ interval: required(interval), interval_count: integer({ minimum: 1 }) }),
} satisfies Fields;

const recurring = object({
  interval: required(interval),
  interval_count: integer({ minimum: 1 }),
  meter: string(),
  trial_period_days: integer({ minimum: 1, maximum: 730 }),
  usage_type: oneOf("licensed", "metered"),
});

export const createFields = {
  ...pricing,
  active: boolean(),
  billing_scheme: oneOf("per_unit", "tiered"),
  lookup_key: string({ maxLength: 200 }),
  nickname: string(),
  product: string(),
  product_data: object({
    active: boolean(),
    id: string(),
    metadata: metadata(),
    name: required(string()),
    statement_descriptor: string({ maxLength: 22 }),
    tax_code: string(),
    tax_details: taxDetails,
    unit_label: string({ maxLength: 12 }),
  }),
  recurring,
  tiers,
  tiers_mode: oneOf("graduated", "volume"),
  transfer_lookup_key: boolean(),
  transform_quantity: object({
    divide_by: required(integer({ minimum: 1 })),
    round: required(oneOf("down", "up")),
  }),
} satisfies Fields;

export const updateFields = {
  active: boolean(),
  currency_options: emptyable(currencyOptions),
  lookup_key: emptyable(string({ maxLength: 200 })),
  metadata: emptyable(metadata()),
  nickname: emptyable(string()),
  tax_behavior: taxBehavior,
  transfer_lookup_key: boolean(),
} satisfies Fields;

export const listFields = {
  ...pagingFields,
  active: boolean(),
  created: createdFilter,
  currency: currency(),
  lookup_keys: list(string(), { maxItems: 10 }),
  product: string(),
  recurring: object({ interval, meter: string(), usage_type: oneOf("licensed", "metered") }),
  type: oneOf("one_time", "recurring"),
} satisfies Fields;

export type PriceCreation = Values<typeof createFields>;
