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
