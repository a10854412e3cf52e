import { PortalFeatures } from "../../features";
import { PortalProps } from "../../portal-props";
import { PortalProduct } from "../../features/subscription-update";
import { orTrue } from "../terraform/expressions";
import { Body } from "../terraform/overrides";
import { enabled, literalString, renderFeatures, stringOrEmpty } from "./render-features";
import { copyOf, isMapToken, isStruct } from "../terraform/tokens";

/** The props of a portal, their features, and all products, including added ones. */
export interface PortalInput {
  readonly props: PortalProps;
  readonly features: PortalFeatures;
  readonly products: PortalProduct[] | undefined;
}

/** Renders the portal as Stripe's parameters. All of them are set, so that missing features are turned off in Stripe. */
export function renderPortal({ props, features, products }: PortalInput): Body {
  const { headline, privacyPolicyUrl, termsOfServiceUrl } = props.businessProfile ?? {};
  return {
    active: orTrue(props.active),
    name: stringOrEmpty(props.name),
    default_return_url: stringOrEmpty(props.defaultReturnUrl),
    business_profile: {
      headline: stringOrEmpty(headline),
      privacy_policy_url: stringOrEmpty(privacyPolicyUrl),
      terms_of_service_url: stringOrEmpty(termsOfServiceUrl),
    },
    login_page: { enabled: enabled(props.loginPage) },
    metadata: renderMetadata(props.metadata),
    features: renderFeatures(features, products),
  };
}

/** A portal without features, strings and metadata. */
const EMPTY = renderPortal({ props: {}, features: {}, products: undefined });

/** The portal with defaults for parameters that an override removes or sets to null: left out means off. */
export function withDefaults(portal: Body, defaults: Body = EMPTY): Body {
  const entries = Object.entries(defaults).map(([name, fallback]) => {
    const value = portal[name] ?? undefined;
    if (value === undefined) return [name, copyOf(fallback)];
    return [name, isStruct(fallback) && isStruct(value) ? withDefaults(value, fallback) : value];
  });
  return { ...portal, ...Object.fromEntries(entries) };
}

function renderMetadata(metadata: { [key: string]: string } = {}): Body {
  if (isMapToken(metadata)) return metadata;
  return Object.fromEntries(
    Object.entries(metadata)
      .filter(([, value]) => value !== "" && value !== undefined)
      .map(([key, value]) => [literalString(key), literalString(value)]),
  );
}
