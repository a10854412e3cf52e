import * as cdktf from "cdktf";

/**
 * The page on which customers log in to the portal by email. Stripe's `login_page`.
 */
export interface LoginPage {
  /**
   * Whether the page is on. Stripe's `login_page.enabled`. Its link is `loginPageUrl` of the portal.
   *
   * @default true
   */
  readonly enabled?: boolean | cdktf.IResolvable;
}
