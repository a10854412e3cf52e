import { PortalFeatures } from "../portal-features";
import { PortalProps } from "../portal-props";
import { PortalProduct } from "../subscription-update";
import { Body } from "./lean-resource";
import { Carrier, enabled, literalText, renderFeatures, text } from "./render-features";
import { hasToken, isMapToken, isStruct } from "./tokens";

/** What a portal is made of: the props, their features, and the products that may have come later. */
export interface PortalInput {
  readonly props: PortalProps;
  readonly features: PortalFeatures;
  readonly products: PortalProduct[] | undefined;
}

/** The whole portal as Stripe's parameters. */
export function renderPortal({ props, features, products }: PortalInput, carrier: Carrier): Body {
  const { headline, privacyPolicyUrl, termsOfServiceUrl } = props.businessProfile ?? {};
  return {
    active: props.active ?? true,
    name: text(props.name, carrier),
    default_return_url: text(props.defaultReturnUrl, carrier),
    business_profile: unlessEmpty({
      headline: text(headline, carrier),
      privacy_policy_url: text(privacyPolicyUrl, carrier),
      terms_of_service_url: text(termsOfServiceUrl, carrier),
    }),
    login_page: { enabled: enabled(props.loginPage) },
    metadata: renderMetadata(props.metadata),
    features: renderFeatures(features, products, carrier),
  };
}

/**
 * What the provider creates for a step to complete: all that it can carry, plan switching off. Texts that only Terraform
 * knows come with the step, since the provider fails on those that turn out empty; whether something is on never does.
 * Attributes that are left to the Dashboard come now or never.
 */
export function renderBirth(input: PortalInput, leftToDashboard: readonly string[] = []): Body {
  const portal = renderPortal(input, "provider");
  const { business_profile: profile, metadata, features, ...others } = portal;
  const known: Body = {
    ...withoutTokenTexts(others),
    business_profile: unlessEmpty(withoutTokenTexts((profile ?? {}) as Body)),
    metadata: isMapToken(metadata) ? undefined : withoutTokens(metadata as Body),
    features: withoutTokenTexts(features as Body),
  };
  const birth = { ...known, ...Object.fromEntries(leftToDashboard.map((name) => [name, portal[name]])) };
  return { ...birth, features: { ...(birth.features as Body), subscription_update: { enabled: false } } };
}

function renderMetadata(metadata: { [key: string]: string } = {}): Body {
  if (isMapToken(metadata)) return metadata;
  return Object.fromEntries(
    Object.entries(metadata)
      .filter(([, value]) => value !== "" && value !== undefined)
      .map(([key, value]) => [literalText(key), literalText(value)]),
  );
}

function unlessEmpty(values: Body): Body | undefined {
  return Object.values(values).some((value) => value !== undefined) ? values : undefined;
}

function withoutTokenTexts(body: Body): Body {
  const known = Object.entries(body)
    .filter(([key, value]) => key === "active" || key === "enabled" || !(typeof value === "string" && hasToken(value)))
    .map(([key, value]) => [key, isStruct(value) ? withoutTokenTexts(value) : value]);
  return Object.fromEntries(known);
}

function withoutTokens(values: Body): Body {
  return Object.fromEntries(Object.entries(values).filter((entry) => !hasToken(entry)));
}
