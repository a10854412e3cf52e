/**
 * Stripe's modes, in which configurations, products and prices are separate objects.
 */
export enum PortalMode {
  /** Live mode: keys that begin with `sk_live_` or `rk_live_` */
  LIVE = "live",
  /** Test mode: keys that begin with `sk_test_` or `rk_test_` */
  TEST = "test",
}
