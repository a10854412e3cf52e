import { PortalInput } from "./render-portal";

/** The links of a portal, each with its property. */
export function links({ props: { businessProfile, defaultReturnUrl } }: PortalInput): [string, string | undefined][] {
  return [
    ["businessProfile.privacyPolicyUrl", businessProfile?.privacyPolicyUrl],
    ["businessProfile.termsOfServiceUrl", businessProfile?.termsOfServiceUrl],
    ["defaultReturnUrl", defaultReturnUrl],
  ];
}
