import type { Account } from "./account";
import { invalid, missing, StripeError } from "./errors";
import { newId, nowInSeconds, randomText } from "./ids";
import { type Fields, integer, list, object, oneOf, required, string, url, type Values } from "./parameters";
import { type Route, route } from "./routing";
import type { Configuration } from "./wire";

const subscription = required(string());

const flow = object({
  after_completion: object({
    hosted_confirmation: object({ custom_message: string({ maxLength: 500 }) }),
    redirect: object({ return_url: required(url()) }),
    type: required(oneOf("hosted_confirmation", "portal_homepage", "redirect")),
  }),
  subscription_cancel: object({
    retention: object({
      coupon_offer: required(object({ coupon: required(string()) })),
      type: required(oneOf("coupon_offer")),
    }),
    subscription,
  }),
  subscription_update: object({ subscription }),
  subscription_update_confirm: object({
    discounts: list(object({ coupon: string(), promotion_code: string() })),
    items: required(list(object({ id: required(string()), price: string(), quantity: integer({ minimum: 0 }) }))),
    subscription,
  }),
  type: required(
    oneOf(
      "customer_update",
      "payment_method_update",
      "subscription_cancel",
      "subscription_update",
      "subscription_update_confirm",
    ),
  ),
});

const createFields = {
  configuration: string(),
  customer: string(),
  customer_account: string(),
  flow_data: flow,
  locale: string({ example: "en" }),
  on_behalf_of: string(),
  return_url: url(),
} satisfies Fields;

type SessionCreation = Values<typeof createFields>;

/** `/v1/billing_portal/sessions`: what the code that opens a portal meets. Customers are not checked. */
export const sessionRoutes: readonly Route[] = [
  route("POST", "/v1/billing_portal/sessions", createFields, {}, ({ account, params }) => {
    if ((params.customer ?? params.customer_account) === undefined) {
      throw missing("customer");
    }
    const configuration = configurationOf(params, account);
    checkFlow(params, configuration);
    return {
      id: newId("bps"),
      object: "billing_portal.session",
      configuration: configuration.id,
      created: nowInSeconds(),
      customer: params.customer ?? null,
      customer_account: params.customer_account ?? null,
      flow: params.flow_data ?? null,
      livemode: account.livemode,
      locale: params.locale ?? null,
      on_behalf_of: params.on_behalf_of ?? null,
      return_url: params.return_url ?? configuration.default_return_url,
      url: `https://billing.stripe.com/p/session/${account.livemode ? "" : "test_"}${randomText(24)}`,
    };
  }),
];

function configurationOf({ configuration: id }: SessionCreation, account: Account): Configuration {
  if (id === undefined) {
    return defaultOf(account);
  }
  const configuration = account.refer("configuration", id, "configuration");
  if (!configuration.active) {
    throw invalid(
      "configuration",
      `The configuration \`${id}\` is inactive and cannot be used to create a portal session.`,
    );
  }
  return configuration;
}

function defaultOf(account: Account): Configuration {
  const found = account.all("configuration").find(({ is_default: isDefault }) => isDefault);
  if (!found) {
    const page = `https://dashboard.stripe.com/${account.livemode ? "" : "test/"}settings/billing/portal`;
    throw new StripeError(
      400,
      `No configuration provided and your ${account.mode} mode default configuration has not been created. Provide a ` +
        `configuration or create your default by saving your customer portal settings in ${account.mode} mode at ${page}.`,
    );
  }
  return found;
}

/** A deep link can lead only to what the configuration offers. */
function checkFlow({ flow_data: flow }: SessionCreation, { id, features }: Configuration): void {
  if (flow === undefined) {
    return;
  }
  const feature = flow.type === "subscription_update_confirm" ? "subscription_update" : flow.type;
  if (!features[feature].enabled) {
    const message = `This session cannot be created because the ${feature} feature is disabled in the configuration \`${id}\`.`;
    throw invalid("flow_data[type]", message);
  }
  const listed = features.subscription_update.products.flatMap(({ prices }) => prices);
  flow.subscription_update_confirm?.items.forEach(({ price }, index) => {
    if (price !== undefined && !listed.includes(price)) {
      const param = `flow_data[subscription_update_confirm][items][${index}][price]`;
      throw invalid(param, `The price \`${price}\` is not listed in the configuration \`${id}\`.`);
    }
  });
}
