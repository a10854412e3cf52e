import { Construct } from "constructs";
import { Body } from "./lean-resource";
import { PortalResource } from "./portal-resource";
import { TerraformData } from "./terraform-data";

/** What is left to the step, saved in Terraform's state before anything is sent and shown in the plan. */
export class DesiredState extends TerraformData {
  constructor(
    scope: Construct,
    id: string,
    private readonly portal: PortalResource,
  ) {
    super(scope, id);
  }

  protected triggers(): Body {
    return this.portal.leftToStep();
  }

  protected override dependencies(): unknown[] {
    return this.portal.requestedDependencies();
  }
}
