import { type Account, COLLECTIONS } from "../../state/account";
import { expandableProduct, renderProduct } from "../catalog";
import { invalid, StripeError } from "../../api/errors";
import { inList } from "../../api/expansion";
import { newId, nowInSeconds } from "../../api/ids";
import { createdFilter, listObjects, pagingFields } from "../../api/list";
import { mergeMetadata, metadata } from "../../api/parameters/metadata";
import { newPrice } from "../prices/new-price";
import {
  boolean,
  emptyable,
  emptyableList,
  type Fields,
  list,
  number,
  object,
  oneOf,
  required,
  string,
  type Values,
} from "../../api/parameters/parameters";
import { defaultPriceFields, taxDetails } from "../prices/parameters";
import { type Route, route } from "../../api/routing";
import type { Product } from "../../wire";

const PATH = COLLECTIONS.product;

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

const createFields = {
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

const updateFields = {
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

const listFields = {
  ...pagingFields,
  active: boolean(),
  created: createdFilter,
  ids: list(string()),
  shippable: boolean(),
  type: oneOf("good", "service"),
  url: string(),
} satisfies Fields;

/** `/v1/products`. */
export const productRoutes: readonly Route[] = [
  route("POST", PATH, createFields, expandableProduct, (call) =>
    renderProduct(createProduct(call.params, call.account), call),
  ),
  route("GET", PATH, listFields, inList(expandableProduct), (call) => {
    const { ids, active, created, shippable, type, url } = call.params;
    const matches = (product: Product): boolean =>
      (ids === undefined || ids.includes(product.id)) &&
      (active ?? product.active) === product.active &&
      (created?.(product.created) ?? true) &&
      (shippable ?? product.shippable) === product.shippable &&
      (type ?? product.type) === product.type &&
      (url ?? product.url) === product.url;
    return listObjects(call, "product", matches, renderProduct);
  }),
  route("GET", `${PATH}/:id`, {}, expandableProduct, (call) =>
    renderProduct(call.account.find("product", call.id), call),
  ),
  route("POST", `${PATH}/:id`, updateFields, expandableProduct, (call) => {
    const product = updateProduct(call.account.find("product", call.id), call.params, call.account);
    return renderProduct(product, call);
  }),
  route("DELETE", `${PATH}/:id`, {}, {}, ({ account, id }) => {
    account.find("product", id);
    if (account.all("price").some(({ product }) => product === id)) {
      throw new StripeError(400, "This product cannot be deleted because it has one or more user-created prices.");
    }
    account.delete("product", id);
    return { id, object: "product", deleted: true };
  }),
];

/** Creates a product, and its default price if the request contains one. */
export function createProduct(params: Values<typeof createFields>, account: Account): Product {
  const { default_price_data: priceData, id = newId("prod"), metadata, tax_details: tax, ...given } = params;
  if (account.get("product", id)) {
    throw invalid("id", "Product already exists.", "resource_already_exists");
  }
  const price = priceData && newPrice(priceData, id, account.livemode);
  if (price) {
    account.put("price", price);
  }
  const now = nowInSeconds();
  const product: Product = {
    id,
    object: "product",
    active: true,
    created: now,
    default_price: price?.id ?? null,
    description: null,
    images: [],
    livemode: account.livemode,
    marketing_features: [],
    metadata: mergeMetadata({}, metadata),
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: wholeTaxDetails(tax),
    type: "service",
    unit_label: null,
    updated: now,
    url: null,
    ...given,
  };
  account.put("product", product);
  return product;
}

function updateProduct(current: Product, params: Values<typeof updateFields>, account: Account): Product {
  const { metadata, tax_details: tax, ...given } = params;
  const { default_price: defaultPrice } = given;
  if (defaultPrice && account.refer("price", defaultPrice, "default_price").product !== current.id) {
    throw invalid("default_price", `The price \`${defaultPrice}\` does not belong to the product \`${current.id}\`.`);
  }
  const product: Product = {
    ...current,
    ...given,
    metadata: mergeMetadata(current.metadata, metadata),
    tax_details: tax === undefined ? current.tax_details : wholeTaxDetails(tax),
    updated: nowInSeconds(),
  };
  account.put("product", product);
  return product;
}

function wholeTaxDetails(
  sent: Partial<NonNullable<Product["tax_details"]>> | null | undefined,
): Product["tax_details"] {
  return sent ? { performance_location: null, tax_code: null, ...sent } : null;
}
