import { invalid, StripeError } from "../../api/errors";
import { inList } from "../../api/expansion";
import { listObjects } from "../../api/list";
import { mergeMetadata } from "../../api/parameters";
import type { Resource } from "../../api/resource";
import { type Call, route } from "../../api/routing";
import { knows, Since } from "../../api/versions";
import type { Account } from "../../state/account";
import { expandablePrice, renderPrice } from "../catalog";
import { createProduct } from "../products/new-product";
import { products } from "../products/product";
import { currencyOptions, newPrice } from "./new-price";
import { createFields, listFields, type PriceCreation, updateFields } from "./parameters";
import { type Price, prices } from "./price";

const PATH = prices.path;

/** `/v1/prices`. A price is archived, never deleted. */
export const priceResource: Resource<"price", Price> = {
  objects: prices,
  example: { ...newPrice({ currency: "usd", unit_amount: 100 }, "prod_1", false), currency_options: {} },
  permission: { label: "Prices", name: "plan" },
  routes: [
    route("POST", PATH, createFields, expandablePrice, (call) => {
      checkMeter(call.params, call.version);
      const draft = newPrice(call.params, "", call.account.livemode);
      const holder = lookupKeyHolder(draft, call.params.transfer_lookup_key, call.account);
      const price = { ...draft, product: productOf(call.params, call.account) };
      save(price, holder, call.account);
      return renderPrice(price, call);
    }),
    route("GET", PATH, listFields, inList(expandablePrice), (call) => {
      if (call.params.product !== undefined) {
        products.refer(call.account, call.params.product, "product");
      }
      return listObjects(call, prices, (price) => matches(price, call.params), renderPrice);
    }),
    route("GET", `${PATH}/:id`, {}, expandablePrice, (call) => renderPrice(prices.find(call.account, call.id), call)),
    route("POST", `${PATH}/:id`, updateFields, expandablePrice, (call) => {
      const current = prices.find(call.account, call.id);
      checkChange(current, call.params, call.account);
      const price = changed(current, call.params);
      const holder = lookupKeyHolder(price, call.params.transfer_lookup_key, call.account);
      save(price, holder, call.account);
      return renderPrice(price, call);
    }),
  ],
};

function checkMeter({ recurring }: PriceCreation, version: string): void {
  const needsMeter = recurring?.usage_type === "metered" && knows(version, Since.METERED_PRICES_NEED_METERS);
  if (needsMeter && recurring.meter === undefined) {
    throw new StripeError(
      400,
      "Starting with Stripe version `2025-03-31.basil`, metered prices must be backed by meters.",
    );
  }
}

function checkChange(
  { id, product, tax_behavior: taxBehavior }: Price,
  params: Call<typeof updateFields>["params"],
  account: Account,
): void {
  if (params.active === false && products.get(account, product)?.default_price === id) {
    throw new StripeError(400, "This price cannot be archived because it is the default price of its product.");
  }
  const changesTaxBehavior = params.tax_behavior !== undefined && params.tax_behavior !== taxBehavior;
  if (changesTaxBehavior && taxBehavior !== "unspecified") {
    throw invalid("tax_behavior", "You cannot update `tax_behavior` field once it has been specified.");
  }
}

function changed(price: Price, params: Call<typeof updateFields>["params"]): Price {
  const { active, currency_options: options, lookup_key: lookupKey, metadata, nickname, tax_behavior: tax } = params;
  return {
    ...price,
    active: active ?? price.active,
    currency_options:
      options === undefined
        ? price.currency_options
        : { [price.currency]: price.currency_options[price.currency]!, ...currencyOptions(options ?? {}) },
    lookup_key: lookupKey === undefined ? price.lookup_key : lookupKey,
    metadata: mergeMetadata(price.metadata, metadata),
    nickname: nickname === undefined ? price.nickname : nickname,
    tax_behavior: tax ?? price.tax_behavior,
  };
}

function productOf({ product, product_data: data }: PriceCreation, account: Account): string {
  if (product !== undefined && data !== undefined) {
    throw invalid("product", "You may only specify one of these parameters: product, product_data.");
  }
  if (product !== undefined) {
    return products.refer(account, product, "product").id;
  }
  if (data === undefined) {
    throw new StripeError(400, "You must specify either `product` or `product_data` when creating a price.");
  }
  return createProduct(data, account).id;
}

/** The price that has the lookup key. It loses the key only with `transfer_lookup_key`. */
function lookupKeyHolder(claimant: Price, transfer: boolean | undefined, account: Account): Price | undefined {
  const holder = prices
    .all(account)
    .find(({ id, lookup_key: key }) => key !== null && key === claimant.lookup_key && id !== claimant.id);
  if (holder && !transfer) {
    throw invalid("lookup_key", `A price (\`${holder.id}\`) already uses that lookup key.`);
  }
  return holder;
}

function save(price: Price, holder: Price | undefined, account: Account): void {
  if (holder) {
    prices.put(account, { ...holder, lookup_key: null });
  }
  prices.put(account, price);
}

function matches(price: Price, filter: Call<typeof listFields>["params"]): boolean {
  const { active, created, currency, lookup_keys: lookupKeys, product, recurring, type } = filter;
  return (
    (active ?? price.active) === price.active &&
    (created?.(price.created) ?? true) &&
    (currency ?? price.currency) === price.currency &&
    (lookupKeys === undefined || lookupKeys.some((key) => key === price.lookup_key)) &&
    (product ?? price.product) === price.product &&
    (type ?? price.type) === price.type &&
    (recurring?.interval ?? price.recurring?.interval) === price.recurring?.interval &&
    (recurring?.usage_type ?? price.recurring?.usage_type) === price.recurring?.usage_type &&
    (recurring?.meter ?? price.recurring?.meter) === price.recurring?.meter
  );
}
