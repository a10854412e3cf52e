/**
 * The route by which a portal reaches Stripe.
 *
 * Stripe's provider cannot set the products of plan switching, pausing or feedback options. It cannot turn on the login page
 * of an existing portal or clear a string either. The step can: it is a small script that Terraform runs with Node.js, and it
 * sends the whole portal to Stripe in one request. You can change the value later; the portal is kept.
 */
export enum ApplyVia {
  /**
   * The provider manages the attributes that it can, and the step manages the rest. A plan shows changes and edits in the
   * Dashboard of `name`, `default_return_url`, `business_profile` and `metadata`. It also shows those of `active` and
   * `features`, unless the portal uses plan switching, pausing or feedback options, and those of `login_page`, unless the
   * page is enabled.
   */
  AUTO = "auto",
  /** The step manages every attribute. A plan shows the changes of your app, but no edits in the Dashboard. */
  STEP = "step",
  /**
   * The provider manages every attribute, for machines without Node.js. Pausing and feedback options are rejected. Plan
   * switching fails and leaves the resource tainted. If you remove a string, a schedule condition, a pause or a feedback
   * option from your app, it stays in Stripe.
   */
  PROVIDER = "provider",
}

/**
 * The time at which the step of a portal runs (see `ApplyVia`).
 */
export enum ApplyWhen {
  /** If an attribute that the step manages has changed. The plan is empty after an apply. */
  ON_CHANGE = "on_change",
  /** At every apply, which also reverts edits in the Dashboard. The plan is never empty. */
  ALWAYS = "always",
}
