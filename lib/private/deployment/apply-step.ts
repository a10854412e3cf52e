import { Construct } from "constructs";
import { ApplyWhen } from "../../apply-via";
import { PortalMode } from "../../portal-props";
import { DesiredState } from "./desired-state";
import { nullIfEmpty } from "../terraform/expressions";
import { hclExpression } from "../terraform/hcl";
import { Body } from "./lean-resource";
import { PortalResource } from "./portal-resource";
import { providerConfiguration } from "../terraform/provider";
import { runStepScript, stepScript } from "./script";
import { LocalExec, TerraformData } from "./terraform-data";
import { Deferred } from "../terraform/tokens";

/** Options of a step. */
export interface ApplyStepOptions {
  readonly portal: PortalResource;
  readonly desiredState: DesiredState;
  readonly when: ApplyWhen;
  readonly expectedMode?: PortalMode;
}

/** Sends the whole portal to Stripe in one request whenever the desired state or the configuration is replaced. */
export class ApplyStep extends TerraformData {
  constructor(
    scope: Construct,
    id: string,
    private readonly options: ApplyStepOptions,
  ) {
    super(scope, id);
    stepScript(this.cdktfStack);
  }

  protected triggers(): Body {
    const { portal, desiredState, when } = this.options;
    return {
      configuration: portal.reference("id"),
      desired_state: desiredState.reference("id"),
      // plantimestamp() could be equal for two applies within the same second.
      ...(when === ApplyWhen.ALWAYS && { applied_at: "${timestamp()}" }),
    };
  }

  protected override localExec(): LocalExec {
    const { portal, when, expectedMode } = this.options;
    const { apiKey, account } = providerConfiguration(portal);
    return runStepScript(this, "apply", expectedMode, {
      STRIPE_PORTAL_CONFIGURATION: portal.reference("id"),
      // An expression: the value is not stored in the state, and is compressed to fit into the environment.
      STRIPE_PORTAL_DESIRED_STATE: new Deferred(
        (context) => `\${base64gzip(jsonencode(${hclExpression(context.resolve(portal.desiredPortal()))}))}`,
      ),
      // The provider treats an empty argument as missing.
      STRIPE_API_KEY: nullIfEmpty(apiKey),
      STRIPE_ACCOUNT: nullIfEmpty(account),
      STRIPE_PORTAL_APPLY_WHEN: when === ApplyWhen.ALWAYS ? when : undefined,
    });
  }

  /** Updates the portal before prices and products that are no longer listed are archived. */
  protected override ownLifecycle(): Body {
    return { create_before_destroy: true };
  }
}
