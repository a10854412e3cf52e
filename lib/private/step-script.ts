import * as path from "path";
import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { PortalMode } from "../portal-mode";
import { Body, LeanResource } from "./lean-resource";
import { LocalExec } from "./terraform-data";
import { verbatim } from "./tokens";

/** A scope that no construct of a user has, which also keeps the script's folder apart from theirs. */
const SCOPE_ID = "@cdktf-stripe-portal";
const SCRIPT_ID = "apply-step";

/** The script that steps and guards run, once in a stack. */
export function stepScript(stack: cdktf.TerraformStack): cdktf.TerraformAsset {
  const scope = stack.node.tryFindChild(SCOPE_ID) ?? new Construct(stack, SCOPE_ID);
  const existing = scope.node.tryFindChild(SCRIPT_ID);
  if (existing !== undefined) return existing as cdktf.TerraformAsset;
  return new cdktf.TerraformAsset(scope as Construct, SCRIPT_ID, {
    path: path.join(__dirname, "apply-step.mjs"),
    type: cdktf.AssetType.FILE,
  });
}

/** A `local-exec` of the script. Node runs it without a shell, so that it works on Windows too. */
export function runStepScript(
  resource: LeanResource,
  verb: "apply" | "check-mode",
  mode: PortalMode | undefined,
  environment: Body = {},
): LocalExec {
  return {
    interpreter: ["node", stepScript(resource.cdktfStack).path],
    command: verb,
    environment: {
      STRIPE_PORTAL_PATH: verbatim(resource.node.scope?.node.path ?? ""),
      STRIPE_PORTAL_EXPECTED_MODE: mode,
      ...environment,
    },
  };
}
