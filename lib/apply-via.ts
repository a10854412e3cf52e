/**
 * How a portal reaches Stripe.
 *
 * The Terraform provider stripe/stripe 0.3.0 cannot set the products of plan switching, turn an existing portal's login
 * page on, clear a text, or see what an adopted portal still has on. A portal that needs any of this is completed by a
 * step: a small script that Terraform runs, which sends the whole portal to Stripe in one request. Moving between the
 * values keeps the portal.
 */
export enum ApplyVia {
  /**
   * Through a step where the portal needs one: plan switching, pausing, feedback options, the login page or `importFrom`
   * is used (present and not literally `enabled: false`), otherwise through the provider
   */
  AUTO = "auto",
  /** Always through a step, so that texts that leave the program are cleared too */
  STEP = "step",
  /** Never through a step: for a provider that can set products */
  PROVIDER = "provider",
}

/**
 * When the step of a portal runs (see `ApplyVia`).
 */
export enum ApplyWhen {
  /** When the program's portal has changed: an applied program plans empty */
  ON_CHANGE = "on_change",
  /** At every apply, which heals what was edited in the Dashboard; the plan is never empty */
  ALWAYS = "always",
}
