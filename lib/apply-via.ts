/**
 * How a portal reaches Stripe.
 *
 * The Terraform provider stripe/stripe 0.3.0 cannot set the products of plan switching, pausing or feedback options, turn on
 * the login page of an existing portal, or clear a string. A step does: a small script that Terraform runs with Node.js,
 * which sends the whole portal to Stripe in one request. Changing the value keeps the portal.
 */
export enum ApplyVia {
  /**
   * The provider manages what it can, and the step the rest. Plans then show changes, and edits in the Dashboard, of
   * `name`, `default_return_url`, `business_profile` and `metadata`; of `active` and `features` too, unless plan switching,
   * pausing or feedback options are used; and of `login_page`, unless the page is used
   */
  AUTO = "auto",
  /** The step manages everything. Plans show what the app changes, and no edits in the Dashboard */
  STEP = "step",
  /**
   * The provider manages everything, without Node.js where Terraform runs. Pausing and feedback options are rejected. Plan
   * switching leaves the resource tainted with provider 0.3.0. A removed string, schedule condition, pause or feedback
   * option stays in Stripe
   */
  PROVIDER = "provider",
}

/**
 * When the step of a portal runs (see `ApplyVia`).
 */
export enum ApplyWhen {
  /** When what is left to the step has changed: after an apply the plan is empty */
  ON_CHANGE = "on_change",
  /** At every apply, which also reverts edits in the Dashboard. The plan is never empty */
  ALWAYS = "always",
}
