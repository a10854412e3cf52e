import { COLLECTIONS } from "../state/account";
import { newId } from "../api/ids";
import { listObjects, pagingFields } from "../api/list";
import { boolean, type Fields, object, oneOf, string, type Values } from "../api/parameters/parameters";
import { type Route, route } from "../api/routing";
import type { PaymentMethodConfiguration, PaymentMethodSetting } from "../wire";

const PATH = COLLECTIONS.payment_method_configuration;

const METHODS = [
  "acss_debit affirm afterpay_clearpay alipay alma amazon_pay apple_pay au_becs_debit bacs_debit bancontact billie bizum blik",
  "boleto card cartes_bancaires cashapp crypto customer_balance eps fpx giropay google_pay grabpay ideal jcb kakao_pay",
  "klarna konbini kr_card link mb_way mobilepay multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow",
  "paypal payto pix promptpay revolut_pay samsung_pay satispay scalapay sepa_debit sofort sunbit swish twint upi us_bank_account wechat_pay",
  "zip",
]
  .join(" ")
  .split(" ");
const ON_BY_DEFAULT: readonly string[] = ["apple_pay", "card", "google_pay", "link"];

type Preference = PaymentMethodSetting["display_preference"]["preference"];

const setting = object({ display_preference: object({ preference: oneOf("none", "off", "on") }) });
const methodFields = Object.fromEntries(METHODS.map((method) => [method, setting]));
const createFields = { ...methodFields, name: string(), parent: string() } satisfies Fields;
const updateFields = { ...methodFields, active: boolean(), name: string() } satisfies Fields;
const listFields = { ...pagingFields, active: boolean() } satisfies Fields;

/** `/v1/payment_method_configurations`, with the fields that portals need. */
export const paymentMethodConfigurationRoutes: readonly Route[] = [
  route("POST", PATH, createFields, {}, ({ account, params: { name, parent, ...methods } }) => {
    const configuration = newConfiguration(account.livemode, { name, parent }, methods);
    account.put("payment_method_configuration", configuration);
    return configuration;
  }),
  route("GET", PATH, listFields, {}, (call) =>
    listObjects(
      call,
      "payment_method_configuration",
      ({ active }) => (call.params.active ?? active) === active,
      (configuration) => configuration,
    ),
  ),
  route("GET", `${PATH}/:id`, {}, {}, ({ account, id }) => account.find("payment_method_configuration", id)),
  route("POST", `${PATH}/:id`, updateFields, {}, ({ account, id, params: { active, name, ...methods } }) => {
    const current = account.find("payment_method_configuration", id);
    const configuration = {
      ...current,
      active: active ?? current.active,
      name: name ?? current.name,
      ...settings(methods),
    };
    account.put("payment_method_configuration", configuration);
    return configuration;
  }),
];

/** The default configuration of every account. */
export function defaultPaymentMethodConfiguration(livemode: boolean): PaymentMethodConfiguration {
  return { ...newConfiguration(livemode, { name: "Default" }, {}), is_default: true };
}

function newConfiguration(
  livemode: boolean,
  { name = "Custom", parent = null }: { name?: string; parent?: string | null },
  methods: Values<typeof methodFields>,
): PaymentMethodConfiguration {
  const defaults = METHODS.map((method) => [method, newSetting(ON_BY_DEFAULT.includes(method) ? "on" : "off")]);
  return {
    id: newId("pmc"),
    object: "payment_method_configuration",
    active: true,
    application: null,
    is_default: false,
    livemode,
    name,
    parent,
    ...Object.fromEntries(defaults),
    ...settings(methods),
  };
}

function settings(methods: Values<typeof methodFields>): Record<string, PaymentMethodSetting> {
  const chosen = Object.entries(methods).flatMap(([method, choice]) => {
    const preference = choice?.display_preference?.preference;
    return preference === undefined ? [] : [[method, newSetting(preference)] as const];
  });
  return Object.fromEntries(chosen);
}

function newSetting(preference: Preference): PaymentMethodSetting {
  const value = preference === "on" ? "on" : "off";
  return { available: value === "on", display_preference: { overridable: null, preference, value } };
}
