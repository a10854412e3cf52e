import * as cdktf from "cdktf";
import { ApplyVia, ApplyWhen } from "./apply-via";
import { PortalFeatures } from "./features";

/**
 * One of Stripe's two modes. Configurations, products and prices are separate objects in each mode.
 *
 * @see https://docs.stripe.com/keys#test-live-modes
 */
export enum PortalMode {
  /** Live mode. Its keys begin with `sk_live_` or `rk_live_`. */
  LIVE = "live",
  /** Test mode. Its keys begin with `sk_test_` or `rk_test_`. */
  TEST = "test",
}

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

/**
 * The page on which customers log in to the portal by email. Stripe's `login_page`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-login_page
 */
export interface LoginPage {
  /**
   * Turns the page on or off. The portal's `loginPageUrl` is its URL. Stripe's `login_page.enabled`.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;
}

/**
 * Properties that every portal has, presets included.
 *
 * They describe the whole portal: a property that is left out is off or empty in Stripe. An empty string counts as left out.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create
 */
export interface PortalProps {
  /**
   * The name of the configuration. Must be at most 256 characters. Stripe's `name`.
   *
   * @default - no name
   */
  readonly name?: string;

  /**
   * Activates or deactivates the configuration. Sessions cannot use an inactive one. Stripe rejects deactivating the
   * account's default configuration. Stripe's `active`.
   *
   * @default true
   */
  readonly active?: boolean | cdktf.IResolvable;

  /**
   * The URL of the portal's return link, unless the session has its own. Must be an absolute http or https URL. Stripe's
   * `default_return_url`.
   *
   * @default - no return link
   */
  readonly defaultReturnUrl?: string;

  /**
   * The business information that the portal shows to customers. Stripe's `business_profile`.
   *
   * @default - Stripe's own headline, and the links in the account's public details
   */
  readonly businessProfile?: BusinessProfile;

  /**
   * The page on which customers log in to the portal by email. Stripe's `login_page`.
   *
   * @default - the login page is off
   */
  readonly loginPage?: LoginPage;

  /**
   * Key-value pairs to store with the configuration. Must have at most 50 keys. A key must be at most 40 characters
   * without square brackets, and a value at most 500 characters. Stripe's `metadata`.
   *
   * @default - no metadata
   */
  readonly metadata?: { [key: string]: string };

  /**
   * The ID (`bpc_...`) of an existing configuration to adopt instead of creating one, such as the account's default.
   *
   * The configuration becomes the portal of your app, and everything that your app does not contain is turned off. Requires
   * Terraform 1.5 or later. The plan fails if Terraform already manages another configuration at the portal's address. If you
   * replace an adopted portal (`-replace`, `taint`), another configuration is created and the apply fails.
   *
   * @default - a configuration is created
   */
  readonly importFrom?: string;

  /**
   * The mode (live or test) that the API key must belong to.
   *
   * If your app passes a key of the other mode or an empty key to the provider, the plan fails and nothing is sent. If the key
   * comes from the environment and belongs to the other mode, the apply fails before this portal is written.
   *
   * @default - a key of either mode is accepted
   */
  readonly expectedMode?: PortalMode;

  /**
   * The route by which the portal reaches Stripe.
   *
   * @default ApplyVia.AUTO
   */
  readonly applyVia?: ApplyVia;

  /**
   * The time at which the step runs. `ApplyWhen.ALWAYS` cannot be combined with `ApplyVia.PROVIDER`, which has no step.
   *
   * @default ApplyWhen.ON_CHANGE
   */
  readonly applyWhen?: ApplyWhen;

  /**
   * The names of warnings that you have read and accepted. Each warning contains its name, and docs/rules.md lists all of
   * them. Must contain existing names only.
   *
   * @default - every warning is shown
   */
  readonly acknowledgeWarnings?: string[];

  /**
   * The Stripe provider to use, if a stack has several accounts or keys.
   *
   * @default - the stack's provider without an alias
   */
  readonly provider?: cdktf.TerraformProvider;

  /**
   * Resources that must exist before the portal is written.
   *
   * @default - only the resources that the portal's values refer to
   */
  readonly dependsOn?: cdktf.ITerraformDependable[];

  /**
   * Terraform's `lifecycle` of the portal. It is merged with the arguments that the construct sets.
   *
   * `createBeforeDestroy` is always on. `ignoreChanges` takes top-level attributes such as `metadata`, which the Dashboard
   * then owns. It must not contain nested paths or be `"all"`, unless `applyVia` is `ApplyVia.PROVIDER`.
   *
   * @default - `createBeforeDestroy` only
   */
  readonly lifecycle?: cdktf.TerraformResourceLifecycle;
}

/**
 * Properties of StripePortalConfiguration.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create
 */
export interface StripePortalConfigurationProps extends PortalProps {
  /**
   * The features that customers can use in the portal. Must contain at least one feature. Features that are left out are
   * turned off in Stripe. Stripe's `features`.
   */
  readonly features: PortalFeatures;
}
