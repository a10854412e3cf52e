import * as crypto from "crypto";
import * as fs from "fs";
import * as path from "path";
import * as cdktf from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import { Construct } from "constructs";
import { APPLY_STEP_SOURCE } from "./apply-step-source";

/** An ID that no construct in an app has. It also separates the script's folder from the app's assets. */
const SCOPE_ID = "@cdktf-stripe-portal";
const SCRIPT_ID = "apply-step";
const FILE_NAME = "apply-step.mjs";

/**
 * The script that steps and guards run. It is written into the stack's `assets` folder from its embedded source:
 * `TerraformAsset` copies a file, and a bundled app has none.
 */
class StepScript extends Construct {
  private relativePath?: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly stack: cdktf.TerraformStack,
  ) {
    super(scope, id);
    addCustomSynthesis(this, { onSynthesize: ({ outdir, manifest }) => this.write(outdir, manifest) });
  }

  /** The path relative to the folder in which Terraform runs, with a hash of the content as in `TerraformAsset`. */
  get path(): string {
    return (this.relativePath ??= path.posix.join(this.folder, checksum(), FILE_NAME));
  }

  private get folder(): string {
    return path.posix.join("assets", this.stack.getLogicalId(this.node));
  }

  private write(outdir: string, manifest: cdktf.Manifest): void {
    const stackFolder = path.join(outdir, manifest.forStack(this.stack).workingDirectory);
    const file = path.join(stackFolder, this.path);
    // Earlier synths may have left scripts of other versions.
    fs.rmSync(path.join(stackFolder, this.folder), { recursive: true, force: true });
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, APPLY_STEP_SOURCE);
  }
}

/** The script of a stack. A stack contains it once. */
export function stepScript(stack: cdktf.TerraformStack): { readonly path: string } {
  const scope = stack.node.tryFindChild(SCOPE_ID) ?? new Construct(stack, SCOPE_ID);
  const existing = scope.node.tryFindChild(SCRIPT_ID);
  if (existing !== undefined) return existing as StepScript;
  return new StepScript(scope as Construct, SCRIPT_ID, stack);
}

/** The checksum of the script, as in `TerraformAsset`. */
function checksum(): string {
  return crypto.createHash("md5").update(APPLY_STEP_SOURCE).digest("hex").toUpperCase();
}
