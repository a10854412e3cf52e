import { Construct } from "constructs";
import { Body } from "./lean-resource";
import { PortalResource } from "./portal-resource";
import { TerraformData } from "./terraform-data";

/** The whole wanted portal, saved in Terraform's state before anything is sent and shown in the plan. */
export class Wanted extends TerraformData {
  constructor(
    scope: Construct,
    id: string,
    private readonly portal: PortalResource,
  ) {
    super(scope, id);
  }

  protected triggers(): Body {
    return this.portal.wanted();
  }

  protected override dependencies(): unknown[] {
    return this.portal.requestedDependencies();
  }
}
