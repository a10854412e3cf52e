import { Construct } from "constructs";
import { Body } from "./lean-resource";
import { PortalResource } from "./portal-resource";
import { TerraformData } from "./terraform-data";

/** The part of the portal that the step sends. Terraform shows it in the plan and stores it before anything is sent. */
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
