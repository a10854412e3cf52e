import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { ApplyVia, PortalMode, StripePortalConfiguration } from "../../../lib";
import { StripeProvider } from "../../../lib/provider/provider";
import { MINIMAL, SWITCHING } from "../../support/portals";
import { inApp, Json, readStack } from "../../support/synth";

const SCRIPT = path.join(__dirname, "../../../lib/private/deployment/apply-step.mjs");

/** The scripts in the folders of an app's stacks, and the paths that the stacks run. */
const scriptsOf = (build: (app: cdktf.App) => unknown) =>
  inApp((app) => {
    build(app);
    return synthesized(app);
  });

const synthesized = (app: cdktf.App) => {
  for (const stack of stacksOf(app)) if (stack.allProviders().length === 0) new StripeProvider(stack, "stripe");
  app.synth();
  return stacksOf(app).map((stack) => {
    const folder = path.join(app.outdir, "stacks", stack.node.id);
    const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
    const data: Json[] = Object.values(readStack(app, stack.node.id).resource.terraform_data ?? {});
    return {
      folder,
      written: files.filter((file) => file.name.endsWith(".mjs")).map((file) => path.join(file.parentPath, file.name)),
      used: data.flatMap(({ provisioner = [] }): string[] =>
        provisioner.map((it: Json) => it["local-exec"].interpreter[1]),
      ),
    };
  });
};

const stacksOf = (app: cdktf.App) => app.node.children.filter(cdktf.TerraformStack.isStack);

const switchingIn = (app: cdktf.App) =>
  new StripePortalConfiguration(new cdktf.TerraformStack(app, "stack"), "portal", SWITCHING);

test("a stack contains the script once for any number of portals, steps and guards", () => {
  const stacks = scriptsOf((app) => {
    for (const name of ["one", "two"]) {
      const stack = new cdktf.TerraformStack(app, name);
      new StripePortalConfiguration(stack, "a", { ...SWITCHING, expectedMode: PortalMode.TEST });
      new StripePortalConfiguration(new Construct(stack, "scope"), "b", SWITCHING);
    }
  });
  expect(stacks).toHaveLength(2);
  for (const { folder, written, used } of stacks) {
    expect(written).toHaveLength(1);
    expect(new Set(used.map((script) => path.join(folder, script)))).toEqual(new Set(written));
    expect(used).toHaveLength(3);
  }
});

test("a stack without steps and guards does not contain the script", () => {
  const [{ written }] = scriptsOf(
    (app) =>
      new StripePortalConfiguration(new cdktf.TerraformStack(app, "stack"), "portal", {
        ...MINIMAL,
        applyVia: ApplyVia.PROVIDER,
      }),
  );
  expect(written).toEqual([]);
});

test("the written script is apply-step.mjs, byte for byte", () => {
  inApp((app) => {
    switchingIn(app);
    const [{ written }] = synthesized(app);
    // If this fails after a change of the script, run `npm run build`: it embeds the script in the library.
    expect(fs.readFileSync(written[0], "utf8")).toBe(fs.readFileSync(SCRIPT, "utf8"));
  });
});

test("the path depends on the content only", () => {
  const [first, second] = [1, 2].map(() => scriptsOf(switchingIn)[0].used[0]);
  const hash = createHash("md5").update(fs.readFileSync(SCRIPT)).digest("hex").toUpperCase();
  expect(first).toBe(`assets/cdktf-stripe-portal_apply-step_C47F633A/${hash}/apply-step.mjs`);
  expect(second).toBe(first);
});

test("a synth removes scripts of earlier versions and writes nothing but the script", () => {
  inApp((app) => {
    switchingIn(app);
    const [{ folder, used }] = synthesized(app);
    const old = path.join(folder, used[0], "../../OLD/apply-step.mjs");
    fs.mkdirSync(path.dirname(old));
    fs.writeFileSync(old, "");
    const [{ written }] = synthesized(app);
    expect(written).toEqual([path.join(folder, used[0])]);
    expect(fs.readdirSync(folder).sort()).toEqual(["assets", "cdk.tf.json"]);
  });
});

test("cdktn's flag canonicalAssetHashes does not change the path, so that a deployed portal has no changes", () => {
  const [without, withFlag] = [{}, { canonicalAssetHashes: true }].map((context) =>
    inApp(
      (app) => {
        switchingIn(app);
        return [synthesized(app)[0].used, readStack(app, "stack").resource];
      },
      { context },
    ),
  );
  expect(withFlag).toEqual(without);
});

test("the script does not conflict with constructs of the app", () => {
  const [{ written }] = scriptsOf((app) => {
    const stack = new cdktf.TerraformStack(app, "stack");
    new cdktf.TerraformAsset(stack, "apply-step", { path: SCRIPT, type: cdktf.AssetType.FILE });
    new Construct(stack, "cdktf-stripe-portal");
    new StripePortalConfiguration(stack, "portal", SWITCHING);
  });
  expect(written).toHaveLength(2);
});
