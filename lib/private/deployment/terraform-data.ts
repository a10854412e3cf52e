import { Construct } from "constructs";
import { Body, LeanResource } from "./lean-resource";

/** The body of a `local-exec`: a command that runs on the same machine as Terraform. */
export interface LocalExec extends Body {
  readonly interpreter: string[];
  readonly command: string;
  readonly environment: Body;
}

/**
 * A `terraform_data`, which stores values and runs commands. Terraform has had it since 1.4. cdktf's own `DataResource` starts a
 * Terraform process for each instance to learn its version.
 */
export abstract class TerraformData extends LeanResource {
  constructor(scope: Construct, id: string) {
    super(scope, id, { terraformResourceType: "terraform_data" });
  }

  /** A change of this value replaces the resource, which runs its command. */
  protected abstract triggers(): unknown;

  /** The command to run, if any. */
  protected localExec(): LocalExec | undefined {
    return undefined;
  }

  protected attributes(): Body {
    return { triggers_replace: this.triggers() };
  }

  /**
   * Sets the lifecycle last, because an Aspect that sets `prevent_destroy` or `ignore_changes` on every resource would block or
   * hide each later change of the portal.
   */
  protected override finish(body: Body): Body {
    const run = this.localExec();
    return {
      ...body,
      lifecycle: this.ownLifecycle(),
      ...(run !== undefined && { provisioner: [{ "local-exec": run }] }),
    };
  }

  protected ownLifecycle(): Body | undefined {
    return undefined;
  }
}
