import { invalid, StripeError } from "../../api/errors";
import type { Account } from "../../state/account";
import { THREE_YEARS } from "../intervals";
import { paymentMethodConfigurations } from "../payment-method-configurations";
import { prices } from "../prices/price";
import { products } from "../products/product";
import type { Configuration } from "./configuration";
import type { ConfigurationProduct } from "./features";

const PRODUCTS = "features[subscription_update][products]";
const MAX_PRODUCTS = 10;

/** Stripe's rules for a whole configuration, checked after a change is merged into it. */
export function checkConfiguration(configuration: Configuration, account: Account): void {
  checkActive(configuration);
  checkPaymentMethodUpdate(configuration, account);
  checkCancel(configuration);
  checkPause(configuration);
  checkUpdate(configuration);
  checkProducts(configuration, account);
}

function checkActive({ active, is_default: isDefault }: Configuration): void {
  if (isDefault && !active) {
    // Stripe rejects this with a 400. Its message is not publicly known: this one is ours.
    throw invalid("active", "You cannot deactivate your default configuration.");
  }
}

function checkPaymentMethodUpdate({ features }: Configuration, account: Account): void {
  const id = features.payment_method_update.payment_method_configuration;
  if (id !== null) {
    const param = "features[payment_method_update][payment_method_configuration]";
    paymentMethodConfigurations.refer(account, id, param);
  }
}

function checkCancel({ features: { subscription_cancel: cancel } }: Configuration): void {
  const prorations = "features[subscription_cancel][proration_behavior]";
  if (cancel.proration_behavior === "always_invoice") {
    throw invalid(prorations, `Invalid ${prorations}: always_invoice is not supported for cancellations.`);
  }
  if (cancel.proration_behavior === "create_prorations" && cancel.mode !== "immediately") {
    throw invalid(prorations, `Invalid ${prorations}: create_prorations is only compatible with mode=immediately.`);
  }
  const { enabled, options } = cancel.cancellation_reason;
  if (enabled && options.length === 0) {
    const param = "features[subscription_cancel][cancellation_reason][options]";
    throw invalid(
      param,
      "You must provide at least one cancellation reason option when cancellation reasons are enabled.",
    );
  }
}

function checkPause({ features: { subscription_pause: pause } }: Configuration): void {
  const param = "features[subscription_pause][duration][interval_options]";
  const { type, interval_options: options } = pause.duration;
  if (type === "interval_options" && options.length === 0) {
    throw invalid(param, `Missing required param: ${param}.`, "parameter_missing");
  }
  options.forEach(({ interval, interval_count: count }, index) => {
    if (count > THREE_YEARS[interval]) {
      throw invalid(`${param}[${index}][interval_count]`, "The maximum pause duration is three years.");
    }
  });
}

function checkUpdate({ features }: Configuration): void {
  if (!features.subscription_update.enabled) {
    return;
  }
  if (features.subscription_update.products.length === 0) {
    throw invalid(PRODUCTS, `Missing required param: ${PRODUCTS}`, "parameter_missing");
  }
  if (!features.payment_method_update.enabled) {
    throw new StripeError(400, "Cannot enable subscription updates while payment method update is disabled.");
  }
}

function checkProducts({ features: { subscription_update: update } }: Configuration, account: Account): void {
  if (update.products.length > MAX_PRODUCTS) {
    throw invalid(PRODUCTS, `Invalid array: ${PRODUCTS} can have at most ${MAX_PRODUCTS} products.`);
  }
  const intervals = new Map<string, Set<string>>();
  update.products.forEach((listed, index) => {
    const param = `${PRODUCTS}[${index}]`;
    products.refer(account, listed.product, `${param}[product]`);
    checkQuantity(listed, param);
    const taken = intervals.get(listed.product) ?? new Set();
    intervals.set(listed.product, taken);
    checkPrices(listed, param, taken, account);
  });
}

function checkQuantity({ adjustable_quantity: { minimum, maximum } }: ConfigurationProduct, param: string): void {
  if (maximum !== null && minimum > maximum) {
    const name = `${param}[adjustable_quantity][minimum]`;
    throw invalid(name, `Invalid ${name}: must be less than or equal to the maximum (${maximum}).`);
  }
}

function checkPrices(listed: ConfigurationProduct, param: string, taken: Set<string>, account: Account): void {
  listed.prices.forEach((id, index) => {
    const name = `${param}[prices][${index}]`;
    const price = prices.refer(account, id, name);
    if (price.product !== listed.product) {
      throw invalid(name, `The price \`${id}\` does not belong to the product \`${listed.product}\`.`);
    }
    if (price.recurring === null) {
      throw invalid(
        name,
        `The price \`${id}\` is not recurring: only recurring prices can be used in the customer portal.`,
      );
    }
    // Prices in several currencies may share an interval.
    const interval = `${price.currency} ${price.recurring.interval_count} ${price.recurring.interval}`;
    if (taken.has(interval)) {
      throw invalid(PRODUCTS, "For each product, its price must have unique billing intervals.");
    }
    taken.add(interval);
  });
}
