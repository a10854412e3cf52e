import { Collection } from "../api/collection";
import { type Expandable, inList } from "../api/expansion";
import { listObjects, pagingFields } from "../api/list";
import { boolean, type Fields, object, oneOf, string, type Values } from "../api/parameters";
import type { Resource } from "../api/resource";
import { route } from "../api/routing";

/** A payment method of a payment method configuration. */
interface PaymentMethodSetting {
  available: boolean;
  display_preference: { overridable: boolean | null; preference: "none" | "off" | "on"; value: "off" | "on" };
}

export type PaymentMethodConfiguration = {
  readonly id: string;
  readonly object: "payment_method_configuration";
  active: boolean;
  application: string | null;
  is_default: boolean;
  livemode: boolean;
  name: string;
  parent: string | null;
} & { [method: string]: PaymentMethodSetting | string | boolean | null };

export const paymentMethodConfigurations = new Collection<"payment_method_configuration", PaymentMethodConfiguration>({
  kind: "payment_method_configuration",
  prefix: "pmc",
  path: "/v1/payment_method_configurations",
});

const PATH = paymentMethodConfigurations.path;

const METHODS = [
  "acss_debit affirm afterpay_clearpay alipay alma amazon_pay apple_pay au_becs_debit bacs_debit bancontact billie bizum blik",
  "boleto card cartes_bancaires cashapp crypto customer_balance eps fpx giropay google_pay grabpay ideal jcb kakao_pay",
  "klarna konbini kr_card link mb_way mobilepay multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow",
  "paypal payto pix promptpay revolut_pay samsung_pay satispay scalapay sepa_debit sofort sunbit swish twint upi us_bank_account wechat_pay",
  "zip",
]
  .join(" ")
  .split(" ");
const expandable: Expandable = Object.fromEntries(METHODS.map((method) => [method, {}]));
const ON_BY_DEFAULT: readonly string[] = ["apple_pay", "card", "google_pay", "link"];

type Preference = PaymentMethodSetting["display_preference"]["preference"];

const setting = object({ display_preference: object({ preference: oneOf("none", "off", "on") }) });
const methodFields = Object.fromEntries(METHODS.map((method) => [method, setting]));
const createFields = { ...methodFields, name: string(), parent: string() } satisfies Fields;
const updateFields = { ...methodFields, active: boolean(), name: string() } satisfies Fields;
const listFields = { ...pagingFields, active: boolean() } satisfies Fields;

/** `/v1/payment_method_configurations`, with the fields that portals need. */
export const paymentMethodConfigurationResource: Resource<"payment_method_configuration", PaymentMethodConfiguration> =
  {
    objects: paymentMethodConfigurations,
    example: defaultConfiguration(false),
    initial: ({ livemode }) => [defaultConfiguration(livemode)],
    permission: { label: "Payment Method Configurations", name: "payment_method_configuration" },
    routes: [
      route("POST", PATH, createFields, expandable, ({ account, params: { name, parent, ...methods } }) =>
        paymentMethodConfigurations.put(account, newConfiguration(account.livemode, { name, parent }, methods)),
      ),
      route("GET", PATH, listFields, inList(expandable), (call) =>
        listObjects(
          call,
          paymentMethodConfigurations,
          ({ active }) => (call.params.active ?? active) === active,
          (configuration) => configuration,
        ),
      ),
      route("GET", `${PATH}/:id`, {}, expandable, ({ account, id }) => paymentMethodConfigurations.find(account, id)),
      route(
        "POST",
        `${PATH}/:id`,
        updateFields,
        expandable,
        ({ account, id, params: { active, name, ...methods } }) => {
          const current = paymentMethodConfigurations.find(account, id);
          return paymentMethodConfigurations.put(account, {
            ...current,
            active: active ?? current.active,
            name: name ?? current.name,
            ...settings(methods),
          });
        },
      ),
    ],
  };

/** The default configuration of every account. */
function defaultConfiguration(livemode: boolean): PaymentMethodConfiguration {
  return { ...newConfiguration(livemode, { name: "Default" }, {}), is_default: true };
}

function newConfiguration(
  livemode: boolean,
  { name = "Custom", parent = null }: { name?: string; parent?: string | null },
  methods: Values<typeof methodFields>,
): PaymentMethodConfiguration {
  const defaults = METHODS.map((method) => [method, newSetting(ON_BY_DEFAULT.includes(method) ? "on" : "off")]);
  return {
    id: paymentMethodConfigurations.newId(),
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
