import { createdFilter, pagingFields } from "../../api/list";
import {
  boolean,
  emptyable,
  emptyableList,
  type Fields,
  list,
  metadata,
  number,
  object,
  oneOf,
  required,
  string,
  type Values,
} from "../../api/parameters";
import { defaultPriceFields, taxDetails } from "../prices/parameters";

const packageDimensions = object({
  height: required(number()),
  length: required(number()),
  weight: required(number()),
  width: required(number()),
});

const common = {
  active: boolean(),
  images: emptyableList(string(), { maxItems: 8 }),
  marketing_features: emptyableList(object({ name: required(string()) }), { maxItems: 15 }),
  shippable: boolean(),
  statement_descriptor: emptyable(string({ maxLength: 22 })),
} satisfies Fields;

export const createFields = {
  ...common,
  default_price_data: object(defaultPriceFields),
  description: string({ maxLength: 40000 }),
  id: string(),
  metadata: metadata(),
  name: required(string()),
  package_dimensions: packageDimensions,
  tax_code: string(),
  tax_details: taxDetails,
  type: oneOf("good", "service"),
  unit_label: string({ maxLength: 12 }),
  url: string(),
} satisfies Fields;

export const updateFields = {
  ...common,
  default_price: emptyable(string()),
  description: emptyable(string({ maxLength: 40000 })),
  metadata: emptyable(metadata()),
  name: string(),
  package_dimensions: emptyable(packageDimensions),
  tax_code: emptyable(string()),
  tax_details: { ...emptyable(taxDetails), since: taxDetails.since },
  unit_label: emptyable(string({ maxLength: 12 })),
  url: emptyable(string()),
} satisfies Fields;

export const listFields = {
  ...pagingFields,
  active: boolean(),
  created: createdFilter,
  ids: list(string()),
  shippable: boolean(),
  type: oneOf("good", "service"),
  url: string(),
} satisfies Fields;

export type ProductCreation = Values<typeof createFields>;
export type ProductChange = Values<typeof updateFields>;
