import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { ApplyWhen } from "../apply-via";
import { PortalMode } from "../portal-mode";
import { Body } from "./lean-resource";
import { PortalResource } from "./portal-resource";
import { providerConfiguration } from "./provider-configuration";
import { runStepScript, stepScript } from "./step-script";
import { LocalExec, TerraformData } from "./terraform-data";
import { Wanted } from "./wanted";

/** What a step is made of. */
export interface ApplyStepOptions {
  readonly portal: PortalResource;
  readonly wanted: Wanted;
  readonly when: ApplyWhen;
  readonly expectedMode?: PortalMode;
}

/** Sends the wanted portal to Stripe in one request, whenever it or the configuration is another one. */
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
    const { portal, wanted, when } = this.options;
    return {
      configuration: portal.reference("id"),
      wanted: wanted.reference("id"),
      // Unlike plantimestamp(), a second apply within the same second has another one.
      ...(when === ApplyWhen.ALWAYS && { applied_at: "${timestamp()}" }),
    };
  }

  protected override localExec(): LocalExec {
    const { portal, wanted, when, expectedMode } = this.options;
    const { apiKey, account } = providerConfiguration(portal);
    return runStepScript(this, "apply", expectedMode, {
      STRIPE_PORTAL_CONFIGURATION: portal.reference("id"),
      STRIPE_PORTAL_WANTED: `\${jsonencode(${wanted.address}.triggers_replace)}`,
      STRIPE_API_KEY: apiKey,
      STRIPE_ACCOUNT: account,
      STRIPE_PORTAL_APPLY_WHEN: when === ApplyWhen.ALWAYS ? when : undefined,
    });
  }

  protected override dependencies(): unknown[] {
    return this.options.portal.requestedDependencies();
  }

  /** Orders a removal: the step narrows the portal before prices and products that it listed are archived. */
  protected override lifecycleArguments(): cdktf.TerraformResourceLifecycle {
    return { ...this.lifecycle, createBeforeDestroy: true };
  }
}
