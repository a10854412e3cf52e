import * as cdktf from "cdktf";
import { ApplyVia, ApplyWhen } from "./apply-via";
import { BusinessProfile } from "./business-profile";
import { LoginPage } from "./login-page";
import { PortalMode } from "./portal-mode";

/**
 * What every portal takes, the presets included.
 *
 * A program is the whole portal: what is left out here is off or empty in Stripe. `""` counts as left out.
 */
export interface PortalProps {
  /**
   * The configuration's name, at most 256 characters (a longer one makes the construct throw). Stripe's `name`.
   *
   * @default - no name
   */
  readonly name?: string;

  /**
   * Whether sessions can be opened with the configuration. Stripe's `active`.
   *
   * Stripe refuses to deactivate the account's default configuration.
   *
   * @default true
   */
  readonly active?: boolean | cdktf.IResolvable;

  /**
   * Where the portal's return link leads unless the session says otherwise, an absolute http or https URL (anything else makes the
   * construct throw). Stripe's `default_return_url`.
   *
   * @default - no return link
   */
  readonly defaultReturnUrl?: string;

  /**
   * What the portal tells about the business. Stripe's `business_profile`.
   *
   * @default - Stripe's own headline and no links
   */
  readonly businessProfile?: BusinessProfile;

  /**
   * The page on which customers log in to the portal by email. Stripe's `login_page`.
   *
   * @default - the login page is off
   */
  readonly loginPage?: LoginPage;

  /**
   * Values of your own. Stripe's `metadata`.
   *
   * At most 50 keys of at most 40 characters without square brackets, values of at most 500 characters; otherwise the
   * construct throws.
   *
   * @default - none
   */
  readonly metadata?: { [key: string]: string };

  /**
   * The id (`bpc_...`) of an existing configuration to adopt instead of creating one, e.g. the account's default.
   *
   * It becomes the portal of the app: everything else it has is turned off. Needs Terraform 1.5 or later. Anything but
   * an id makes the construct throw. Once Terraform manages a configuration at the portal's address, another id fails the
   * plan. Replacing an adopted portal (`-replace`, `taint`) creates another configuration.
   *
   * @default - a configuration is created
   */
  readonly importFrom?: string;

  /**
   * The mode (live or test) that the API key must belong to. If the app passes a key of the other mode or an empty one to
   * the provider, the plan fails and nothing is sent. If the environment has a key of the other mode, the apply fails before
   * this portal is written.
   *
   * @default - the mode of whatever key is used
   */
  readonly expectedMode?: PortalMode;

  /**
   * How the portal reaches Stripe.
   *
   * @default ApplyVia.AUTO
   */
  readonly applyVia?: ApplyVia;

  /**
   * When the step runs. `ApplyWhen.ALWAYS` makes the construct throw with `ApplyVia.PROVIDER`, which has no step.
   *
   * @default ApplyWhen.ON_CHANGE
   */
  readonly applyWhen?: ApplyWhen;

  /**
   * The names of warnings that you have read and accept, as docs/rules.md lists them. Each warning tells its name. An
   * unknown name makes the construct throw.
   *
   * @default - every warning is shown
   */
  readonly acknowledgeWarnings?: string[];

  /**
   * The Stripe provider to use, for several accounts or keys in one stack.
   *
   * @default - the stack's provider without an alias
   */
  readonly provider?: cdktf.TerraformProvider;

  /**
   * What must exist before the portal is written.
   *
   * @default - only what the portal's values refer to
   */
  readonly dependsOn?: cdktf.ITerraformDependable[];

  /**
   * Terraform's `lifecycle` of the portal, merged with what the construct needs.
   *
   * `createBeforeDestroy` is always on. `ignoreChanges` takes top-level attributes such as `metadata`: the Dashboard owns
   * them from then on. Nested paths and `"all"` are rejected, unless `applyVia` is `ApplyVia.PROVIDER`.
   *
   * @default - `createBeforeDestroy` alone
   */
  readonly lifecycle?: cdktf.TerraformResourceLifecycle;
}
