import { invalid, missing, StripeError } from "../../api/errors";
import {
  integer,
  list,
  object,
  oneOf,
  oneOfSince,
  type Parameter,
  required,
  since,
  string,
  url,
} from "../../api/parameters";
import { knows, Since } from "../../api/versions";
import type { Account } from "../../state/account";
import type { Configuration } from "../configurations/configuration";
import { type Price, prices } from "../prices/price";

const subscription = required(string());

/** `flow_data` of a session: a deep link to one page of the portal. */
export const flowData = object({
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
  subscription_pause: since(Since.SUBSCRIPTION_PAUSE, object({ subscription })),
  subscription_update: object({ subscription }),
  subscription_update_confirm: object({
    discounts: list(object({ coupon: string(), promotion_code: string() })),
    items: required(list(object({ id: required(string()), price: string(), quantity: integer({ minimum: 0 }) }))),
    subscription,
  }),
  type: required(
    oneOfSince(
      { customer_update: Since.CUSTOMER_UPDATE_FLOW, subscription_pause: Since.SUBSCRIPTION_PAUSE },
      "payment_method_update",
      "subscription_cancel",
      "subscription_update",
      "subscription_update_confirm",
    ),
  ),
});

export type Flow = typeof flowData extends Parameter<infer T> ? T : never;
type Confirmation = NonNullable<Flow["subscription_update_confirm"]>;

/** The flows that require an object with the name of their type. */
const WITH_OWN_OBJECT = [
  "subscription_cancel",
  "subscription_pause",
  "subscription_update",
  "subscription_update_confirm",
] as const;

const UPDATES_DISABLED =
  "This subscription cannot be updated because the subscription update feature in the portal configuration is disabled.";

/** Stripe's error for a flow to a disabled feature. Only the one for updates is publicly known. */
const DISABLED: Readonly<Record<Flow["type"], string>> = {
  customer_update:
    "This customer cannot be updated because the customer update feature in the portal configuration is disabled.",
  payment_method_update:
    "This payment method cannot be updated because the payment method update feature in the portal configuration is disabled.",
  subscription_cancel:
    "This subscription cannot be canceled because the subscription cancel feature in the portal configuration is disabled.",
  subscription_pause:
    "This subscription cannot be paused because the subscription pause feature in the portal configuration is disabled.",
  subscription_update: UPDATES_DISABLED,
  subscription_update_confirm: UPDATES_DISABLED,
};

/** Rejects a flow if it is incomplete or the configuration does not allow it. */
export function checkFlow(flow: Flow, configuration: Configuration, account: Account): void {
  checkOwnObject(flow);
  checkAfterCompletion(flow);
  const feature = flow.type === "subscription_update_confirm" ? "subscription_update" : flow.type;
  if (!configuration.features[feature].enabled) {
    throw new StripeError(400, DISABLED[flow.type]);
  }
  if (flow.subscription_update_confirm) {
    checkConfirmation(flow.subscription_update_confirm, configuration, account);
  }
}

function checkOwnObject(flow: Flow): void {
  for (const name of WITH_OWN_OBJECT) {
    const param = `flow_data[${name}]`;
    if (name === flow.type && flow[name] === undefined) {
      throw missing(param);
    }
    if (name !== flow.type && flow[name] !== undefined) {
      throw invalid(param, `\`${param}\` can only be used with \`flow_data[type]=${name}\`.`);
    }
  }
}

function checkAfterCompletion({ after_completion: after }: Flow): void {
  const param = "flow_data[after_completion]";
  if (after?.type === "redirect" && after.redirect === undefined) {
    throw missing(`${param}[redirect]`);
  }
  for (const name of ["hosted_confirmation", "redirect"] as const) {
    if (after?.[name] !== undefined && after.type !== name) {
      throw invalid(`${param}[${name}]`, `\`${param}[${name}]\` can only be used with \`${param}[type]=${name}\`.`);
    }
  }
}

function checkConfirmation(
  { discounts = [], items }: Confirmation,
  { id, features: { subscription_update: update } }: Configuration,
  account: Account,
): void {
  const param = "flow_data[subscription_update_confirm]";
  const [item] = items;
  if (item === undefined || items.length > 1) {
    throw invalid(`${param}[items]`, `Invalid ${param}[items]: must contain exactly one item.`);
  }
  if (item.price === undefined && item.quantity === undefined && discounts.length === 0) {
    throw new StripeError(400, "Cannot update the subscription because there are no changes to confirm.");
  }
  const checkAllowed = (kind: "price" | "promotion_code" | "quantity", name: string): void => {
    if (!update.default_allowed_updates.includes(kind)) {
      throw invalid(name, `The configuration \`${id}\` does not allow customers to update the ${kind}.`);
    }
  };
  if (item.price !== undefined) {
    checkAllowed("price", `${param}[items][0][price]`);
    checkPrice(prices.refer(account, item.price, `${param}[items][0][price]`), item.quantity, update.products);
  } else if (item.quantity !== undefined) {
    checkAllowed("quantity", `${param}[items][0][quantity]`);
  }
  discounts.forEach(({ coupon, promotion_code: code }, index) => {
    const name = `${param}[discounts][${index}]`;
    if (coupon !== undefined && code !== undefined) {
      throw invalid(name, "You may only specify one of these parameters: coupon, promotion_code.");
    }
    if (code !== undefined) {
      checkAllowed("promotion_code", `${name}[promotion_code]`);
    }
  });
}

/** A quantity beside a price may be the one that the subscription has, so it counts only if customers can choose it. */
function checkPrice(
  { active, id }: Price,
  quantity: number | undefined,
  products: Configuration["features"]["subscription_update"]["products"],
): void {
  const param = "flow_data[subscription_update_confirm][items][0]";
  const listed = products.find(({ prices }) => prices.includes(id));
  if (!listed) {
    throw invalid(`${param}[price]`, `The price \`${id}\` is not listed in the portal configuration.`);
  }
  if (!active) {
    throw invalid(`${param}[price]`, "The price specified is inactive. This field only accepts active prices.");
  }
  const { enabled, maximum, minimum } = listed.adjustable_quantity;
  if (enabled && quantity !== undefined && (quantity < minimum || quantity > (maximum ?? Infinity))) {
    throw invalid(`${param}[quantity]`, `The portal configuration does not allow a quantity of ${quantity}.`);
  }
}

/** A flow in a session: it has the fields of all flows, and those of other flows are null. */
export function renderFlow(flow: Flow, version: string): unknown {
  const { after_completion: after, subscription_cancel: cancel, subscription_update_confirm: confirm, type } = flow;
  return {
    after_completion: {
      hosted_confirmation:
        after?.type === "hosted_confirmation" ? { custom_message: null, ...after.hosted_confirmation } : null,
      redirect: after?.redirect ?? null,
      type: after?.type ?? "portal_homepage",
    },
    ...(knows(version, Since.CUSTOMER_UPDATE_FLOW) && { customer_update: type === "customer_update" ? {} : null }),
    subscription_cancel: cancel ? { retention: null, ...cancel } : null,
    ...(knows(version, Since.SUBSCRIPTION_PAUSE) && { subscription_pause: flow.subscription_pause ?? null }),
    subscription_update: flow.subscription_update ?? null,
    subscription_update_confirm: confirm
      ? {
          discounts:
            confirm.discounts?.map((discount) => ({ coupon: null, promotion_code: null, ...discount })) ?? null,
          items: confirm.items.map((item) => ({ price: null, ...item })),
          subscription: confirm.subscription,
        }
      : null,
    type,
  };
}
