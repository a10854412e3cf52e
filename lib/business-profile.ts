/**
 * What the portal tells about the business. Stripe's `business_profile`.
 *
 * Left out or `""`: nothing. Where a portal has no step (see `ApplyVia`), a text that leaves the program stays in Stripe,
 * because the Terraform provider cannot clear it.
 */
export interface BusinessProfile {
  /**
   * The headline, at most 60 characters (a longer one makes the construct throw). Stripe's `business_profile.headline`.
   *
   * @default - Stripe's own headline
   */
  readonly headline?: string;

  /**
   * The link to the privacy policy, an absolute http or https URL (anything else makes the construct throw). Stripe's
   * `business_profile.privacy_policy_url`.
   *
   * @default - no link
   */
  readonly privacyPolicyUrl?: string;

  /**
   * The link to the terms of service, an absolute http or https URL (anything else makes the construct throw). Stripe's
   * `business_profile.terms_of_service_url`.
   *
   * @default - no link
   */
  readonly termsOfServiceUrl?: string;
}
