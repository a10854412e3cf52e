import type { Expandable } from "../api/expansion";
import type { View } from "../api/routing";
import { knows, Since } from "../api/versions";
import { type Price, prices } from "./prices/price";
import { type Product, products } from "./products/product";

export const expandableProduct: Expandable = {
  get default_price() {
    return expandablePrice;
  },
  marketing_features: {},
  package_dimensions: {},
};

export const expandablePrice: Expandable = {
  currency_options: {},
  custom_unit_amount: {},
  get product() {
    return expandableProduct;
  },
  recurring: {},
  tiers: {},
  transform_quantity: {},
};

/** A product in the response to a request. */
export function renderProduct({ tax_details: tax, ...product }: Product, view: View): unknown {
  const { default_price: id } = product;
  const expand = view.expand.get("default_price");
  return {
    ...product,
    default_price: id !== null && expand ? renderPrice(prices.find(view.account, id), { ...view, expand }) : id,
    ...(knows(view.version, Since.TAX_DETAILS) && { tax_details: tax }),
  };
}

/** A price in the response to a request: with tiers and other currencies only if expanded. */
export function renderPrice({ tiers, currency_options: currencies, ...price }: Price, view: View): unknown {
  const expand = view.expand.get("product");
  return {
    ...price,
    product: expand ? renderProduct(products.find(view.account, price.product), { ...view, expand }) : price.product,
    ...(view.expand.has("tiers") && tiers && { tiers }),
    ...(view.expand.has("currency_options") && { currency_options: renderCurrencies(currencies) }),
  };
}

function renderCurrencies(currencies: Price["currency_options"]): unknown {
  const shown = Object.entries(currencies).map(([currency, { tiers, ...option }]) => [
    currency,
    { ...option, ...(tiers && { tiers }) },
  ]);
  return Object.fromEntries(shown);
}
