import { invalid, missing, StripeError } from "../../api/errors";
import type { Expandable } from "../../api/expansion";
import { newId, nowInSeconds, randomText } from "../../api/ids";
import { type Fields, integer, object, oneOf, required, since, string, url, type Values } from "../../api/parameters";
import type { Service } from "../../api/resource";
import { type Call, route } from "../../api/routing";
import { knows, Since } from "../../api/versions";
import type { Account } from "../../state/account";
import { type Configuration, configurations } from "../configurations/configuration";
import { expandableConfiguration, renderConfiguration } from "../configurations/resource";
import { customers } from "../customers";
import { checkFlow, flowData, renderFlow } from "./flows";

const LOCALES = [
  ...["auto", "bg", "cs", "da", "de", "el", "en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-SG", "es"],
  ...["es-419", "et", "fi", "fil", "fr", "fr-CA", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb"],
  ...["nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW"],
];

const createFields = {
  after_expiration: since(
    Since.AFTER_EXPIRATION,
    object({ customer_login: object({ expires_at: integer() }), type: required(oneOf("customer_login")) }),
  ),
  configuration: string(),
  customer: string(),
  customer_account: string(),
  flow_data: flowData,
  locale: oneOf(...LOCALES),
  on_behalf_of: string(),
  return_url: url(),
} satisfies Fields;

type SessionCreation = Values<typeof createFields>;

const expandableSession: Expandable = { configuration: expandableConfiguration, flow: {} };

/** `/v1/billing_portal/sessions`: the sessions that open the portal. Subscriptions and coupons are not checked. */
export const sessionService: Service = {
  permission: { label: "Customer portal", name: "customer_portal" },
  routes: [
    route("POST", "/v1/billing_portal/sessions", createFields, expandableSession, (call) => {
      const { account, params } = call;
      if ((params.customer ?? params.customer_account) === undefined) {
        throw missing("customer");
      }
      const configuration = configurationOf(params, account);
      if (params.customer !== undefined) {
        customers.refer(account, params.customer, "customer");
      }
      if (params.flow_data) {
        checkFlow(params.flow_data, configuration, account);
      }
      return newSession(configuration, call);
    }),
  ],
};

function newSession(configuration: Configuration, call: Call<typeof createFields>): unknown {
  const { account, params, version } = call;
  const expand = call.expand.get("configuration");
  return {
    id: newId("bps"),
    object: "billing_portal.session",
    ...(knows(version, Since.AFTER_EXPIRATION) && { after_expiration: afterExpiration(params) }),
    configuration: expand ? renderConfiguration(configuration, { ...call, expand }) : configuration.id,
    created: nowInSeconds(),
    customer: params.customer ?? null,
    customer_account: params.customer_account ?? null,
    flow: params.flow_data ? renderFlow(params.flow_data, version) : null,
    livemode: account.livemode,
    locale: params.locale ?? null,
    on_behalf_of: params.on_behalf_of ?? null,
    return_url: params.return_url ?? configuration.default_return_url,
    url: `https://billing.stripe.com/p/session/${account.livemode ? "" : "test_"}${randomText(24)}`,
  };
}

function afterExpiration({ after_expiration: sent }: SessionCreation): unknown {
  return sent ? { customer_login: { expires_at: null, ...sent.customer_login }, type: sent.type } : null;
}

function configurationOf({ configuration: id }: SessionCreation, account: Account): Configuration {
  if (id === undefined) {
    return defaultOf(account);
  }
  const configuration = configurations.refer(account, id, "configuration");
  if (!configuration.active) {
    throw invalid(
      "configuration",
      `The configuration \`${id}\` is inactive and cannot be used to create a portal session.`,
    );
  }
  return configuration;
}

function defaultOf(account: Account): Configuration {
  const found = configurations.all(account).find(({ is_default: isDefault }) => isDefault);
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
