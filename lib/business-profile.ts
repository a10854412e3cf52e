/**
 * The business information that the portal shows to customers. Stripe's `business_profile`.
 *
 * A property that is left out, or `""`, is cleared in Stripe. With `ApplyVia.PROVIDER` the string stays in Stripe instead,
 * because the Terraform provider cannot clear it.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-business_profile
 */
export interface BusinessProfile {
  /**
   * The headline. Must be at most 60 characters. Stripe's `business_profile.headline`.
   *
   * @default - Stripe shows its own headline
   */
  readonly headline?: string;

  /**
   * The URL of the privacy policy. Must be an absolute http or https URL. Stripe's `business_profile.privacy_policy_url`.
   *
   * @default - no URL; Stripe shows the one in the account's public details, if there is one
   */
  readonly privacyPolicyUrl?: string;

  /**
   * The URL of the terms of service. Must be an absolute http or https URL. Stripe's
   * `business_profile.terms_of_service_url`.
   *
   * @default - no URL; Stripe shows the one in the account's public details, if there is one
   */
  readonly termsOfServiceUrl?: string;
}
