import { invalid, StripeError } from "../../api/errors";
import { inList } from "../../api/expansion";
import { nowInSeconds } from "../../api/ids";
import { listObjects } from "../../api/list";
import { mergeMetadata } from "../../api/parameters";
import type { Resource } from "../../api/resource";
import { route } from "../../api/routing";
import type { Account } from "../../state/account";
import { expandableProduct, renderProduct } from "../catalog";
import { prices } from "../prices/price";
import { createProduct, newProduct, wholeTaxDetails } from "./new-product";
import { createFields, listFields, type ProductChange, updateFields } from "./parameters";
import { type Product, products } from "./product";

const PATH = products.path;

/** `/v1/products`. */
export const productResource: Resource<"product", Product> = {
  objects: products,
  example: newProduct({ name: "Pro" }, false),
  permission: { label: "Products", name: "product" },
  routes: [
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
      return listObjects(call, products, matches, renderProduct);
    }),
    route("GET", `${PATH}/:id`, {}, expandableProduct, (call) =>
      renderProduct(products.find(call.account, call.id), call),
    ),
    route("POST", `${PATH}/:id`, updateFields, expandableProduct, (call) =>
      renderProduct(updateProduct(products.find(call.account, call.id), call.params, call.account), call),
    ),
    route("DELETE", `${PATH}/:id`, {}, {}, ({ account, id }) => {
      products.find(account, id);
      if (prices.all(account).some(({ product }) => product === id)) {
        throw new StripeError(400, "This product cannot be deleted because it has one or more user-created prices.");
      }
      products.delete(account, id);
      return { id, object: "product", deleted: true };
    }),
  ],
};

function updateProduct(current: Product, params: ProductChange, account: Account): Product {
  const { metadata, tax_details: tax, ...given } = params;
  const { default_price: defaultPrice } = given;
  if (defaultPrice && prices.refer(account, defaultPrice, "default_price").product !== current.id) {
    throw invalid("default_price", `The price \`${defaultPrice}\` does not belong to the product \`${current.id}\`.`);
  }
  return products.put(account, {
    ...current,
    ...given,
    metadata: mergeMetadata(current.metadata, metadata),
    tax_details: tax === undefined ? current.tax_details : wholeTaxDetails(tax),
    updated: nowInSeconds(),
  });
}
