/** @import { Plan } from "./plans.mjs" */
/** @import { Fields } from "./values.mjs" */

const MAX_PRODUCTS = 10;

/** The violations of rules that need no prices. @param {Plan[]} plans @param {Fields[]} listed The products beside the plans. */
export function planViolations(plans, listed) {
  const unset = plans.filter(({ keys }) => keys.length === 0 || keys.includes(""));
  const keys = plans.flatMap(({ name, keys }) => keys.filter(Boolean).map((key) => ({ name, key })));
  const excess = plans.slice(Math.max(MAX_PRODUCTS - listed.length, 0));
  const total = listed.length + plans.length;
  return [
    ...unset.map(
      ({ name }) => `${name}: each lookup key is required. Set the variable or expression that provides it.`,
    ),
    ...repetitions(keys, ({ key }) => key).map(
      ([first, { name, key }]) => `${name}: ${key} is already in ${first.name}. Remove the duplicate.`,
    ),
    ...excess.map(
      ({ name }) => `${name}: a portal can have ${MAX_PRODUCTS} products; with its plans it has ${total}. Remove some.`,
    ),
  ];
}

/**
 * The violations of rules for the prices that Stripe holds.
 * @param {Plan[]} plans @param {Fields[]} listed @param {Map<string, Fields>} prices The prices by lookup key.
 */
export function priceViolations(plans, listed, prices) {
  const found = plans.map(({ name, keys }) => ({
    name,
    keys,
    usable: keys.flatMap((key) => ifUsable(prices.get(key))),
  }));
  const products = [
    ...listed.map(({ product }, index) => ({ product, owner: `products[${index}]` })),
    ...found.flatMap(({ name, usable }) =>
      [...new Set(usable.map(({ product }) => product))].map((product) => ({ product, owner: name })),
    ),
  ];
  return [
    ...found.flatMap(({ name, keys, usable }) =>
      [
        ...keys.flatMap((key) => keyViolations(key, prices.get(key))),
        ...productViolations(usable),
        ...intervalViolations(usable),
      ].map((violation) => `${name}: ${violation}`),
    ),
    ...repetitions(products, ({ product }) => product).map(
      ([first, { product, owner }]) => `${owner}: ${product} is already in ${first.owner}. Combine the two.`,
    ),
  ];
}

/** @param {Fields | undefined} price @returns {Fields[]} */
function ifUsable(price) {
  return price && price.active && price.recurring ? [price] : [];
}

/** @param {string} key @param {Fields | undefined} price */
function keyViolations(key, price) {
  if (!price) return [`no price has the lookup key ${key}. Create the price, or correct the key.`];
  const { id, active, recurring } = price;
  if (!active) {
    return [
      `no active price has the lookup key ${key}; the archived price ${id} has it. Transfer it to an active price.`,
    ];
  }
  if (!recurring) return [`${key} is the lookup key of the one-time price ${id}. Use a recurring price.`];
  return [];
}

/** @param {Fields[]} prices */
function productViolations(prices) {
  const [first] = prices;
  const other = prices.find(({ product }) => product !== first.product);
  if (!other) return [];
  const [one, two] = [first, other].map(({ lookup_key, product }) => `${lookup_key} of ${product}`);
  return [`a plan must have the prices of one product; got: ${one}, ${two}. Add a plan for each product.`];
}

/** @param {Fields[]} prices */
function intervalViolations(prices) {
  const terms = (/** @type {Fields} */ { product, currency, recurring }) =>
    [product, currency, recurring.interval_count, recurring.interval].join(" ");
  return repetitions(prices, terms).map(
    ([{ lookup_key: key }, other]) =>
      `${key} and ${other.lookup_key} have the same billing interval in ${other.currency.toUpperCase()}. Remove one.`,
  );
}

/**
 * The items whose identity an earlier item has, each after that item.
 * @template T @param {T[]} items @param {(item: T) => string} identify @returns {[first: T, repetition: T][]}
 */
function repetitions(items, identify) {
  /** @type {Map<string, T>} */
  const seen = new Map();
  return items.flatMap((item) => {
    const first = seen.get(identify(item));
    if (!first) seen.set(identify(item), item);
    return first ? [[first, item]] : [];
  });
}
