import { type Expandable, inList } from "../../api/expansion";
import { nowInSeconds, randomText } from "../../api/ids";
import { listObjects } from "../../api/list";
import { mergeMetadata } from "../../api/parameters";
import type { Resource } from "../../api/resource";
import { route, type View } from "../../api/routing";
import { knows, Since } from "../../api/versions";
import type { Account } from "../../state/account";
import { merge } from "../merge";
import { type Configuration, configurations } from "./configuration";
import { dashboardConfiguration, newConfiguration } from "./defaults";
import type { ConfigurationProduct } from "./features";
import { type ConfigurationChange, createFields, listFields, updateFields } from "./parameters";
import { checkConfiguration } from "./rules";

const PATH = configurations.path;

export const expandableConfiguration: Expandable = {
  application: {},
  business_profile: {},
  features: { subscription_update: { products: {} } },
  login_page: {},
};

/** `/v1/billing_portal/configurations`. There is no DELETE, as at Stripe. */
export const configurationResource: Resource<"configuration", Configuration> = {
  objects: configurations,
  example: change(newConfiguration(false, false), {
    features: { subscription_update: { products: [{ product: "prod_1", prices: ["price_1"] }] } },
  }),
  initial: ({ livemode, fresh }) => (fresh ? [] : [dashboardConfiguration(livemode)]),
  permission: { label: "Customer portal", name: "customer_portal" },
  routes: [
    route("POST", PATH, createFields, expandableConfiguration, (call) => {
      const isFirst = configurations.all(call.account).length === 0;
      const blank = newConfiguration(call.account.livemode, isFirst);
      return renderConfiguration(save(change(blank, call.params), call.account), call);
    }),
    route("GET", PATH, listFields, inList(expandableConfiguration), (call) => {
      const { active, is_default: isDefault } = call.params;
      const matches = (candidate: Configuration): boolean =>
        (active ?? candidate.active) === candidate.active &&
        (isDefault ?? candidate.is_default) === candidate.is_default;
      return listObjects(call, configurations, matches, renderConfiguration);
    }),
    route("GET", `${PATH}/:id`, {}, expandableConfiguration, (call) =>
      renderConfiguration(configurations.find(call.account, call.id), call),
    ),
    route("POST", `${PATH}/:id`, updateFields, expandableConfiguration, (call) => {
      const current = configurations.find(call.account, call.id);
      return renderConfiguration(save(change(current, call.params), call.account), call);
    }),
  ],
};

/** Returns a configuration with a change merged into it. Neither argument is changed. */
function change(current: Configuration, { metadata, ...sent }: ConfigurationChange): Configuration {
  const next = merge(current, fillIn(sent)) as Configuration;
  return {
    ...next,
    login_page: { ...next.login_page, url: loginPageUrl(next) },
    metadata: mergeMetadata(current.metadata, metadata),
    updated: nowInSeconds(),
  };
}

function save(configuration: Configuration, account: Account): Configuration {
  checkConfiguration(configuration, account);
  return configurations.put(account, configuration);
}

/** Adds the defaults to the elements of lists, because a list replaces the previous one as a whole. */
function fillIn(sent: Omit<ConfigurationChange, "metadata">): object {
  const { subscription_pause: pause, subscription_update: update } = sent.features ?? {};
  return {
    ...sent,
    features: {
      ...sent.features,
      ...(pause && {
        subscription_pause: {
          ...pause,
          duration: pause.duration && {
            ...pause.duration,
            interval_options: pause.duration.interval_options?.map((option) => ({ interval_count: 1, ...option })),
          },
        },
      }),
      ...(update && {
        subscription_update: {
          ...update,
          billing_cycle_anchor: update.billing_cycle_anchor === "unchanged" ? null : update.billing_cycle_anchor,
          products: update.products?.map((product): ConfigurationProduct => ({
            ...product,
            adjustable_quantity: { maximum: null, minimum: 0, ...(product.adjustable_quantity ?? { enabled: true }) },
          })),
        },
      }),
    },
  };
}

function loginPageUrl({ livemode, login_page: page }: Configuration): string | null {
  if (!page.enabled) {
    return null;
  }
  return page.url ?? `https://billing.stripe.com/p/login/${livemode ? "" : "test_"}${randomText(18)}`;
}

/** The configuration in a response: with products only if expanded, and without fields that are newer than the request's version. */
export function renderConfiguration(configuration: Configuration, { version, expand }: View): unknown {
  const {
    subscription_cancel: cancel,
    subscription_pause: pause,
    subscription_update: update,
    ...features
  } = configuration.features;
  const { feedback_options: feedbackOptions, ...reason } = cancel.cancellation_reason;
  const { products, ...shownUpdate } = update;
  const showsProducts = expand.get("features")?.get("subscription_update")?.has("products");
  return {
    ...configuration,
    features: {
      ...features,
      subscription_cancel: {
        ...cancel,
        cancellation_reason: {
          ...reason,
          ...(knows(version, Since.FEEDBACK_OPTIONS) && { feedback_options: feedbackOptions }),
        },
      },
      ...(knows(version, Since.SUBSCRIPTION_PAUSE) && { subscription_pause: pause }),
      subscription_update: { ...shownUpdate, ...(showsProducts && { products }) },
    },
  };
}
