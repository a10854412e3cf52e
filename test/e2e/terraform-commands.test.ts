import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { PortalProduct, StripePortalConfiguration } from "../../lib";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";
import { isChange, isCreation, isPortalWrite, makePlan, unwrapped } from "./support/stripe-side";

describeWithTerraform("a portal with plan switching", () => {
  const deployment = useDeployment();
  let plan: PortalProduct;

  beforeEach(() => {
    plan = makePlan(deployment.sandbox);
  });

  const build =
    (maximum = 5): Build =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", {
        features: {
          paymentMethodUpdate: {},
          subscriptionUpdate: { products: [{ ...plan, adjustableQuantity: { maximum } }] },
        },
      });
    };

  const address = async (part: "Step" | "DesiredState" | "Resource"): Promise<string> => {
    const { output } = await deployment.terraform("state", "list");
    const name = part === "Resource" ? /^stripe_billing_portal_configuration\.\S+/m : new RegExp(`^\\S+_${part}$`, "m");
    return name.exec(output)![0];
  };

  const listed = (maximum: number) => [{ ...plan, adjustable_quantity: { enabled: true, minimum: 0, maximum } }];

  const expectComplete = async (maximum = 5): Promise<void> => {
    expect(deployment.created.at(-1)).toMatchObject({
      active: true,
      features: { subscription_update: { enabled: true, products: listed(maximum) } },
    });
    await deployment.expectNoChanges();
  };

  const portalWrites = () => deployment.sandbox.requests.filter(isPortalWrite);

  test("fails the apply if Node.js is missing, and is completed once it is installed", async () => {
    const bin = path.join(deployment.folder, "bin");
    mkdirSync(bin);
    const folders = process.env.PATH!.split(path.delimiter);
    symlinkSync(folders.map((folder) => path.join(folder, "terraform")).find(existsSync)!, path.join(bin, "terraform"));
    deployment.env = { PATH: bin };
    deployment.write(build());
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(unwrapped(output)).toContain(`"node": executable file not found in $PATH`);
    expect(deployment.created).toMatchObject([{ active: true, features: { subscription_update: { enabled: false } } }]);

    deployment.env = {};
    await deployment.apply();
    expect(deployment.created).toHaveLength(1);
    await expectComplete();
  });

  test("is compared and not written if its step is tainted or replaced", async () => {
    await deployment.deploy(build());
    deployment.sandbox.clearRequests();
    const step = await address("Step");
    await deployment.terraform("taint", step);
    const tainted = await deployment.apply();
    expect(tainted).toContain("nothing was sent to Stripe");
    const replaced = await deployment.apply(`-replace=${step}`);
    expect(replaced).toContain("nothing was sent to Stripe");
    expect(portalWrites()).toEqual([]);
    await expectComplete();
  });

  test("is restored after an edit in the Dashboard by `-replace` of its step", async () => {
    await deployment.deploy(build());
    deployment.sandbox
      .dashboard()
      .edit("configuration", deployment.created[0].id, { features: { subscription_update: { enabled: false } } });
    await deployment.apply(`-replace=${await address("Step")}`);
    expect(deployment.created).toHaveLength(1);
    await expectComplete();
  });

  test("is compared if its DesiredState is tainted, and replaced before it is deactivated if its Resource is tainted", async () => {
    await deployment.deploy(build());
    await deployment.terraform("taint", await address("DesiredState"));
    deployment.sandbox.clearRequests();
    await deployment.apply();
    expect(portalWrites()).toEqual([]);
    await expectComplete();

    await deployment.terraform("taint", await address("Resource"));
    await deployment.apply();
    expect(deployment.created).toMatchObject([{ active: false }, { active: true }]);
    const [old, young] = deployment.created.map(({ id }) => id);
    expect(portalWrites().map((request) => (isCreation(request) ? "create" : request.path.split("/").at(-1)))).toEqual([
      "create",
      young,
      old,
    ]);
    await expectComplete();
  });

  test.each(["Step", "DesiredState", "Resource"] as const)(
    "converges after an apply with `-target` of its %s",
    async (part) => {
      await deployment.deploy(build());
      deployment.write(build(9));
      await deployment.apply(`-target=${await address(part)}`);
      expect(deployment.created).toMatchObject([
        { features: { subscription_update: { products: listed(part === "Step" ? 9 : 5) } } },
      ]);
      await deployment.apply();
      expect(deployment.created).toHaveLength(1);
      await expectComplete(9);
    },
  );

  test("is created and changed by saved plans, and rejects a stale plan", async () => {
    deployment.write(build());
    for (const maximum of [5, 9]) {
      deployment.write(build(maximum));
      await deployment.terraform("plan", "-input=false", "-out=saved");
      const { exitCode } = await deployment.terraform("apply", "-input=false", "saved");
      expect(exitCode).toBe(0);
      expect(deployment.created).toHaveLength(1);
      await expectComplete(maximum);
    }
    const writes = portalWrites().length;
    const stale = await deployment.terraform("apply", "-input=false", "saved");
    expect(stale.exitCode).toBe(1);
    expect(stale.output).toContain("Saved plan is stale");
    expect(portalWrites()).toHaveLength(writes);
    expect(deployment.sandbox.requests.filter(isChange)).toHaveLength(2);
  });

  test("is moved to another construct with all of its resources and nothing else", async () => {
    await deployment.deploy(build());
    const before = portalWrites().length;
    const old = await address("Resource");
    deployment.write((stack) => {
      build()(stack);
      const portal = stack.node.findChild("portal") as StripePortalConfiguration;
      portal.resource.overrideLogicalId("renamed");
      portal.resource.moveFromId(old);
    });
    const { changes, output } = await deployment.plan();
    expect(changes).toEqual([]);
    expect(output.match(/has moved to/g)).toHaveLength(3);
    await deployment.apply();
    expect(portalWrites()).toHaveLength(before);
    deployment.write((stack) => {
      build()(stack);
      (stack.node.findChild("portal") as StripePortalConfiguration).resource.overrideLogicalId("renamed");
    });
    await expectComplete();
  });

  test("is created by a saved plan after its stack folder was moved", async () => {
    deployment.write(build());
    await deployment.terraform("plan", "-input=false", "-out=saved");
    const moved = path.join(deployment.folder, "elsewhere", "billing");
    cpSync(deployment.stackFolder, moved, { recursive: true });
    rmSync(deployment.stackFolder, { recursive: true });
    mkdirSync(deployment.stackFolder);
    const { exitCode } = await deployment.terraform(`-chdir=${moved}`, "apply", "-input=false", "saved");
    expect(exitCode).toBe(0);
    expect(deployment.created).toMatchObject([
      { features: { subscription_update: { enabled: true, products: listed(5) } } },
    ]);
  });
});
