import { invalid } from "../../api/errors";
import { nowInSeconds } from "../../api/ids";
import { mergeMetadata } from "../../api/parameters";
import type { Account } from "../../state/account";
import { newPrice } from "../prices/new-price";
import { prices } from "../prices/price";
import type { ProductCreation } from "./parameters";
import { type Product, products } from "./product";

/** Creates a product, and its default price if the request contains one. */
export function createProduct(
  { default_price_data: priceData, ...params }: ProductCreation,
  account: Account,
): Product {
  const product = newProduct(params, account.livemode);
  if (products.get(account, product.id)) {
    throw invalid("id", "Product already exists.", "resource_already_exists");
  }
  const price = priceData && newPrice(priceData, product.id, account.livemode);
  if (price) {
    prices.put(account, price);
  }
  return products.put(account, { ...product, default_price: price?.id ?? null });
}

/** The product that a request describes, without a default price. */
export function newProduct(params: Omit<ProductCreation, "default_price_data">, livemode: boolean): Product {
  const { metadata, tax_details: tax, ...given } = params;
  const now = nowInSeconds();
  return {
    id: products.newId(),
    object: "product",
    active: true,
    created: now,
    default_price: null,
    description: null,
    images: [],
    livemode,
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
}

/** The tax details of a product with all their fields. */
export function wholeTaxDetails(
  sent: Partial<NonNullable<Product["tax_details"]>> | null | undefined,
): Product["tax_details"] {
  return sent ? { performance_location: null, tax_code: null, ...sent } : null;
}
