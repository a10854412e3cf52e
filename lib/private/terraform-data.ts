import { Construct } from "constructs";
import { Body, LeanResource } from "./lean-resource";

/** The body of a `local-exec`: a program that Terraform runs on its own machine. */
export interface LocalExec extends Body {
  readonly interpreter: string[];
  readonly command: string;
  readonly environment: Body;
}

/**
 * A `terraform_data`: it keeps values and runs programs, in every Terraform since 1.4. cdktf's own `DataResource` asks
 * Terraform for its version, a process for each instance.
 */
export abstract class TerraformData extends LeanResource {
  constructor(scope: Construct, id: string) {
    super(scope, id, { terraformResourceType: "terraform_data" });
  }

  /** A change of this value replaces the resource, and so runs its program. */
  protected abstract triggers(): unknown;

  /** The program to run, if any. */
  protected localExec(): LocalExec | undefined {
    return undefined;
  }

  protected attributes(): Body {
    return { triggers_replace: this.triggers() };
  }

  /**
   * The lifecycle is the construct's alone: an Aspect that sets `prevent_destroy` or `ignore_changes` on every resource would
   * block or freeze each later change of the portal.
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
