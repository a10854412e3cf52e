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

  /** Without a step the resource writes each change, so each change asks the guard again. */
  protected triggers(): Body {
    return { mode: this.mode, ...(!this.portal.isStepped && { portal: this.portal.wanted() }) };
  }

  protected override localExec(): LocalExec {
    return runStepScript(this, "check-mode", this.mode);
  }
}
