import * as cdktf from "cdktf";

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
