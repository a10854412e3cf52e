import * as fs from "node:fs";
import * as path from "node:path";
import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { ApplyVia, PortalMode, StripePortalConfiguration } from "../../lib";
import { StripeProvider } from "../../lib/provider/provider";
import { MINIMAL, SWITCHING } from "../support/portals";
import { inApp, Json, readStack } from "../support/synth";

const SCRIPT = path.join(__dirname, "../../lib/private/apply-step.mjs");

/** The stacks that an app writes: their scripts, and where their programs look for them. */
const scriptsOf = (build: (app: cdktf.App) => unknown) =>
  inApp((app) => {
    build(app);
    for (const stack of stacksOf(app)) new StripeProvider(stack, "stripe");
    app.synth();
    return stacksOf(app).map((stack) => {
      const folder = path.join(app.outdir, "stacks", stack.node.id);
      const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
      const data: Json[] = Object.values(readStack(app, stack.node.id).resource.terraform_data ?? {});
      return {
        written: files
          .filter((file) => file.name.endsWith(".mjs"))
          .map((file) => path.join(file.parentPath, file.name)),
        used: data.flatMap(({ provisioner = [] }) =>
          provisioner.map((it: Json) => path.join(folder, it["local-exec"].interpreter[1])),
        ),
      };
    });
  });

const stacksOf = (app: cdktf.App) => app.node.children.filter(cdktf.TerraformStack.isStack);

test("a stack has it once, however many portals, steps and guards, in whatever scopes", () => {
  const stacks = scriptsOf((app) => {
    for (const name of ["one", "two"]) {
      const stack = new cdktf.TerraformStack(app, name);
      new StripePortalConfiguration(stack, "a", { ...SWITCHING, expectedMode: PortalMode.TEST });
      new StripePortalConfiguration(new Construct(stack, "scope"), "b", SWITCHING);
    }
  });
  expect(stacks).toHaveLength(2);
  for (const { written, used } of stacks) {
    expect(written).toHaveLength(1);
    expect(new Set(used)).toEqual(new Set(written));
    expect(used).toHaveLength(3);
  }
});

test("a stack without steps and guards has none", () => {
  const [{ written }] = scriptsOf(
    (app) =>
      new StripePortalConfiguration(new cdktf.TerraformStack(app, "stack"), "portal", {
        ...MINIMAL,
        applyVia: ApplyVia.PROVIDER,
      }),
  );
  expect(written).toEqual([]);
});

test("is what the package has, whole", () => {
  inApp((app) => {
    const stack = new cdktf.TerraformStack(app, "stack");
    new StripeProvider(stack, "stripe");
    new StripePortalConfiguration(stack, "portal", SWITCHING);
    app.synth();
    const [step] = Object.values<Json>(readStack(app, "stack").resource.terraform_data).filter((it) => it.provisioner);
    const script = path.join(app.outdir, "stacks/stack", step.provisioner[0]["local-exec"].interpreter[1]);
    expect(fs.readFileSync(script, "utf8")).toBe(fs.readFileSync(SCRIPT, "utf8"));
  });
});

test("does not take the place of a construct of the user", () => {
  const [{ written }] = scriptsOf((app) => {
    const stack = new cdktf.TerraformStack(app, "stack");
    new cdktf.TerraformAsset(stack, "apply-step", { path: SCRIPT, type: cdktf.AssetType.FILE });
    new Construct(stack, "cdktf-stripe-portal");
    new StripePortalConfiguration(stack, "portal", SWITCHING);
  });
  expect(written).toHaveLength(2);
});
