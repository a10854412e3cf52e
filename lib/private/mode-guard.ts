import { Construct } from "constructs";
import { PortalMode } from "../portal-mode";
import { Body } from "./lean-resource";
import { PortalResource } from "./portal-resource";
import { providerConfiguration } from "./provider-configuration";
import { runStepScript, stepScript } from "./step-script";
import { LocalExec, TerraformData } from "./terraform-data";

/**
 * Refuses a key of the other mode before the portal is written, where the key is in the environment, out of the reach of
 * Terraform's conditions. Where the program has the key it is not there.
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

  /** Each change that the provider sends asks the guard again; the step checks the mode by itself. */
  protected triggers(): Body {
    const portal = this.portal.leftToProvider();
    return { mode: this.mode, ...(Object.keys(portal).length > 0 && { portal }) };
  }

  protected override localExec(): LocalExec {
    return runStepScript(this, "check-mode", this.mode);
  }
}
