import { PortalFeatures } from "../portal-features";
import { PortalProps } from "../portal-props";
import { PortalProduct } from "../subscription-update";
import { Body } from "./lean-resource";
import { enabled, literalString, renderFeatures, stringOrEmpty } from "./render-features";
import { isMapToken } from "./tokens";

/** What a portal is made of: the props, their features, and the products that may have come later. */
export interface PortalInput {
  readonly props: PortalProps;
  readonly features: PortalFeatures;
  readonly products: PortalProduct[] | undefined;
}

/** The whole portal as Stripe's parameters: everything is stated, so that what the app leaves out is off in Stripe. */
export function renderPortal({ props, features, products }: PortalInput): Body {
  const { headline, privacyPolicyUrl, termsOfServiceUrl } = props.businessProfile ?? {};
  return {
    active: props.active ?? true,
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

function renderMetadata(metadata: { [key: string]: string } = {}): Body {
  if (isMapToken(metadata)) return metadata;
  return Object.fromEntries(
    Object.entries(metadata)
      .filter(([, value]) => value !== "" && value !== undefined)
      .map(([key, value]) => [literalString(key), literalString(value)]),
  );
}
