import { Construct } from "constructs";
import { PortalMode } from "../../portal-props";
import { Body } from "./lean-resource";
import { PortalResource } from "./portal-resource";
import { providerConfiguration } from "../terraform/provider";
import { runStepScript, stepScript } from "./script";
import { LocalExec, TerraformData } from "./terraform-data";

/**
 * Rejects an API key of the other mode before the portal is sent. It is needed only if the key comes from the environment, which
 * Terraform's conditions cannot read.
 */
export class ModeGuard extends TerraformData {
  constructor(
    scope: Construct,
    id: string,
    private readonly portal: PortalResource,
    private readonly mode: PortalMode,
  ) {
    super(scope, id);
    stepScript(this.cdktfStack);
  }

  get isNeeded(): boolean {
    return providerConfiguration(this.portal).apiKey === undefined;
  }

  override toTerraform(): any {
    return this.isNeeded ? super.toTerraform() : {};
  }

  override toHclTerraform(): any {
    return this.isNeeded ? super.toHclTerraform() : {};
  }

  override toMetadata(): any {
    return this.isNeeded ? super.toMetadata() : {};
  }

  /** Runs the guard again for each change that the provider sends. The step checks the mode itself. */
  protected triggers(): Body {
    const portal = this.portal.leftToProvider();
    return { mode: this.mode, ...(Object.keys(portal).length > 0 && { portal }) };
  }

  protected override localExec(): LocalExec {
    return runStepScript(this, "check-mode", this.mode);
  }
}
